package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.testing.AzuriteServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests servers with an external database and external blob storage.
class ElsewhereTest {

  @TempDir private Path folder = Path.of("");

  private EmbeddedServer start(String text) throws IOException, ConfigurationException {
    Path file = Files.writeString(folder.resolve("redoubt-server.yaml"), text);
    ServerConfiguration read =
        ServerConfiguration.read(file, folder.resolve("data"), OptionalInt.of(0));
    return EmbeddedServer.start(read.settings(), read.trust());
  }

  private String send(EmbeddedServer server, String method, String path, String body)
      throws IOException, InterruptedException {
    String token =
        LocalIssuer.open(new DataFolder(folder.resolve("data")).issuerKey())
            .issue(
                "alice",
                Principal.Kind.USER,
                List.of(Persona.DATA_SCIENTIST),
                List.of("default"),
                Instant.now(),
                Duration.ofHours(1));
    BodyPublisher publisher =
        method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(server.address().resolve(path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .method(method, publisher)
                  .build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    }
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static EmbeddedPostgres postgres() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException | RuntimeException failed) {
      String words = "skipped: PostgreSQL does not run here: " + failed;
      System.err.println(words);
      return Assumptions.abort(words);
    }
  }

  @Test
  void storesDataInPostgreSqlAndAzure() throws Exception {
    String connection = AzuriteServer.connection();
    try (EmbeddedPostgres postgres = postgres()) {
      Files.writeString(folder.resolve("password"), "postgres\n");
      Files.writeString(folder.resolve("connection"), connection + "\n");
      String text =
          """
          storage:
            database:
              postgresql:
                url: jdbc:postgresql://localhost:%d/postgres
                user: postgres
                password-file: password
            artifacts:
              azure-blob:
                container: models
                connection-file: connection
          """
              .formatted(postgres.getPort());
      String path;
      try (EmbeddedServer server = start(text)) {
        String experiment =
            between(
                send(server, "POST", "/api/2.0/mlflow/experiments/create", "{\"name\":\"kept\"}"),
                "\"experiment_id\":\"",
                "\"");
        String run =
            between(
                send(
                    server,
                    "POST",
                    "/api/2.0/mlflow/runs/create",
                    "{\"experiment_id\":\"" + experiment + "\"}"),
                "\"run_id\":\"",
                "\"");
        path =
            "/api/2.0/mlflow-artifacts/artifacts/%s/%s/artifacts/note.txt"
                .formatted(experiment, run);
        send(server, "PUT", path, "in other storage");
      }
      try (EmbeddedServer server = start(text)) {
        assertThat(send(server, "GET", path, "")).isEqualTo("in other storage");
      }
      assertThat(folder.resolve("data/registry.db")).doesNotExist();
      assertThat(folder.resolve("data/blobs")).doesNotExist();
    }
  }

  /// Garbage collection of the new database would delete the files of the old one.
  @Test
  void refusesPostgreSqlForDataFolderWithSqliteDatabase() throws Exception {
    start("").close();
    Files.writeString(folder.resolve("password"), "postgres\n");
    assertThatThrownBy(
            () ->
                start(
                    """
                    storage:
                      database:
                        postgresql:
                          url: jdbc:postgresql://localhost:1/postgres
                          user: postgres
                          password-file: password
                    """))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("registry.db` exists")
        .hasMessageContaining("use a new data folder");
  }

  @Test
  void reportsUnusableStorageWithoutSecret() throws Exception {
    Files.writeString(folder.resolve("password"), "hunter2");
    Files.writeString(folder.resolve("connection"), "AccountKey=hunter2;nonsense");
    assertThatThrownBy(
            () ->
                start(
                    """
                    storage:
                      database:
                        postgresql:
                          url: jdbc:postgresql://localhost:1/redoubt
                          user: redoubt
                          password-file: password
                    """))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("`jdbc:postgresql://localhost:1/redoubt` cannot be opened: ")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () ->
                start(
                    """
                    storage:
                      artifacts:
                        azure-blob:
                          container: models
                          connection-file: connection
                    """))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not contain an Azure Storage connection string")
        .hasMessageNotContaining("hunter2");
  }
}
