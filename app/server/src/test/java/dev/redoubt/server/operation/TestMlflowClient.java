package dev.redoubt.server.operation;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.http.identity.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A minimal MLflow client over HTTP. Any status other than 200 is an [IOException].
final class TestMlflowClient implements AutoCloseable {

  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String token;

  TestMlflowClient(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  /// A token of the local issuer of a data folder.
  static String token(Path folder, String name, Persona persona) throws IOException {
    return LocalIssuer.open(folder.resolve("issuer.jwk"))
        .issue(
            name,
            Principal.Kind.USER,
            List.of(persona),
            List.of("default"),
            Instant.now(),
            Duration.ofHours(1));
  }

  HttpResponse<byte[]> send(String method, String path, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  private byte[] ok(String method, String path, byte[] body) throws IOException {
    HttpResponse<byte[]> response = send(method, path, body);
    if (response.statusCode() != 200) {
      throw new IOException(
          method
              + " "
              + path
              + ": "
              + response.statusCode()
              + " "
              + new String(response.body(), StandardCharsets.UTF_8));
    }
    return response.body();
  }

  private JsonNode post(String what, JsonNode body) throws IOException {
    return JsonMapper.shared()
        .readTree(ok("POST", API + what, body.toString().getBytes(StandardCharsets.UTF_8)));
  }

  JsonNode get(String path) throws IOException {
    return JsonMapper.shared().readTree(ok("GET", path, new byte[0]));
  }

  private static ObjectNode json() {
    return JsonMapper.shared().createObjectNode();
  }

  String experiment(String name) throws IOException {
    return post("experiments/create", json().put("name", name)).path("experiment_id").asString();
  }

  /// A run.
  ///
  /// @param root of its files, below [#FILES]
  record Run(String id, String root) {}

  Run run(String experiment) throws IOException {
    JsonNode info =
        post("runs/create", json().put("experiment_id", experiment).put("start_time", 1))
            .at("/run/info");
    return new Run(
        info.path("run_id").asString(),
        info.path("artifact_uri").asString().substring("mlflow-artifacts:/".length()));
  }

  boolean hasRun(String id) throws IOException {
    return send("GET", API + "runs/get?run_id=" + id, new byte[0]).statusCode() == 200;
  }

  void metric(Run run, String key, double value, long step) throws IOException {
    post(
        "runs/log-metric",
        json()
            .put("run_id", run.id())
            .put("key", key)
            .put("value", value)
            .put("timestamp", step)
            .put("step", step));
  }

  /// How many values a metric has.
  int history(Run run, String key) throws IOException {
    return get(API
            + "metrics/get-history?max_results=25000&run_id="
            + run.id()
            + "&metric_key="
            + key)
        .path("metrics")
        .size();
  }

  int search(String experiment) throws IOException {
    ObjectNode question = json().put("max_results", 10);
    question.putArray("experiment_ids").add(experiment);
    return post("runs/search", question).path("runs").size();
  }

  void put(Run run, String path, byte[] bytes) throws IOException {
    ok("PUT", FILES + run.root() + "/" + path, bytes);
  }

  byte[] file(Run run, String path) throws IOException {
    return ok("GET", FILES + run.root() + "/" + path, new byte[0]);
  }

  void model(String name) throws IOException {
    post("registered-models/create", json().put("name", name));
  }

  String version(String model, Run run, String path) throws IOException {
    return post(
            "model-versions/create",
            json()
                .put("name", model)
                .put("source", "mlflow-artifacts:/" + run.root() + "/" + path)
                .put("run_id", run.id()))
        .at("/model_version/version")
        .asString();
  }

  /// A file of a version, from where clients are told to read it.
  byte[] file(String model, String version, String path) throws IOException {
    String uri =
        get(API
                + "model-versions/get-download-uri?name="
                + URLEncoder.encode(model, StandardCharsets.UTF_8)
                + "&version="
                + version)
            .path("artifact_uri")
            .asString();
    return ok(
        "GET", FILES + uri.substring("mlflow-artifacts:/".length()) + "/" + path, new byte[0]);
  }

  /// What happened to a version, with the entries of the ledger as far as they are there.
  JsonNode log(String model, String version) throws IOException {
    return get("/api/redoubt/models/" + model + "/versions/" + version + "/log").path("events");
  }

  byte[] proof(String model, String version, long entry) throws IOException {
    return ok(
        "GET",
        "/api/redoubt/models/" + model + "/versions/" + version + "/log/" + entry + "/proof",
        new byte[0]);
  }

  @Override
  public void close() {
    http.close();
  }
}
