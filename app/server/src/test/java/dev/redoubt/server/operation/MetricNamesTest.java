package dev.redoubt.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.limits.RateLimit;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import dev.redoubt.testing.GoldenFile;
import dev.redoubt.testing.WaitUntil;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the metric names that dashboards and alerts rely on.
class MetricNamesTest {

  private static final String SEARCH = "/api/2.0/mlflow/experiments/search";

  /// Measured from time to time, and not when something happens.
  private static final List<String> WATCHED =
      List.of("redoubt.outbox.waiting", "redoubt.versions.pending");

  /// What OpenTelemetry measures of itself is its own.
  private static final Pattern OURS = Pattern.compile("(http|redoubt)\\..*");

  @TempDir private Path folder = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void areTheSame_withTheirUnitsAndAttributes() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry telemetry =
          Telemetry.of(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  receiver.endpoint(),
                  "OTEL_METRIC_EXPORT_INTERVAL",
                  "100"));
      LimitSettings few =
          LimitSettings.DEFAULT.with(new RateLimit(1, 4), new RateLimit(1_000, 1_000));
      try (EmbeddedServer server =
          EmbeddedServer.start(
              ServerSettings.local(folder, 0),
              TrustConfiguration.NONE,
              new ServerOperation(few, Duration.ZERO, telemetry))) {
        work(server);
        WaitUntil.until("all metrics", () -> receiver.units().keySet().containsAll(WATCHED));
      }
      telemetry.close();
      GoldenFile.check("metrics.txt", lines(receiver));
    }
  }

  private static List<String> lines(OtlpReceiver receiver) {
    List<String> lines = new ArrayList<>();
    receiver
        .units()
        .forEach(
            (name, unit) -> {
              if (!OURS.matcher(name).matches()) {
                return;
              }
              SortedSet<String> attributes = new TreeSet<>();
              receiver.points().stream()
                  .filter(each -> each.metric().equals(name))
                  .forEach(each -> attributes.addAll(each.attributes().keySet()));
              lines.add("metric " + name + " [" + unit + "] " + attributes);
            });
    SortedSet<String> attributes = new TreeSet<>();
    receiver.spans().forEach(each -> attributes.addAll(each.attributes().keySet()));
    lines.add("span " + attributes);
    return lines;
  }

  /// Something of each kind: an upload, a denial, a stranger, and more requests than are taken.
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
    String run =
        send(server, token, "POST", "/api/2.0/mlflow/runs/create", "{\"experiment_id\":\"0\"}");
    String id = run.replaceAll("(?s).*\"run_id\":\"([0-9a-f]+)\".*", "$1");
    String file = "/api/2.0/mlflow-artifacts/artifacts/0/" + id + "/artifacts/f";
    send(server, token, "PUT", file, "12345");
    send(server, token, "POST", "/api/redoubt/revocations", "{\"who\":\"a#b\"}");
    send(server, "nobody", "POST", SEARCH, "{}");
    String last = "";
    for (int i = 0; i < 10; i++) {
      last = send(server, token, "POST", SEARCH, "{}");
    }
    assertThat(last).contains("REQUEST_LIMIT_EXCEEDED");
  }

  private String send(EmbeddedServer server, String token, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
