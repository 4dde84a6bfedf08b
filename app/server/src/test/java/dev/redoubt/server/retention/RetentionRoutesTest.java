package dev.redoubt.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.server.LocalServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RetentionRoutesTest {

  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";
  private static final String REDOUBT = "/api/redoubt/";

  @TempDir private Path folder;
  @AutoClose private LocalServer server;
  private String alice;
  private String stella;
  private String run;
  private String file;
  private String frozen;

  @BeforeEach
  void start() throws IOException {
    server = new LocalServer(folder);
    alice = server.token("alice", Persona.DATA_SCIENTIST);
    stella = server.token("stella", Persona.DATA_STEWARD);
    run =
        server
            .done(alice, "POST", API + "runs/create", "{'experiment_id':'0'}")
            .at("/run/info/run_id")
            .asString();
    file = FILES + "/0/" + run + "/artifacts/model/MLmodel";
    server.done(alice, "PUT", file, "a: b");
    server.done(alice, "POST", API + "registered-models/create", "{'name':'credit'}");
    server.done(
        alice,
        "POST",
        API + "model-versions/create",
        "{'name':'credit','source':'runs:/" + run + "/model'}");
    frozen =
        FILES
            + server
                .done(
                    alice, "GET", API + "model-versions/get-download-uri?name=credit&version=1", "")
                .get("artifact_uri")
                .asString()
                .substring("mlflow-artifacts:".length())
            + "/MLmodel";
  }

  private int status(String who, String method, String path, String body) {
    return server.call(who, method, path, body).statusCode();
  }

  @Test
  void legalHoldPreventsDeletionUntilLifted() {
    String holds = REDOUBT + "runs/" + run + "/holds";
    assertThat(status(alice, "POST", holds, "{'reason':'mine'}")).isEqualTo(403);
    assertThat(status(stella, "POST", holds, "{}")).isEqualTo(400);
    JsonNode placed = server.done(stella, "POST", holds, "{'reason':'case 7'}");
    HttpResponse<String> deleted = server.call(alice, "DELETE", file, "");
    assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(409);
    assertThat(status(alice, "PUT", file, "other")).isEqualTo(409);
    assertThat(status(stella, "POST", REDOUBT + "experiments/0/erasure", "{'reason':'x'}"))
        .isEqualTo(409);
    JsonNode listed = server.done(alice, "GET", holds, "");
    assertThat(listed.at("/holds/0/reason").asString()).isEqualTo("case 7");
    assertThat(listed.at("/holds/0/actor").asString()).endsWith("#stella");
    String lifting = holds + "/" + placed.get("id").asInt() + "/lifting";
    assertThat(status(stella, "POST", holds + "/99/lifting", "{'reason':'x'}")).isEqualTo(404);
    server.done(stella, "POST", lifting, "{'reason':'case 7 is closed'}");
    assertThat(server.done(alice, "GET", holds, "").at("/holds/0").has("lifted")).isTrue();
    assertThat(status(alice, "DELETE", file, "")).isEqualTo(200);
  }

  @Test
  void retentionPreventsDeletionUntilTime() {
    String version = REDOUBT + "models/credit/versions/1";
    assertThat(status(stella, "POST", version + "/retention", "{'until':'soon','reason':'x'}"))
        .isEqualTo(400);
    server.done(
        stella,
        "POST",
        version + "/retention",
        "{'until':'2099-01-01T00:00:00Z','reason':'ten years'}");
    String delete = "{'name':'credit','version':'1'}";
    assertThat(status(alice, "DELETE", API + "model-versions/delete", delete)).isEqualTo(409);
    assertThat(
            status(
                stella,
                "POST",
                version + "/retention",
                "{'until':'2030-01-01T00:00:00Z','reason':'sooner'}"))
        .isEqualTo(409);
    assertThat(status(stella, "POST", REDOUBT + "models/credit/erasure", "{'reason':'x'}"))
        .isEqualTo(409);
  }

  @Test
  void erasureMakesFilesUnreadable() {
    String erasure = REDOUBT + "experiments/0/erasure";
    assertThat(status(alice, "POST", erasure, "{'reason':'x'}")).isEqualTo(403);
    server.done(stella, "POST", erasure, "{'reason':'the customer asked for it'}");
    HttpResponse<String> read = server.call(alice, "GET", file, "");
    assertThat(read.statusCode()).as(read.body()).isEqualTo(409);
    // What was registered has a key of its own.
    assertThat(status(alice, "GET", frozen, "")).isEqualTo(200);
    server.done(stella, "POST", REDOUBT + "models/credit/erasure", "{'reason':'this, too'}");
    assertThat(status(alice, "GET", frozen, "")).isEqualTo(409);
  }

  @Test
  void missingOrInvisibleTargetIsNotFound() {
    String other = server.token("otto", Persona.DATA_STEWARD, "other");
    for (String path :
        new String[] {
          "experiments/0",
          "experiments/99",
          "experiments/x",
          "runs/" + run,
          "runs/x",
          "models/credit",
          "models/none",
          "models/credit/versions/1",
          "models/credit/versions/9"
        }) {
      assertThat(status(other, "POST", REDOUBT + path + "/holds", "{'reason':'x'}"))
          .as(path)
          .isEqualTo(404);
    }
  }
}
