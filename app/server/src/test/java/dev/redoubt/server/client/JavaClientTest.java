package dev.redoubt.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer;
import dev.redoubt.testing.WaitUntil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.ModelVersionStatus;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowContext;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.Page;
import org.mlflow.tracking.RunsPage;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/// Uses MLflow's unmodified Java client. File transfers, which it delegates to the Python client,
/// are tested in [JavaClientFilesTest].
class JavaClientTest {

  @TempDir private Path folder;
  private TestServer server;
  private MlflowClient client;

  @BeforeEach
  void start() {
    server =
        TestServer.start(folder)
            .introduce("alice", Persona.DATA_SCIENTIST, "default")
            .introduce("mallory", Persona.DATA_SCIENTIST, "other");
    client = client("alice");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private MlflowClient client(String token) {
    return new MlflowClient(new BasicMlflowHostCreds(server.address().toString(), token));
  }

  @Test
  void keepsExperiments_throughTheirLife() {
    String id = client.createExperiment("churn");
    client.setExperimentTag(id, "team", "risk");
    Experiment made = client.getExperiment(id);
    assertThat(made.getName()).isEqualTo("churn");
    assertThat(made.getTagsList())
        .anyMatch(tag -> tag.getKey().equals("team") && tag.getValue().equals("risk"));
    assertThat(made.getArtifactLocation()).isEqualTo("mlflow-artifacts:/" + id);

    client.renameExperiment(id, "churn 2");
    assertThat(client.getExperimentByName("churn")).isEmpty();
    assertThat(client.getExperimentByName("churn 2")).map(Experiment::getExperimentId).contains(id);

    client.deleteExperiment(id);
    assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("deleted");
    client.restoreExperiment(id);
    assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("active");
    assertThatThrownBy(() -> client.createExperiment("churn 2"))
        .isInstanceOf(MlflowHttpException.class)
        .hasMessageContaining("RESOURCE_ALREADY_EXISTS");
  }

  @Test
  void findsExperiments_pageByPage() {
    for (String name : List.of("a1", "a2", "a3", "b1")) {
      client.createExperiment(name);
    }
    ExperimentsPage first =
        client.searchExperiments("name LIKE 'a%'", ViewType.ACTIVE_ONLY, 2, List.of("name DESC"));
    assertThat(all(first)).extracting(Experiment::getName).containsExactly("a3", "a2", "a1");
  }

  @Test
  void keepsWhatARunSays() {
    String run = client.createRun("0").getRunId();
    client.logParam(run, "depth", "7");
    client.logMetric(run, "loss", 0.5, 1_000, 1);
    client.logMetric(run, "loss", 0.25, 2_000, 2);
    client.logMetric(run, "odd", Double.NaN, 3_000, 0);
    client.logMetric(run, "high", Double.POSITIVE_INFINITY, 3_000, 0);
    client.setTag(run, "colour", "red");
    client.setTag(run, "colour", "blue");
    client.setTag(run, "gone", "soon");
    client.deleteTag(run, "gone");
    client.logBatch(
        run,
        List.of(metric("auc", 0.9, 5), metric("auc", 0.95, 6)),
        List.of(Param.newBuilder().setKey("trees").setValue("100").build()),
        List.of(RunTag.newBuilder().setKey("shape").setValue("round").build()));
    client.setTerminated(run, RunStatus.FAILED, 9_999);

    Run read = client.getRun(run);
    assertThat(read.getData().getParamsList())
        .extracting(param -> param.getKey() + "=" + param.getValue())
        .containsExactlyInAnyOrder("depth=7", "trees=100");
    assertThat(read.getData().getMetricsList())
        .extracting(metric -> metric.getKey() + "=" + metric.getValue())
        .containsExactlyInAnyOrder("loss=0.25", "odd=NaN", "high=Infinity", "auc=0.95");
    assertThat(read.getData().getTagsList())
        .extracting(tag -> tag.getKey() + "=" + tag.getValue())
        .contains("colour=blue", "shape=round")
        .noneMatch(tag -> tag.startsWith("gone"));
    assertThat(read.getInfo().getStatus()).isEqualTo(RunStatus.FAILED);
    assertThat(read.getInfo().getEndTime()).isEqualTo(9_999);
    assertThat(client.getMetricHistory(run, "loss"))
        .extracting(Metric::getValue)
        .containsExactly(0.5, 0.25);
    assertThatThrownBy(() -> client.logParam(run, "depth", "8"))
        .isInstanceOf(MlflowHttpException.class)
        .hasMessageContaining("INVALID_PARAMETER_VALUE");
  }

  private static Metric metric(String key, double value, long step) {
    return Metric.newBuilder().setKey(key).setValue(value).setTimestamp(step).setStep(step).build();
  }

  @Test
  void findsRuns_byFilter_inOrder_pageByPage() {
    String experiment = client.createExperiment("many");
    for (int i = 0; i < 7; i++) {
      String run = client.createRun(experiment).getRunId();
      client.logMetric(run, "score", i);
      client.logParam(run, "even", String.valueOf(i % 2 == 0));
    }
    RunsPage page =
        client.searchRuns(
            List.of(experiment),
            "metrics.score >= 2 AND params.even = 'true'",
            ViewType.ACTIVE_ONLY,
            2,
            List.of("metrics.score DESC"));
    assertThat(page.getItems()).hasSize(2);
    assertThat(all(page))
        .extracting(run -> run.getData().getMetrics(0).getValue())
        .containsExactly(6.0, 4.0, 2.0);

    String best = page.getItems().getFirst().getInfo().getRunId();
    client.deleteRun(best);
    assertThat(runs(experiment, "metrics.score >= 6", ViewType.ACTIVE_ONLY)).isEmpty();
    assertThat(runs(experiment, "metrics.score >= 6", ViewType.DELETED_ONLY)).containsExactly(best);
    client.restoreRun(best);
    assertThat(runs(experiment, "metrics.score >= 6", ViewType.ACTIVE_ONLY)).containsExactly(best);
    assertThatThrownBy(() -> runs(experiment, "metrics.score >>= 6", ViewType.ALL))
        .isInstanceOf(MlflowHttpException.class)
        .hasMessageContaining("INVALID_PARAMETER_VALUE");
  }

  private List<String> runs(String experiment, String filter, ViewType view) {
    return all(client.searchRuns(List.of(experiment), filter, view, 10)).stream()
        .map(run -> run.getInfo().getRunId())
        .toList();
  }

  @Test
  void keepsRunsOfAContext() {
    MlflowContext context = new MlflowContext(client);
    context.setExperimentName(experimentNamed("fluent"));
    ActiveRun parent = context.startRun("outer");
    ActiveRun child = context.startRun("inner", parent.getId());
    child.logParam("depth", "3");
    child.endRun();
    parent.endRun();
    Run read = client.getRun(child.getId());
    assertThat(read.getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
    assertThat(read.getData().getTagsList())
        .anyMatch(
            tag ->
                tag.getKey().equals("mlflow.parentRunId") && tag.getValue().equals(parent.getId()));
  }

  private String experimentNamed(String name) {
    client.createExperiment(name);
    return name;
  }

  @Test
  void readsRegisteredModels_andTheirVersions() throws Exception {
    String run = client.createRun("0").getRunId();
    assertThat(
            server
                .send(
                    "alice",
                    "PUT",
                    "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/MLmodel",
                    "flavors: {}")
                .status())
        .isEqualTo(200);
    client.sendPost("registered-models/create", "{\"name\":\"credit\"}");
    for (int i = 0; i < 3; i++) {
      client.sendPost(
          "model-versions/create",
          "{\"name\":\"credit\",\"source\":\"runs:/%s/model\",\"run_id\":\"%s\"}"
              .formatted(run, run));
    }
    assertThat(client.getRegisteredModel("credit").getName()).isEqualTo("credit");
    assertThat(ready("credit", "3").getRunId()).isEqualTo(run);
    assertThat(client.getModelVersionDownloadUri("credit", "1"))
        .startsWith("mlflow-artifacts:/versions/");
    assertThat(all(client.searchModelVersions("name='credit'", 2, List.of("version_number ASC"))))
        .extracting(ModelVersion::getVersion)
        .containsExactly("1", "2", "3");
    assertThat(client.getLatestVersions("credit"))
        .extracting(ModelVersion::getVersion)
        .containsExactly("3");
    client.sendPost(
        "model-versions/transition-stage",
        "{\"name\":\"credit\",\"version\":\"2\",\"stage\":\"Archived\"}");
    assertThat(client.getLatestVersions("credit", List.of("Archived")))
        .extracting(ModelVersion::getVersion)
        .containsExactly("2");
  }

  private ModelVersion ready(String model, String number) throws Exception {
    return WaitUntil.value(
        "a version that is ready",
        () -> client.getModelVersion(model, number),
        version -> version.getStatus() == ModelVersionStatus.READY);
  }

  @Test
  void tellsTheCaller_whyItIsRefused() {
    String run = client.createRun("0").getRunId();
    try (MlflowClient nobody = client("nobody");
        MlflowClient other = client("mallory")) {
      assertThatThrownBy(() -> nobody.getRun(run))
          .isInstanceOf(MlflowHttpException.class)
          .hasMessageContaining("401");
      assertThatThrownBy(() -> other.getRun(run))
          .isInstanceOf(MlflowClientException.class)
          .hasMessageContaining("RESOURCE_DOES_NOT_EXIST");
    }
  }

  private static <T extends org.mlflow_project.google.protobuf.MessageOrBuilder> List<T> all(
      Page<T> first) {
    List<T> all = new ArrayList<>();
    Page<T> page = first;
    page.getItems().forEach(all::add);
    while (page.hasNextPage()) {
      page = page.getNextPage();
      page.getItems().forEach(all::add);
    }
    return all;
  }
}
