package dev.redoubt.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.redoubt.ledger.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest {

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          drip(exchange.getResponseBody());
        });
    server.createContext(
        "/late",
        exchange -> {
          byte[] body = new byte[100_000];
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void drip(OutputStream out) throws IOException {
    try (out) {
      for (int i = 0; i < 600; i++) {
        out.write('x');
        out.flush();
        Thread.sleep(100);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpSource source() throws LedgerException {
    return new HttpSource(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), GRACE);
  }

  @Test
  @Timeout(30)
  void givesUp_whereABodyComesByteByByte() throws Exception {
    HttpSource source = source();
    assertThatThrownBy(() -> source.read("slow", 1_000_000))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("it sends too slowly");
    try (InputStream in = Objects.requireNonNull(source.open("slow"))) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("it sends too slowly");
    }
  }

  @Test
  @Timeout(30)
  void leavesAloneWhoeverReadsWhatIsThere() throws Exception {
    assertThat(source().read("late", 1_000_000)).hasSize(100_000);
    try (InputStream in = Objects.requireNonNull(source().open("late"))) {
      assertThatCode(in::readAllBytes).doesNotThrowAnyException();
    }
  }

  /// None of them needs a name to be looked up.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/x",
        "https://127.1/x",
        "https://0.0.0.0/x",
        "https://[::1]/x",
        "https://[::]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://169.254.169.254/metadata",
        "https://[fe80::1]/x",
        "http://192.0.2.1/x",
        "https://192.0.2.1/x?y",
        "https://a:b@192.0.2.1/x",
        "file:///etc/passwd"
      })
  void isSentToNoPlaceOnThisMachine(String location) {
    assertThat(Addresses.redirect(URI.create("https://192.0.2.7/log/"), location)).isNull();
  }

  @Test
  void isSentElsewhere() {
    URI from = URI.create("https://192.0.2.7/log/checkpoint");
    assertThat(Addresses.redirect(from, "https://192.0.2.1/x"))
        .isEqualTo(URI.create("https://192.0.2.1/x"));
    assertThat(Addresses.redirect(from, "/y")).isEqualTo(URI.create("https://192.0.2.7/y"));
    assertThat(Addresses.redirect(URI.create("http://127.0.0.1:1/a"), "http://[::1]:2/b"))
        .isEqualTo(URI.create("http://[::1]:2/b"));
  }
}
