package dev.redoubt.server.mlflow;

import static dev.redoubt.server.mlflow.MlflowProtocolFixture.ALICE;
import static dev.redoubt.server.mlflow.MlflowProtocolFixture.AUDITOR;
import static dev.redoubt.server.mlflow.MlflowProtocolFixture.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@ValueSource(strings = {"/api/2.0/mlflow/", "/ajax-api/2.0/mlflow/"})
class RunEndpointsTest {

  @Parameter private String root = "";

  @TempDir private Path folder;
  private MlflowProtocolFixture protocol;
  private String run;

  @BeforeEach
  void start() {
    protocol = MlflowProtocolFixture.start(folder, root);
    run = protocol.run("0");
  }

  @AfterEach
  void stop() {
    protocol.close();
  }

  @Test
  void createsRunningRun() {
    JsonNode info = protocol.readRun(run).get("info");
    assertThat(info.get("run_uuid").asString()).isEqualTo(run);
    assertThat(info.get("experiment_id").stringValue()).isEqualTo("0");
    assertThat(info.get("status").asString()).isEqualTo("RUNNING");
    assertThat(info.get("start_time").isIntegralNumber()).isTrue();
    assertThat(info.get("start_time").longValue()).isEqualTo(5);
    assertThat(info.has("end_time")).isFalse();
    assertThat(info.get("lifecycle_stage").asString()).isEqualTo("active");
    assertThat(info.get("user_id").asString()).isEqualTo(ALICE);
    assertThat(info.get("artifact_uri").asString())
        .isEqualTo("mlflow-artifacts:/0/" + run + "/artifacts");
  }

  @Test
  void acceptsNumbersAsStringsAndEnumsAsNumbers() {
    Reply reply =
        protocol.post(
            ALICE,
            "runs/update",
            "{'run_id':'" + run + "','status':3,'end_time':'1700000000000','run_name':'x'}");
    assertThat(reply.json().at("/run_info/status").asString()).isEqualTo("FINISHED");
    assertThat(reply.json().at("/run_info/end_time").longValue()).isEqualTo(1_700_000_000_000L);
    assertThat(reply.json().at("/run_info/run_name").asString()).isEqualTo("x");
  }

