package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the permissions of all files in a data folder after typical use, in processes with umask 0
/// and with the usual umask.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no umask")
class DataFolderModesTest {

  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String API = "/api/2.0/mlflow/";

  @TempDir private Path folder = Path.of("");

  private final List<Process> started = new ArrayList<>();
  private String umask = "";
  private URI address = URI.create("http://localhost");
  private String token = "";

  @AfterEach
  void stopProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private Process redoubt(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\""));
    command.add("sh");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), AdminMain.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(file("out" + started.size()).toFile())
            .redirectError(file("err" + started.size()).toFile())
            .start();
    started.add(process);
    return process;
  }

  /// The output of the process.
  private String done(String... arguments) throws IOException, InterruptedException {
    Process process = redoubt(arguments);
    int which = started.indexOf(process);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(file("err" + which))).isZero();
    return Files.readString(file("out" + which)).strip();
  }

  private Process serve(Path data) throws IOException, InterruptedException {
    Process process = redoubt("serve", "--port", "0", "--data-dir", data.toString());
    Path err = file("err" + started.indexOf(process));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      String said = Files.readString(err);
      Matcher found = ADDRESS.matcher(said);
      if (found.find() && said.contains("stop it with")) {
        address = URI.create(found.group());
        return process;
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("it does not answer: " + Files.readString(err));
  }

  private JsonNode call(HttpClient client, String method, String path, byte[] body)
      throws IOException, InterruptedException {
    HttpResponse<String> reply =
        client.send(
            HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(reply.body());
  }

  private JsonNode post(HttpClient client, String path, String json)
      throws IOException, InterruptedException {
    return call(client, "POST", path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /// A run with parameters, a file that the scan has to unpack, and a version of a model.
  private void work() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String run =
          post(client, API + "runs/create", "{'experiment_id':'0'}")
              .at("/run/info/run_id")
              .asString();
      post(
          client,
          API + "runs/log-parameter",
          "{'run_id':'" + run + "','key':'rate','value':'0.1'}");
      String files = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/";
      call(client, "PUT", files + "weights.zip", zip());
      post(client, API + "registered-models/create", "{'name':'credit'}");
      JsonNode version =
          post(
              client,
              API + "model-versions/create",
              "{'name':'credit','source':'runs:/" + run + "/model'}");
      assertThat(version.at("/model_version/version").asString()).isEqualTo("1");
    }
  }

  /// Larger than what a scan holds in memory.
  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("weights.txt"));
      byte[] block = "1 2 3\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 30; i++) {
        out.write(block);
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, String> permissions(Path root) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path each : (Iterable<Path>) walk::iterator) {
        all.put(
            root.relativize(each) + (Files.isDirectory(each) ? "/" : ""),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
    return all;
  }

  /// All files that a server has written; none may be accessible by other users.
  private static void ownersAlone(Path root, Set<String> expected) throws IOException {
    Map<String, String> all = permissions(root);
    assertThat(all.keySet()).containsAll(expected);
    assertThat(all)
        .allSatisfy(
            (path, mode) ->
                assertThat(mode)
                    .as(path)
                    .isEqualTo(path.endsWith("/") ? "rwx------" : "rw-------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "022"})
  void everyFileIsAccessibleByItsOwnerOnly(String mask) throws Exception {
    umask = mask;
    Path data = Files.createDirectory(file("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process server = serve(data);
    token =
        done(
            "token", "--data-dir", data.toString(), "--as", "alice", "--persona", "data-scientist");
    work();
    Set<String> written =
        Set.of(
            "registry.db",
            "server.lock",
            "keys.secret",
            "ledger.key",
            "issuer.jwk",
            "blobs/",
            "keys/keystore.json",
            "keys/.lock",
            "ledger/checkpoint",
            "ledger/vkey",
            "ledger/writer.lock",
            "ledger/tile/0/000.p/",
            "scratch/");
    Set<String> beside = Set.of("registry.db-wal", "registry.db-shm");
    ownersAlone(data, written);
    ownersAlone(data, beside);
    Path backup = file("backup.zip");
    Path secrets = file("secrets.zip");
    done(
        "backup",
        "--data-dir",
        data.toString(),
        "--output",
        backup.toString(),
        "--with-secrets",
        secrets.toString());
    for (Path each : List.of(backup, secrets)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
    }
    server.destroy();
    assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    ownersAlone(data, written);
    Path restored = file("restored");
    done(
        "restore",
        "--input",
        backup.toString(),
        "--secrets",
        secrets.toString(),
        "--data-dir",
        restored.toString());
    ownersAlone(
        restored, Set.of("registry.db", "keys.secret", "blobs/", "ledger/checkpoint", "ledger/"));
    serve(restored).destroy();
    ownersAlone(restored, Set.of("server.lock"));
  }
}
