package dev.redoubt.server.mlflow;

import static dev.redoubt.server.mlflow.MlflowProtocolFixture.ALICE;
import static dev.redoubt.server.mlflow.MlflowProtocolFixture.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LoggedModelEndpointsTest {

  @TempDir private Path folder;
  private MlflowProtocolFixture protocol;
  private String run;
  private String model;

  @BeforeEach
  void start() {
    protocol = MlflowProtocolFixture.start(folder);
    run = protocol.run("0");
    model = protocol.loggedModel("0", run);
  }

  @AfterEach
  void stop() {
    protocol.close();
  }

  private JsonNode read() {
    return protocol.get(ALICE, "logged-models/" + model).json().get("model");
  }

  @Test
  void createsAndFinalizesLoggedModel() {
    JsonNode info = read().get("info");
    assertThat(info.get("name").asString()).isEqualTo("forest");
    assertThat(info.get("source_run_id").asString()).isEqualTo(run);
    assertThat(info.get("status").asString()).isEqualTo("LOGGED_MODEL_PENDING");
    assertThat(info.get("creation_timestamp_ms").isIntegralNumber()).isTrue();
    assertThat(info.get("artifact_uri").asString())
        .isEqualTo("mlflow-artifacts:/0/models/" + model + "/artifacts");
    Reply ended =
        protocol.send(
            ALICE, "PATCH", "logged-models/" + model, "{'status':'LOGGED_MODEL_UPLOAD_FAILED'}");
    assertThat(ended.json().at("/model/info/status").asString())
        .isEqualTo("LOGGED_MODEL_UPLOAD_FAILED");
    protocol.send(ALICE, "PATCH", "logged-models/" + model, "{'status':2}");
    assertThat(read().at("/info/status").asString()).isEqualTo("LOGGED_MODEL_READY");
  }

  @Test
  void rejectsUnspecifiedStatus() {
    for (String body : new String[] {"{'status':0}", "{}", "{'status':'READY'}"}) {
      Reply reply = protocol.send(ALICE, "PATCH", "logged-models/" + model, body);
      assertThat(reply.error()).as(body).isEqualTo("INVALID_PARAMETER_VALUE");
    }
  }

  @Test
  void keepsTagsAndParameters() {
    String path = "logged-models/" + model;
    protocol.send(ALICE, "PATCH", path + "/tags", "{'tags':[{'key':'a/b','value':'c'}]}");
    protocol.post(ALICE, path + "/params", "{'params':[{'key':'p','value':'q'}]}");
    assertThat(read().at("/info/tags/0/key").asString()).isEqualTo("a/b");
    assertThat(read().at("/data/params/0/value").asString()).isEqualTo("q");
    assertThat(protocol.send(ALICE, "DELETE", path + "/tags/a/b", "").body()).isEqualTo("{}");
    assertThat(read().get("info").has("tags")).isFalse();
  }

  @Test
  void returnsMetricsWithTheirRun() {
    protocol.post(
        ALICE,
        "runs/log-metric",
        "{'run_id':'"
            + run
            + "','key':'auc','value':0.5,'timestamp':1,'model_id':'"
            + model
            + "','dataset_name':'d','dataset_digest':'1'}");
    JsonNode metric = read().at("/data/metrics/0");
    assertThat(metric.get("run_id").asString()).isEqualTo(run);
    assertThat(metric.get("model_id").asString()).isEqualTo(model);
    assertThat(metric.get("dataset_name").asString()).isEqualTo("d");
    Reply found =
        protocol.post(
            ALICE,
            "logged-models/search",
            "{'experiment_ids':['0'],'filter':'metrics.auc >= 0.5','order_by':"
                + "[{'field_name':'metrics.auc','ascending':false,'dataset_name':'d'}]}");
    assertThat(found.json().at("/models/0/info/model_id").asString()).isEqualTo(model);
  }

  @Test
  void returnsSourceRun() {
    protocol.post(
        ALICE,
        "runs/outputs",
        "{'run_id':'" + run + "','models':[{'model_id':'" + model + "','step':'4'}]}");
    assertThat(protocol.readRun(run).get("outputs").toString())
        .isEqualTo("{\"model_outputs\":[{\"model_id\":\"" + model + "\",\"step\":4}]}");
  }

  @Test
  void rejectsMetricsAndOutputsWithoutWritePermission() {
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
            .post("pia", "logged-models", "{'experiment_id':'" + live + "'}")
            .json()
            .at("/model/info/model_id")
            .asString();
    assertThat(protocol.get(ALICE, "logged-models/" + theirs).status()).isEqualTo(200);
    String metric =
        "{'run_id':'%s','key':'auc','value':1,'timestamp':1,'model_id':'%s'}"
            .formatted(run, theirs);
    assertThat(protocol.post(ALICE, "runs/log-metric", metric).status()).isEqualTo(403);
    assertThat(
            protocol
                .post(
                    ALICE, "runs/log-batch", "{'run_id':'" + run + "','metrics':[" + metric + "]}")
                .status())
        .isEqualTo(403);
    String made = "{'run_id':'%s','models':[{'model_id':'%s','step':0}]}".formatted(run, theirs);
    assertThat(protocol.post(ALICE, "runs/outputs", made).status()).isEqualTo(403);
    assertThat(protocol.post(ALICE, "runs/log-inputs", made).status()).isEqualTo(200);
  }

  @Test
  void deletesAndReturnsDeletedOnRequest() {
    protocol.send(ALICE, "DELETE", "logged-models/" + model, "{'model_id':'" + model + "'}");
    assertThat(protocol.get(ALICE, "logged-models/" + model).status()).isEqualTo(404);
    assertThat(protocol.get(ALICE, "logged-models/" + model + "?allow_deleted=true").status())
        .isEqualTo(200);
    assertThat(protocol.post(ALICE, "logged-models/search", "{'experiment_ids':['0']}").body())
        .isEqualTo("{}");
  }

  @Test
  void isInvisibleOutsideItsProject() {
    Reply there = protocol.get(MALLORY, "logged-models/" + model);
    Reply nowhere = protocol.get(MALLORY, "logged-models/m-" + "0".repeat(32));
    assertThat(there.status()).isEqualTo(404);
    assertThat(there.body()).isEqualTo(nowhere.body().replace("m-" + "0".repeat(32), model));
    assertThat(protocol.post(MALLORY, "logged-models/search", "{'experiment_ids':['0']}").body())
        .isEqualTo("{}");
  }
}