  @Test
  void rejectsUnknownStatus() {
    Reply reply =
        protocol.post(ALICE, "runs/update", "{'run_id':'" + run + "','status':'PERHAPS'}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @Test
  void writesNanAndInfinityAsProtocolBuffersJson() {
    for (String value : List.of("'NaN'", "'Infinity'", "'-Infinity'", "1.5")) {
      String body = "{'run_id':'%s','key':'m','value':%s,'timestamp':1}".formatted(run, value);
      assertThat(protocol.post(ALICE, "runs/log-metric", body).status()).isEqualTo(200);
    }
    JsonNode history =
        protocol.get(ALICE, "metrics/get-history?metric_key=m&run_id=" + run).json().get("metrics");
    assertThat(history.findValues("value"))
        .extracting(JsonNode::asString)
        .containsExactlyInAnyOrder("NaN", "Infinity", "-Infinity", "1.5");
    assertThat(history.get(0).get("timestamp").isIntegralNumber()).isTrue();
  }

  @Test
  void logsAndReturnsBatch() {
    Reply reply =
        protocol.post(
            ALICE,
            "runs/log-batch",
            "{'run_id':'"
                + run
                + "','metrics':[{'key':'a','value':1,'timestamp':2,'step':3}],"
                + "'params':[{'key':'p','value':'v'}],'tags':[{'key':'t','value':'w'}]}");
    assertThat(reply.body()).isEqualTo("{}");
    JsonNode data = protocol.readRun(run).get("data");
    assertThat(data.get("metrics").toString())
        .isEqualTo("[{\"key\":\"a\",\"value\":1.0,\"timestamp\":2,\"step\":3}]");
    assertThat(data.get("params").toString()).isEqualTo("[{\"key\":\"p\",\"value\":\"v\"}]");
    assertThat(data.get("tags").findValuesAsString("key")).contains("t", "mlflow.runName");
  }

  @Test
  void rejectsChangedParameter() {
    String body = "{'run_id':'%s','key':'p','value':'%s'}";
    protocol.post(ALICE, "runs/log-parameter", body.formatted(run, "1"));
    Reply reply = protocol.post(ALICE, "runs/log-parameter", body.formatted(run, "2"));
    assertThat(reply.error()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(reply.json().get("message").asString())
        .contains("Changing param values is not allowed");
  }

  @Test
  void setsAndDeletesTags() {
    protocol.post(ALICE, "runs/set-tag", "{'run_id':'" + run + "','key':'t','value':'w'}");
    String delete = "{'run_id':'" + run + "','key':'t'}";
    assertThat(protocol.post(ALICE, "runs/delete-tag", delete).status()).isEqualTo(200);
    assertThat(protocol.post(ALICE, "runs/delete-tag", delete).status()).isEqualTo(404);
  }

  @Test
  void acceptsRunUuid() {
    String body = "{'run_uuid':'" + run + "','key':'t','value':'v'}";
    assertThat(protocol.post(ALICE, "runs/set-tag", body).status()).isEqualTo(200);
    assertThat(protocol.get(ALICE, "runs/get?run_uuid=" + run).status()).isEqualTo(200);
    assertThat(protocol.post(MALLORY, "runs/set-tag", body).status()).isEqualTo(404);
    assertThat(protocol.get(MALLORY, "runs/get?run_uuid=" + run).status()).isEqualTo(404);
    assertThat(protocol.post(ALICE, "runs/set-tag", "{'key':'t','value':'v'}").body())
        .contains("'run_id'");
  }

  @Test
  void appendsToLoggedModelHistoryTag() {
    for (String path : List.of("one", "two")) {
      Reply reply =
          protocol.post(
              ALICE,
              "runs/log-model",
              ("{'run_id':'%s','model_json':'{\\'artifact_path\\':\\'%s\\',"
                      + "\\'flavors\\':{},\\'utc_time_created\\':1,\\'run_id\\':1}'}")
                  .formatted(run, path));
      assertThat(reply.body()).isEqualTo("{}");
    }
    assertThat(protocol.readRun(run).toString())
        .contains("[{\\\"artifact_path\\\":\\\"one\\\"")
        .contains("{\\\"artifact_path\\\":\\\"two\\\"");
    Reply wrong =
        protocol.post(ALICE, "runs/log-model", "{'run_id':'" + run + "','model_json':'{}'}");
    assertThat(wrong.error()).isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @Test
  void searches_inPages() {
    for (int i = 0; i < 3; i++) {
      protocol.run("0");
    }
    String body = "{'experiment_ids':['0'],'max_results':3,'page_token':'%s'}";
    JsonNode first = protocol.post(ALICE, "runs/search", body.formatted("")).json();
    assertThat(first.get("runs")).hasSize(3);
    String token = first.get("next_page_token").asString();
    JsonNode last = protocol.post(ALICE, "runs/search", body.formatted(token)).json();
    assertThat(last.get("runs")).hasSize(1);
    assertThat(last.has("next_page_token")).isFalse();
    Reply wrong = protocol.post(ALICE, "runs/search", "{'experiment_ids':['0'],'filter':'a b c'}");
    assertThat(wrong.error()).isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @Test
  void deletesAndRestores() {
    String body = "{'run_id':'" + run + "'}";
    protocol.post(ALICE, "runs/delete", body);
    assertThat(protocol.readRun(run).at("/info/lifecycle_stage").asString()).isEqualTo("deleted");
    assertThat(
            protocol
                .post(ALICE, "runs/search", "{'experiment_ids':['0'],'run_view_type':'ALL'}")
                .json()
                .get("runs"))
        .hasSize(1);
    protocol.post(ALICE, "runs/restore", body);
    assertThat(protocol.readRun(run).at("/info/lifecycle_stage").asString()).isEqualTo("active");
  }

  @Test
  void logsDataSets_andFindsThem() {
    Reply reply =
        protocol.post(
            ALICE,
            "runs/log-inputs",
            "{'run_id':'"
                + run
                + "','datasets':[{'tags':[{'key':'mlflow.data.context','value':'train'}],"
                + "'dataset':{'name':'d','digest':'1','source_type':'local','source':'s'}}]}");
    assertThat(reply.body()).isEqualTo("{}");
    assertThat(protocol.readRun(run).at("/inputs/dataset_inputs/0/dataset/name").asString())
        .isEqualTo("d");
    String search = "{'experiment_ids':['0']}";
    assertThat(protocol.post(ALICE, "experiments/search-datasets", search).json().toString())
        .isEqualTo(
            "{\"dataset_summaries\":[{\"experiment_id\":\"0\",\"name\":\"d\",\"digest\":\"1\","
                + "\"context\":\"train\"}]}");
    assertThat(protocol.post(MALLORY, "experiments/search-datasets", search).body())
        .isEqualTo("{}");
  }

  @Test
  void samplesHistories() {
    for (int step = 0; step < 10; step++) {
      protocol.post(
          ALICE,
          "runs/log-metric",
          "{'run_id':'%s','key':'m','value':%d,'timestamp':1,'step':%d}"
              .formatted(run, step, step));
    }
    JsonNode bulk =
        protocol.get(ALICE, "metrics/get-history-bulk?metric_key=m&run_id=" + run).json();
    assertThat(bulk.get("metrics")).hasSize(10);
    assertThat(bulk.at("/metrics/0/run_id").asString()).isEqualTo(run);
    String interval = "metrics/get-history-bulk-interval?metric_key=m&run_ids=" + run;
    assertThat(protocol.get(ALICE, interval + "&max_results=2").json().get("metrics")).hasSize(2);
    assertThat(protocol.get(ALICE, interval + "&start_step=3").error())
        .isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(protocol.get(MALLORY, interval).json().get("metrics")).isEmpty();
  }

  @Test
  void runsAreInvisibleOutsideTheirProject() {
    String nowhere = "0".repeat(32);
    for (String path : List.of("runs/update", "runs/log-metric", "runs/delete", "runs/outputs")) {
      Reply there = protocol.post(MALLORY, path, "{'run_id':'" + run + "'}");
      Reply missing = protocol.post(MALLORY, path, "{'run_id':'" + nowhere + "'}");
      assertThat(there.status()).as(path).isEqualTo(404);
      assertThat(there.body()).isEqualTo(missing.body().replace(nowhere, run));
    }
    assertThat(protocol.get(MALLORY, "runs/get?run_id=" + run).status()).isEqualTo(404);
    assertThat(protocol.post(MALLORY, "runs/search", "{'experiment_ids':['0']}").body())
        .isEqualTo("{}");
  }

  @Test
  void deniesWriteWithoutPermission() {
    assertThat(protocol.get(AUDITOR, "runs/get?run_id=" + run).status()).isEqualTo(200);
    Reply reply =
        protocol.post(AUDITOR, "runs/set-tag", "{'run_id':'" + run + "','key':'t','value':'w'}");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.error()).isEqualTo("PERMISSION_DENIED");
  }
}
