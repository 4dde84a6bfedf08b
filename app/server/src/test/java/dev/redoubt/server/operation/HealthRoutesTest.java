package dev.redoubt.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import dev.redoubt.testing.WaitUntil;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthRoutesTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void reportsFailingComponents() throws Exception {
    try (EmbeddedServer server = start(Duration.ZERO)) {
      assertThat(get(server, "/health").body()).isEqualTo("OK");
      assertThat(get(server, "/health/live").body()).isEqualTo("{\"status\":\"live\"}");
      HttpResponse<String> ready = get(server, "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).isEqualTo("{\"status\":\"ready\",\"not_ready\":[]}");

      Path blobs = folder.resolve("data/blobs");
      Files.move(blobs, folder.resolve("elsewhere"));
      await(server, "{\"status\":\"not ready\",\"not_ready\":[\"files\"]}", 503);
      Files.move(folder.resolve("elsewhere"), blobs);
      await(server, "{\"status\":\"ready\",\"not_ready\":[]}", 200);
    }
  }

  @Test
  void isNotReadyDuringShutdownNoticeButServesRequests() throws Exception {
    EmbeddedServer server = start(Duration.ofMinutes(10));
    URI address = server.address();
    Thread closing = Thread.ofVirtual().start(server::close);
    await(server, "{\"status\":\"not ready\",\"not_ready\":[\"stopping\"]}", 503);
    assertThat(get(server, "/version").statusCode()).isEqualTo(200);
    // Ends the time that others have to notice, and goes on with closing.
    closing.interrupt();
    closing.join();
    assertThatThrownBy(() -> get(address, "/version")).isInstanceOf(ConnectException.class);
  }

  private EmbeddedServer start(Duration notice) throws IOException {
    return EmbeddedServer.start(
        ServerSettings.local(folder.resolve("data"), 0),
        TrustConfiguration.NONE,
        new ServerOperation(LimitSettings.DEFAULT, notice, Telemetry.OFF));
  }

  private static void await(EmbeddedServer server, String body, int status) throws Exception {
    HttpResponse<String> reply =
        WaitUntil.value(body, () -> get(server, "/health/ready"), each -> each.body().equals(body));
    assertThat(reply.statusCode()).isEqualTo(status);
  }

  private static HttpResponse<String> get(EmbeddedServer server, String path) throws Exception {
    return get(server.address(), path);
  }

  private static HttpResponse<String> get(URI address, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void cachesResultForOneSecond() {
    AtomicLong now = new AtomicLong();
    AtomicInteger looks = new AtomicInteger();
    HealthRoutes health =
        new HealthRoutes(
            List.of(new HealthRoutes.Part("part", looks::incrementAndGet)),
            now::get,
            Duration.ofMinutes(1));
    for (int i = 0; i < 10; i++) {
      assertThat(health.notReady()).isEmpty();
    }
    assertThat(looks).hasValue(1);
    now.addAndGet(1_000_000_000);
    assertThat(health.notReady()).isEmpty();
    assertThat(looks).hasValue(2);
  }

  @Test
  void doesNotRestartHangingCheckAndHidesCause() throws Exception {
    AtomicLong now = new AtomicLong();
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    HealthRoutes health =
        new HealthRoutes(
            List.of(
                new HealthRoutes.Part(
                    "hanging",
                    () -> {
                      looks.incrementAndGet();
                      end.await();
                    }),
                new HealthRoutes.Part(
                    "broken",
                    () -> {
                      throw new IOException("password=hunter2");
                    }),
                new HealthRoutes.Part("sound", () -> {})),
            now::get,
            Duration.ofMillis(200));
    for (int i = 0; i < 2; i++) {
      assertThat(health.notReady()).containsExactly("hanging", "broken");
      now.addAndGet(2_000_000_000);
    }
    assertThat(looks).hasValue(1);
    end.countDown();
  }
}
