package dev.redoubt.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import dev.redoubt.testing.WaitUntil;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TelemetryTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  @TempDir private Path folder = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void exportsMetricsAndTracesToConfiguredEndpoint() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Map<String, String> environment =
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              receiver.endpoint(),
              "OTEL_EXPORTER_OTLP_HEADERS",
              "x-key=abc",
              "OTEL_METRIC_EXPORT_INTERVAL",
              "100");
      Telemetry telemetry = Telemetry.of(environment);
      ServerOperation operation =
          new ServerOperation(LimitSettings.DEFAULT, Duration.ZERO, telemetry);
      try (EmbeddedServer server =
          EmbeddedServer.start(
              ServerSettings.local(folder, 0), TrustConfiguration.NONE, operation)) {
        work(server);
        WaitUntil.until("a count", () -> !of(receiver, "redoubt.versions.pending").isEmpty());
      }
      telemetry.close();
      spans(receiver);
      points(receiver);
      assertThat(receiver.headers()).isNotEmpty().containsOnly("abc");
      for (byte[] body : receiver.bodies()) {
        assertThat(new String(body, StandardCharsets.ISO_8859_1))
            .doesNotContain("ada")
            .doesNotContain("hunter2")
            .doesNotContain("127.0.0.1");
      }
    }
  }

  private static void spans(OtlpReceiver receiver) {
    OtlpReceiver.Span traced =
        receiver.spans().stream()
            .filter(each -> each.trace().equals(TRACE))
            .findFirst()
            .orElseThrow();
    assertThat(traced.parent()).isEqualTo(PARENT);
    assertThat(traced.kind()).isEqualTo(2);
    assertThat(traced.name()).isEqualTo("POST /api/2.0/mlflow/experiments/create");
    assertThat(traced.attributes())
        .containsEntry("http.route", "/api/2.0/mlflow/experiments/create")
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.response.status_code", "200");
    assertThat(receiver.spans()).hasSize(6);
  }

  private static void points(OtlpReceiver receiver) {
    assertThat(of(receiver, "http.server.request.duration"))
        .anySatisfy(
            point -> {
              assertThat(point.attributes())
                  .containsEntry("http.route", "/api/2.0/mlflow/experiments/create")
                  .containsEntry("http.response.status_code", "200");
              assertThat(point.value()).isEqualTo(1);
            });
    assertThat(of(receiver, "http.server.active_requests"))
        .isNotEmpty()
        .allMatch(point -> point.value() == 0);
    assertThat(of(receiver, "redoubt.upload.size"))
        .singleElement()
        .returns(5L, OtlpReceiver.Point::value);
    assertThat(of(receiver, "redoubt.access.denied"))
        .isNotEmpty()
        .allMatch(point -> point.attributes().containsKey("redoubt.rule"));
    assertThat(of(receiver, "redoubt.access.unauthenticated"))
        .singleElement()
        .returns(1L, OtlpReceiver.Point::value);
    assertThat(of(receiver, "redoubt.outbox.waiting")).isNotEmpty();
    assertThat(of(receiver, "redoubt.versions.pending"))
        .singleElement()
        .returns(0L, OtlpReceiver.Point::value);
  }

  /// The last that was sent of each.
  private static List<OtlpReceiver.Point> of(OtlpReceiver receiver, String metric) {
    Map<Map<String, String>, OtlpReceiver.Point> last = new LinkedHashMap<>();
    receiver.points().stream()
        .filter(each -> each.metric().equals(metric))
        .forEach(each -> last.put(each.attributes(), each));
    return List.copyOf(last.values());
  }

  private void work(EmbeddedServer server) throws Exception {
    String token =
        LocalIssuer.open(folder.resolve("issuer.jwk"))
            .issue(
                "ada",
                Principal.Kind.USER,
                List.of(Persona.DATA_SCIENTIST),
                List.of("default"),
                Instant.now(),
                Duration.ofHours(1));
    String api = "/api/2.0/mlflow/";
    JsonNode experiment =
        send(server, token, "POST", api + "experiments/create", "{\"name\":\"e\"}");
    String run =
        send(
                server,
                token,
                "POST",
                api + "runs/create",
                "{\"experiment_id\":" + experiment.path("experiment_id") + "}")
            .at("/run/info/artifact_uri")
            .asString();
    send(
        server,
        token,
        "PUT",
        "/api/2.0/mlflow-artifacts/artifacts/"
            + run.substring("mlflow-artifacts:/".length())
            + "/f?password=hunter2",
        "12345");
    send(server, token, "GET", "/ledger/tile/entries/000", "");
    send(server, "hunter2", "POST", api + "experiments/search", "{}");
    send(server, token, "GET", "/nothing/here", "");
  }

  private JsonNode send(
      EmbeddedServer server, String token, String method, String path, String body)
      throws Exception {
    Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + token));
    if (path.endsWith("experiments/create")) {
      headers.put("traceparent", "00-" + TRACE + "-" + PARENT + "-01");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void telemetryIsOffWithoutEndpoint() {
    assertThat(Telemetry.of(Map.of("PATH", "/bin"))).isSameAs(Telemetry.OFF);
    assertThat(Telemetry.of(Map.of("OTEL_SERVICE_NAME", "x"))).isSameAs(Telemetry.OFF);
    assertThat(
            Telemetry.of(
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1",
                    "OTEL_SDK_DISABLED", "true")))
        .isSameAs(Telemetry.OFF);
    assertThat(Arrays.stream(Telemetry.class.getMethods()).map(Object::toString))
        .noneMatch(each -> each.contains("opentelemetry"));
  }

  @Test
  void reportsInvalidOpenTelemetryConfiguration() {
    Map<String, String> wrong =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1",
            "OTEL_METRIC_EXPORT_INTERVAL", "often");
    assertThatThrownBy(() -> Telemetry.of(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OTEL_");
  }
}
