package dev.redoubt.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.redoubt.ledger.format.LedgerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLogSourceTest {

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch ended = new CountDownLatch(1);
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
    ended.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void drip(OutputStream out) throws IOException {
    try (out) {
      do {
        out.write('x');
        out.flush();
      } while (!ended.await(20, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpLogSource source() throws LedgerException {
    return new HttpLogSource(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), GRACE);
  }

  @Test
  @Timeout(30)
  void givesUp_whereABodyComesByteByByte() throws Exception {
    HttpLogSource source = source();
    assertThatThrownBy(() -> source.read("slow", 1_000_000))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("timeout: the transfer rate is too low");
    try (InputStream in = Objects.requireNonNull(source.open("slow"))) {
      assertThatThrownBy(in::readAllBytes)
          .hasMessageContaining("timeout: the transfer rate is too low");
    }
  }

  @Test
  @Timeout(30)
  void readersOfAvailableBytesAreNotTimedOut() throws Exception {
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
    assertThat(LogAddressPolicy.redirect(URI.create("https://192.0.2.7/log/"), location)).isNull();
  }

  @Test
  void isSentElsewhere() {
    URI from = URI.create("https://192.0.2.7/log/checkpoint");
    assertThat(LogAddressPolicy.redirect(from, "https://192.0.2.1/x"))
        .isEqualTo(URI.create("https://192.0.2.1/x"));
    assertThat(LogAddressPolicy.redirect(from, "/y")).isEqualTo(URI.create("https://192.0.2.7/y"));
    assertThat(LogAddressPolicy.redirect(URI.create("http://127.0.0.1:1/a"), "http://[::1]:2/b"))
        .isEqualTo(URI.create("http://[::1]:2/b"));
  }

  private void answer(String path, int status, byte[] body, String... headers) {
    server.createContext(
        path,
        exchange -> {
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
          }
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(body);
    }
    return out.toByteArray();
  }

  private void refuses(String path, String why) {
    assertThatThrownBy(() -> source().read(path, 100))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(why);
  }

  @Test
  void readsNoMoreThanAByteBeyondItsLimit() throws Exception {
    answer("/ten", 200, new byte[10]);
    assertThat(source().read("ten", 10)).hasSize(10);
    assertThat(source().read("ten", 5)).hasSize(6);
    assertThat(source().location()).endsWith("/");
  }

  @Test
  void missingAndForbiddenFilesAreDistinguished() throws Exception {
    answer("/gone", 410, new byte[0]);
    assertThat(source().read("none", 10)).isNull();
    assertThat(source().open("none")).isNull();
    assertThat(source().read("gone", 10)).isNull();
    answer("/broken", 500, new byte[1]);
    refuses("broken", "/broken` responded with status 500");
    answer("/partial", 206, new byte[1]);
    refuses("partial", "responded with status 206");
  }

  @Test
  void gzipIsDecodedAndOtherEncodingsAreRejected() throws Exception {
    byte[] body = {1, 2, 3};
    answer("/zip", 200, zipped(body), "Content-Encoding", "GZIP");
    answer("/plain", 200, body, "Content-Encoding", "identity");
    assertThat(source().read("zip", 100)).isEqualTo(body);
    assertThat(source().read("zip", 1)).hasSize(2);
    assertThat(source().read("plain", 100)).isEqualTo(body);
    answer("/odd", 200, body, "Content-Encoding", "br");
    refuses("odd", "uses an unsupported content encoding");
    answer("/bad", 200, body, "Content-Encoding", "gzip");
    refuses("bad", "has invalid gzip data");
    byte[] damaged = zipped(new byte[50]);
    damaged[damaged.length - 1] ^= 1;
    answer("/damaged", 200, damaged, "Content-Encoding", "gzip");
    refuses("damaged", "has invalid gzip data");
  }

  @Test
  void followsThreeRedirectsAndNotFour() throws Exception {
    int status = 301;
    answer("/r0", 200, new byte[] {7});
    for (int i = 1; i <= 4; i++) {
      answer("/r" + i, status, new byte[0], "Location", "/r" + (i - 1));
      status = i == 1 ? 302 : i == 2 ? 307 : 308;
    }
    assertThat(source().read("r3", 10)).containsExactly(7);
    refuses("r4", "redirects more than 3 times");
    answer("/away", 303, new byte[0], "Location", "ftp://example.org/");
    refuses("away", "/away` redirects to a URL that is not allowed");
    answer("/nowhere", 302, new byte[0]);
    refuses("nowhere", "/nowhere` redirects to a URL that is not allowed");
  }

  @Test
  void refusedConnectionIsReported() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
    ended.countDown();
    server.stop(0);
    assertThatThrownBy(() -> new HttpLogSource(address).read("checkpoint", 10))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("`127.0.0.1` cannot be reached");
  }

  @Test
  void streamsByteByByteAsWell() throws Exception {
    answer("/bytes", 200, new byte[] {0, 127, -1});
    try (InputStream in = Objects.requireNonNull(source().open("bytes"))) {
      assertThat(in.read()).isZero();
      assertThat(in.read()).isEqualTo(127);
      assertThat(in.read()).isEqualTo(255);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "HTTPS://example.org/log/",
        "http://localhost:1/log",
        "http://LOCALHOST/log",
        "http://127.0.0.1/",
        "http://127.1.2.3:80/log",
        "http://[::1]/log",
        "http://[0:0:0:0:0:0:0:1]:9/log"
      })
  void permittedAddressIsRequested(String address) throws Exception {
    assertThat(LogAddressPolicy.problem(URI.create(address))).isNull();
    assertThat(new HttpLogSource(URI.create(address)).location())
        .isEqualTo(address.endsWith("/") ? address : address + "/");
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.org/, 'only https is supported, and http to'",
    "http://127.0.0.1.example.org/, 'only https is supported, and http to'",
    "http://localhost.example.org/, 'only https is supported, and http to'",
    "http://[::2]/, 'only https is supported, and http to'",
    "ftp://example.org/, only https is supported",
    "//example.org/, only https is supported",
    "/log, the URL has no host",
    "https:///log, the URL has no host",
    "https://u:p@example.org/, 'contains credentials'",
    "https://u@example.org/, 'contains credentials'",
    "https://example.org/?, a query or a fragment",
    "https://example.org/#x, a query or a fragment"
  })
  void otherAddressesAreNotRequested(String address, String why) {
    assertThat(LogAddressPolicy.problem(URI.create(address))).contains(why);
    assertThatThrownBy(() -> new HttpLogSource(URI.create(address)))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("` is not allowed: ")
        .hasMessageContaining(why);
  }
}
