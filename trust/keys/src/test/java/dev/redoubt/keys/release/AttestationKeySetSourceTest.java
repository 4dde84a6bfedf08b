package dev.redoubt.keys.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AttestationKeySetSourceTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AttestationKeySetSource source =
      AttestationKeySetSource.overHttps(client, Duration.ofSeconds(1));
  private final CountDownLatch ended = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
    threads.shutdownNow();
    client.close();
  }

  private String answering(int status, byte[] body) {
    server.createContext(
        "/certs",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    return issuer();
  }

  private String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void keySetIsFetchedFromTheIssuer() throws Exception {
    byte[] keys = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
    assertThat(source.keySet(answering(200, keys))).isEqualTo(keys);
  }

  @Test
  void followsNoRedirect_andTakesNoErrorForKeys() {
    String issuer = answering(302, new byte[1]);
    assertThatThrownBy(() -> source.keySet(issuer))
        .isInstanceOf(KeyAccessException.Unavailable.class)
        .hasMessageContaining("status 302");
  }

  @Test
  void refusesAnAnswerWithoutEnd() {
    String issuer = answering(200, new byte[AttestationKeySetSource.MAX_BYTES + 1]);
    assertThatThrownBy(() -> source.keySet(issuer))
        .isInstanceOf(KeyAccessException.Unavailable.class)
        .hasMessageContaining("too long");
  }

  @Test
  @Timeout(30)
  void givesUp_whereTheAnswerComesByteByByte() {
    server.createContext(
        "/certs",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            do {
              out.write(' ');
              out.flush();
            } while (!ended.await(100, TimeUnit.MILLISECONDS));
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    assertThatThrownBy(() -> source.keySet(issuer()))
        .isInstanceOf(KeyAccessException.Unavailable.class)
        .hasMessageContaining("within 1 s");
  }
}
