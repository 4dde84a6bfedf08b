package dev.redoubt.server.mlflow;

import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer;
import dev.redoubt.server.TestServer.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/// A server with a principal of each kind, and requests that many tests need.
final class MlflowProtocolFixture implements AutoCloseable {

  static final String ALICE = "alice";
  static final String MALLORY = "mallory";
  static final String ENGINEER = "erin";
  static final String AUDITOR = "audrey";

  final TestServer server;
  private final String root;

  private MlflowProtocolFixture(TestServer server, String root) {
    this.server = server;
    this.root = root;
  }

  static MlflowProtocolFixture start(Path folder) {
    return start(folder, "/api/2.0/mlflow/");
  }

  static MlflowProtocolFixture start(Path folder, String root) {
    return of(TestServer.start(folder), root);
  }

  /// The same people at another server.
  static MlflowProtocolFixture of(TestServer server, String root) {
    server
        .introduce(ALICE, Persona.DATA_SCIENTIST, "default")
        .introduce(MALLORY, Persona.DATA_SCIENTIST, "other")
        .introduce(ENGINEER, Persona.MLOPS_ENGINEER, "default")
        .introduce(AUDITOR, Persona.AUDITOR);
    return new MlflowProtocolFixture(server, root);
  }

  /// Sends JSON, in which `'` stands for a quote.
  Reply post(String who, String path, String json) {
    return server.post(who, root + path, json.replace('\'', '"'));
  }

  Reply send(String who, String method, String path, String json) {
    return server.send(who, method, root + path, json.replace('\'', '"'));
  }

  Reply get(String who, String path) {
    return server.get(who, root + path);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Makes an experiment of Alice's.
  String experiment(String name) {
    return made(post(ALICE, "experiments/create", "{'name':'" + name + "'}"), "/experiment_id");
  }

  /// Makes a run of Alice's.
  String run(String experiment) {
    String run =
        made(
            post(ALICE, "runs/create", "{'experiment_id':'" + experiment + "','start_time':5}"),
            "/run/info/run_id");
    file(ALICE, experiment + "/" + run + "/artifacts/model/MLmodel");
    return run;
  }

  /// Puts a file.
  void file(String who, String path) {
    String address = "/api/2.0/mlflow-artifacts/artifacts/" + path.replace(" ", "%20");
    Assertions.assertThat(server.send(who, "PUT", address, "flavors: {}").status()).isEqualTo(200);
  }

  JsonNode readRun(String run) {
    return get(ALICE, "runs/get?run_id=" + run).json().get("run");
  }

  /// Makes a logged model of a run of Alice's.
  String loggedModel(String experiment, String run) {
    String model =
        made(
            post(
                ALICE,
                "logged-models",
                "{'experiment_id':'"
                    + experiment
                    + "','source_run_id':'"
                    + run
                    + "','name':'forest'}"),
            "/model/info/model_id");
    file(ALICE, experiment + "/models/" + model + "/artifacts/MLmodel");
    return model;
  }

  /// Makes a registered model of Alice's.
  void model(String name) {
    made(
        post(ALICE, "registered-models/create", "{'name':'" + name + "'}"),
        "/registered_model/name");
  }

  /// Makes a version of Alice's from a run.
  String version(String model, String run) {
    return made(
        post(
            ALICE,
            "model-versions/create",
            "{'name':'" + model + "','source':'runs:/" + run + "/model'}"),
        "/model_version/version");
  }

  private static String made(Reply reply, String where) {
    JsonNode made = reply.json().at(where);
    if (made.isMissingNode()) {
      throw new AssertionError(reply.body());
    }
    return made.asString();
  }

  @Override
  public void close() {
    server.close();
  }
}
