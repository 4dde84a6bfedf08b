package dev.redoubt.server.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer;
import dev.redoubt.server.TestServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentEndpointsTest {

  private static final String ROOT = "/api/2.0/mlflow/experiments/";

  private TestServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    server =
        TestServer.start(folder)
            .introduce("alice", Persona.DATA_SCIENTIST, "default")
            .introduce("mallory", Persona.DATA_SCIENTIST, "other");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void createsAndReturnsExperiment() {
    Reply made = server.post("alice", ROOT + "create", "{\"name\":\"credit\"}");
    String id = made.json().get("experiment_id").stringValue();
    Reply shown = server.get("alice", ROOT + "get?experiment_id=" + id);
    assertThat(shown.json().at("/experiment/name").asString()).isEqualTo("credit");
    assertThat(shown.json().at("/experiment/artifact_location").asString())
        .isEqualTo("mlflow-artifacts:/" + id);
  }

  @Test
  void requiresToken() {
    Reply reply = server.get("", ROOT + "get?experiment_id=0");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.error()).isEqualTo("UNAUTHENTICATED");
    assertThat(reply.headers()).containsEntry("www-authenticate", "Bearer");
  }

  @Test
  void experimentIsInvisibleOutsideItsProject() {
    String id =
        server
            .post("alice", ROOT + "create", "{\"name\":\"credit\"}")
            .json()
            .get("experiment_id")
            .stringValue();
    Reply there = server.get("mallory", ROOT + "get?experiment_id=" + id);
    Reply nowhere = server.get("mallory", ROOT + "get?experiment_id=999");
    assertThat(there.status()).isEqualTo(404);
    assertThat(there.body().replace(id, "ID")).isEqualTo(nowhere.body().replace("999", "ID"));
    assertThat(
            server
                .post("mallory", ROOT + "search", "{\"max_results\":10}")
                .json()
                .get("experiments"))
        .isEmpty();
  }

  @Test
  void rejectsExperimentInOtherProject() {
    Reply reply =
        server.post(
            "mallory",
            ROOT + "create",
            "{\"name\":\"x\",\"tags\":[{\"key\":\"redoubt.project\",\"value\":\"default\"}]}");
    assertThat(reply.status()).isEqualTo(404);
  }
}
