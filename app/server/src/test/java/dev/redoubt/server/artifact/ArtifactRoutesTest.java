package dev.redoubt.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.Persona;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.NewModelVersion;
import dev.redoubt.registry.tracking.NewExperiment;
import dev.redoubt.registry.tracking.NewRun;
import dev.redoubt.server.TestServer;
import dev.redoubt.server.TestServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class ArtifactRoutesTest {

  private static final Caller ALL = new Caller("test#all", "all", _ -> true);
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";
  private static final String SECRET = "weights that nobody may find on the disk";

  @TempDir private Path folder;
  private TestServer server;
  private String run;
  private String root;

  @BeforeEach
  void start() {
    server =
        TestServer.start(folder)
            .introduce("alice", Persona.DATA_SCIENTIST, "credit")
            .introduce("olga", Persona.MLOPS_ENGINEER, "credit")
            .introduce("mallory", Persona.DATA_SCIENTIST, "other");
    long experiment =
        server
            .stores()
            .experiments()
            .create(
                ALL,
                new NewExperiment(
                    "credit",
                    new AccessAttributes("credit", "development", "confidential"),
                    "",
                    List.of()));
    run =
        server
            .stores()
            .runs()
            .create(ALL, new NewRun(experiment, "", "", 1, List.of()))
            .info()
            .id();
    root = "/" + experiment + "/" + run + "/artifacts";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply put(String path, String content) {
    return server.send("alice", "PUT", PROXY + root + path, content);
  }

  private ModelVersion version() {
    return version(SECRET);
  }

  /// A version of one file, whose registration has ended.
  private ModelVersion version(String content) {
    put("/model/notes.txt", content);
    server
        .stores()
        .models()
        .create(
            ALL,
            "credit",
            new AccessAttributes("credit", "development", "confidential"),
            null,
            Map.of());
    try {
      ModelVersion registered =
          server
              .stores()
              .registrations()
              .register(
                  ALL,
                  new NewModelVersion(
                      "credit",
                      "runs:/" + run + "/model",
                      "mlflow-artifacts:" + root + "/model",
                      run,
                      null,
                      null,
                      null,
                      Map.of()));
      return server.stores().intake().awaitRegistration(ALL, registered, Duration.ofMinutes(1));
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void returnsUploadedFile() {
    assertThat(put("/model/a%20b%2B.txt", SECRET).status()).isEqualTo(200);
    Reply reply = server.get("alice", PROXY + root + "/model/a%20b+.txt");
    assertThat(reply.body()).isEqualTo(SECRET);
    assertThat(reply.headers())
        .containsEntry("content-type", "application/octet-stream")
        .containsEntry("content-disposition", "attachment; filename*=UTF-8''a%20b%2B.txt");
  }

  @Test
  void fileIsEncryptedOnDisk() throws IOException {
    put("/weights.bin", SECRET);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(SECRET);
      }
    }
  }

  @Test
  void returnsByteRange() {
    put("/weights.bin", SECRET);
    Reply reply =
        server.send("alice", "GET", PROXY + root + "/weights.bin", "", "Range", "bytes=8-11");
    assertThat(reply.status()).isEqualTo(206);
    assertThat(reply.body()).isEqualTo(SECRET.substring(8, 12));
    assertThat(reply.headers()).containsEntry("content-range", "bytes 8-11/" + SECRET.length());
    Reply outside =
        server.send("alice", "GET", PROXY + root + "/weights.bin", "", "Range", "bytes=99-");
    assertThat(outside.status()).isEqualTo(416);
  }

  @Test
  void missingArtifactIsNotFound() {
    Reply reply = server.get("alice", PROXY + root + "/nothing");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.error()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void listsAFolder_byNamesInTheProxyAndByPathsInTheRun() {
    put("/model/MLmodel", "a");
    put("/model/data/weights.bin", "bcd");
    JsonNode proxy = server.get("alice", PROXY + "?path=" + root.substring(1) + "/model").json();
    assertThat(proxy.get("files").toString())
        .isEqualTo(
            "[{\"path\":\"MLmodel\",\"is_dir\":false,\"file_size\":1},{\"path\":\"data\",\"is_dir\":true}]");
    JsonNode list =
        server.get("alice", "/api/2.0/mlflow/artifacts/list?run_id=" + run + "&path=model").json();
    assertThat(list.at("/files/0/path").asString()).isEqualTo("model/MLmodel");
    assertThat(list.get("root_uri").asString()).isEqualTo("mlflow-artifacts:" + root);
  }

  @Test
  void deletesAFolder() {
    put("/model/notes.txt", "a");
    assertThat(server.send("alice", "DELETE", PROXY + root + "/model", "").status()).isEqualTo(200);
    assertThat(server.get("alice", PROXY + root + "/model/notes.txt").status()).isEqualTo(404);
  }

  @Test
  void invisibleFilesAreNotFound() {
    put("/weights.bin", SECRET);
    Reply there = server.get("mallory", PROXY + root + "/weights.bin");
    String absent = "0123456789abcdef0123456789abcdef";
    Reply nowhere = server.get("mallory", PROXY + root.replace(run, absent) + "/weights.bin");
    assertThat(there.status()).isEqualTo(404);
    assertThat(there.body().replace(run, absent)).isEqualTo(nowhere.body());
  }

  @Test
  void keepsRawSensitiveData_fromEngineers_whoReadTheModelMadeOfIt() {
    ModelVersion version = version();
    Reply raw = server.get("olga", PROXY + root + "/model/notes.txt");
    assertThat(raw.status()).isEqualTo(403);
    assertThat(raw.json().get("message").asString())
        .contains("no-raw-sensitive-data-for-engineers");
    Reply model = server.get("olga", PROXY + path(version) + "/notes.txt");
    assertThat(model.body()).isEqualTo(SECRET);
  }

  private static String path(ModelVersion version) {
    return version.location().substring("mlflow-artifacts:".length());
  }

  @Test
  void registeredVersionIsReadOnly() {
    ModelVersion version = version();
    put("/model/notes.txt", "something else");
    assertThat(server.get("alice", PROXY + path(version) + "/notes.txt").body()).isEqualTo(SECRET);
    Reply written = server.send("alice", "PUT", PROXY + path(version) + "/notes.txt", "x");
    assertThat(written.status()).isEqualTo(409);
    assertThat(server.send("alice", "DELETE", PROXY + path(version) + "/notes.txt", "").status())
        .isEqualTo(409);
  }

  @Test
  void rejectedVersionHasNoFiles() {
    ModelVersion version = version("cos\nsystem\n(S'id'\ntR.");
    assertThat(version.status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
    for (String path :
        List.of(
            PROXY + path(version) + "/notes.txt",
            "/api/2.0/mlflow/model-versions/get-download-uri?name=credit&version=1")) {
      Reply reply = server.get("olga", path);
      assertThat(reply.error()).as(path).isEqualTo("INVALID_STATE");
      assertThat(reply.json().get("message").asString())
          .contains("version 1 of `credit` was refused", "malicious");
    }
  }

  @Test
  void recordsOneReadEventPerReaderAndVersion() {
    ModelVersion version = version();
    for (int i = 0; i < 3; i++) {
      server.get("olga", PROXY + path(version) + "/notes.txt");
    }
    JsonNode log = server.get("alice", "/api/redoubt/models/credit/versions/1/log").json();
    assertThat(log.get("events").valueStream().map(each -> each.get("type").asString()))
        .containsExactly(
            "version.created",
            "evidence.added",
            "key.used",
            "evidence.added",
            "version.completed",
            "version.read");
    assertThat(log.at("/events/5/actor").asString()).isEqualTo("test#olga");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../registry.db",
        "/..%2f..%2fregistry.db",
        "/%2e%2e/%2e%2e/registry.db",
        "/%252e%252e/registry.db",
        "/..%5c..%5cregistry.db",
        "//etc/passwd",
        "/a//b",
        "/a/./b",
        "/C:%5cwindows",
        "/a%00b",
        "/a%0ab",
        "/file:%2f%2f%2fetc%2fpasswd",
        "/%c0%ae%c0%ae/registry.db"
      })
  void rejectsPathTraversal(String path) {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      Reply reply = raw("alice", method, PROXY + root + path, method.equals("PUT") ? "x" : "");
      assertThat(reply.status()).as(method + " " + path).isBetween(400, 404);
    }
    assertThat(server.stores().artifacts().all(new dev.redoubt.artifacts.ArtifactRoot.OfRun(run)))
        .isEmpty();
  }

  private Reply raw(String who, String method, String path, String body) {
    return server.send(who, method, path, body);
  }

  @Test
  void uploadsFileInPartsWithSignedUrls() {
    JsonNode upload =
        server
            .post(
                "alice",
                "/api/2.0/mlflow-artifacts/mpu/create" + root + "/model",
                "{\"path\":\"/home/alice/weights.bin\",\"num_parts\":2}")
            .json();
    String[] parts = {"first ", "second"};
    StringBuilder tags = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      String url = URI.create(upload.at("/credentials/" + i + "/url").asString()).toString();
      Reply put =
          server.send("", "PUT", url.substring(server.address().toString().length()), parts[i]);
      assertThat(put.status()).isEqualTo(200);
      tags.append(i == 0 ? "" : ",")
          .append(
              "{\"part_number\":" + (i + 1) + ",\"etag\":\"" + put.headers().get("etag") + "\"}");
    }
    String complete =
        "{\"path\":\"/home/alice/weights.bin\",\"upload_id\":\"%s\",\"parts\":[%s]}"
            .formatted(upload.get("upload_id").asString(), tags);
    String address = "/api/2.0/mlflow-artifacts/mpu/complete" + root;
    assertThat(server.post("alice", address + "/other", complete).status()).isEqualTo(404);
    assertThat(server.post("alice", address + "/model", complete).status()).isEqualTo(200);
    assertThat(server.get("alice", PROXY + root + "/model/weights.bin").body())
        .isEqualTo("first second");
  }

  @Test
  void rejectsPartsWithoutValidSignature() {
    JsonNode upload =
        server
            .post(
                "alice",
                "/api/2.0/mlflow-artifacts/mpu/create" + root,
                "{\"path\":\"weights.bin\",\"num_parts\":2}")
            .json();
    String url = upload.at("/credentials/0/url").asString();
    String path = url.substring(server.address().toString().length());
    assertThat(server.send("", "PUT", path.replace("parts/1", "parts/2"), "x").status())
        .isEqualTo(403);
    assertThat(
            server
                .send("", "PUT", path.replaceAll("expires=[0-9]+", "expires=99999999999"), "x")
                .status())
        .isEqualTo(403);
    assertThat(server.send("", "PUT", path.replaceAll("signature=.*", "signature="), "x").status())
        .isEqualTo(403);
    assertThat(server.send("", "PUT", path, "x").status()).isEqualTo(200);
  }
}
