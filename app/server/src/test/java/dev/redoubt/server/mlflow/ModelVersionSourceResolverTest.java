package dev.redoubt.server.mlflow;

import static dev.redoubt.server.mlflow.MlflowProtocolFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ModelVersionSourceResolverTest {

  @TempDir private Path folder;
  private MlflowProtocolFixture protocol;
  private String run;
  private String logged;

  @BeforeEach
  void start() {
    protocol = MlflowProtocolFixture.start(folder);
    run = protocol.run("0");
    logged = protocol.loggedModel("0", run);
    protocol.model("credit");
  }

  @AfterEach
  void stop() {
    protocol.close();
  }

  private Reply create(String who, String model, String source, String more) {
    return protocol.post(
        who,
        "model-versions/create",
        "{'name':'" + model + "','source':'" + source + "'" + more + "}");
  }

  private JsonNode made(String source, String more) {
    Reply reply = create(ALICE, "credit", source, more);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().get("model_version");
  }

  private String location(String model, String version) {
    return protocol
        .get(ALICE, "model-versions/get-download-uri?name=" + model + "&version=" + version)
        .json()
        .get("artifact_uri")
        .asString();
  }

  @Test
  void createsVersionFromRunArtifacts() {
    String files = "mlflow-artifacts:/0/" + run + "/artifacts/my model";
    protocol.file(ALICE, "0/" + run + "/artifacts/my model/MLmodel");
    JsonNode version = made(files, ",'run_id':'" + run + "'");
    assertThat(version.get("run_id").asString()).isEqualTo(run);
    assertThat(version.get("source").asString()).isEqualTo(files);
    assertThat(location("credit", "1")).startsWith("mlflow-artifacts:/versions/");
  }

  @Test
  void createsVersionFromLoggedModelWithItsRun() {
    JsonNode version = made("models:/" + logged, ",'model_id':'" + logged + "'");
    assertThat(version.get("run_id").asString()).isEqualTo(run);
    assertThat(version.get("model_id").asString()).isEqualTo(logged);
    String files = "mlflow-artifacts:/0/models/" + logged + "/artifacts";
    assertThat(location("credit", "1")).startsWith("mlflow-artifacts:/versions/");
    assertThat(made(files, "").get("model_id").asString()).isEqualTo(logged);
  }

  @Test
  void copiesVersionWithItsLineage() {
    made("models:/" + logged, "");
    protocol.model("copy");
    protocol.post(
        ALICE, "registered-models/alias", "{'name':'credit','alias':'best','version':'1'}");
    protocol.post(
        ALICE,
        "model-versions/transition-stage",
        "{'name':'credit','version':'1','stage':'Archived'}");
    int number = 0;
    for (String source :
        new String[] {"credit/1", "credit@best", "credit/latest", "credit/Archived"}) {
      Reply copy = create(ALICE, "copy", "models:/" + source, ",'run_id':'" + run + "'");
      JsonNode version = copy.json().get("model_version");
      assertThat(version.get("source").asString()).isEqualTo("models:/credit/1");
      assertThat(version.get("model_id").asString()).isEqualTo(logged);
      number++;
      assertThat(location("copy", String.valueOf(number)))
          .startsWith("mlflow-artifacts:/versions/")
          .isNotEqualTo(location("credit", "1"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket/model",
        "file:///etc/passwd",
        "/etc/passwd",
        "etc/passwd",
        "C:/windows",
        "http://host/api/2.0/mlflow-artifacts/artifacts/0/RUN/artifacts/m",
        "mlflow-artifacts://other/0/RUN/artifacts/m",
        "mlflow-artifacts:///0/RUN/artifacts/m",
        "mlflow-artifacts:/0/RUN/artifacts/../../1/secret",
        "mlflow-artifacts:/0/RUN/artifacts/%2e%2e/x",
        "mlflow-artifacts:/0/RUN/artifacts/%252e%252e/x",
        "mlflow-artifacts:/0/RUN/artifacts/a?b",
        "mlflow-artifacts:/0/RUN/artifacts-of-others/x",
        "mlflow-artifacts:/1/RUN/artifacts/x",
        "mlflow-artifacts:/0/RUN/other",
        "runs:/RUN/../x",
        "runs:/RUN",
        "runs://other/RUN/m",
        "models:/nothing/1",
        "models:/credit/9",
        "models:/credit",
        "models://other/credit/1",
        "models:/m-00000000000000000000000000000000",
        "dbfs:/x",
        "dummy-source",
        "MLFLOW-ARTIFACTS:/0/RUN/artifacts/m"
      })
  void rejectsExternalSource(String source) {
    Reply reply = create(ALICE, "credit", source.replace("RUN", run), "");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(reply.json().get("message").asString()).contains("Invalid model version source");
  }

  @Test
  void rejectsRunThatDoesNotMatchSource() {
    String other = protocol.run("0");
    String files = "runs:/" + run + "/model";
    assertThat(create(ALICE, "credit", files, ",'run_id':'" + other + "'").error())
        .isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(create(ALICE, "credit", "models:/" + logged, ",'run_id':'" + other + "'").error())
        .isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(create(ALICE, "credit", files, ",'model_id':'" + logged + "'").error())
        .isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @Test
  void requiresPermissionToReadSource() {
    protocol.server.introduce("dora", Persona.DATA_SCIENTIST, "other", "default");
    String live =
        protocol
            .post(
                "dora",
                "experiments/create",
                "{'name':'theirs','tags':[{'key':'redoubt.project','value':'other'}]}")
            .json()
            .get("experiment_id")
            .asString();
    String theirs =
        protocol
            .post("dora", "runs/create", "{'experiment_id':'" + live + "'}")
            .json()
            .at("/run/info/run_id")
            .asString();
    protocol.file("dora", live + "/" + theirs + "/artifacts/model/MLmodel");
    Reply hidden = create(ALICE, "credit", "runs:/" + theirs + "/model", "");
    Reply nowhere = create(ALICE, "credit", "runs:/" + "0".repeat(32) + "/model", "");
    assertThat(hidden.status()).isEqualTo(400);
    assertThat(hidden.body()).isEqualTo(nowhere.body().replace("0".repeat(32), theirs));
    assertThat(create("dora", "credit", "runs:/" + theirs + "/model", "").status()).isEqualTo(200);
  }

  @Test
  void deniesVersionFromUnreadableSource() {
    protocol.server.introduce("pia", Persona.PIPELINE, "default");
    String live =
        protocol
            .post(
                "pia",
                "experiments/create",
                "{'name':'live','tags':[{'key':'redoubt.environment','value':'production'}]}")
            .json()
            .get("experiment_id")
            .asString();
    String theirs =
        protocol
            .post("pia", "runs/create", "{'experiment_id':'" + live + "'}")
            .json()
            .at("/run/info/run_id")
            .asString();
    protocol.post(
        "pia",
        "registered-models/create",
        "{'name':'live','tags':[{'key':'redoubt.environment','value':'production'}]}");
    protocol.file("pia", live + "/" + theirs + "/artifacts/model/MLmodel");
    create("pia", "live", "runs:/" + theirs + "/model", "");
    for (String source : new String[] {"runs:/" + theirs + "/model", "models:/live/1"}) {
      Reply reply = create(ALICE, "credit", source, "");
      assertThat(reply.status()).as(source).isEqualTo(403);
      assertThat(reply.error()).isEqualTo("PERMISSION_DENIED");
    }
  }

  @Test
  void createsPromptVersionWithoutFiles() {
    String tags = ",'tags':[{'key':'mlflow.prompt.is_prompt','value':'true'}]";
    protocol.post(ALICE, "registered-models/create", "{'name':'ask'" + tags + "}");
    JsonNode version = create(ALICE, "ask", "dummy-source", tags).json().get("model_version");
    assertThat(version.get("status").asString()).isEqualTo("READY");
    assertThat(create(ALICE, "ask", "runs:/" + run + "/model", "").status()).isEqualTo(400);
    assertThat(create(ALICE, "credit", "models:/ask/1", "").status()).isEqualTo(400);
  }
}
