package dev.redoubt.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.testing.CertificateAuthority;
import dev.redoubt.testing.WaitUntil;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  /// Says the path that it was asked for. Where that is `/wait`, it waits first.
  private static final class Echo extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient CountDownLatch reached = new CountDownLatch(1);
    private final transient CountDownLatch released = new CountDownLatch(1);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getRequestURI().equals("/wait")) {
        reached.countDown();
        try {
          released.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
      response.getOutputStream().write(request.getRequestURI().getBytes(StandardCharsets.UTF_8));
    }
  }

  private final Echo echo = new Echo();

  private static ListenerSettings settings(int port, Duration lastRequests) {
    return new ListenerSettings(
        InetAddress.getLoopbackAddress(),
        port,
        Optional.empty(),
        LimitSettings.DEFAULT,
        lastRequests);
  }

  private static HttpRequest request(HttpServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build();
  }

  private static boolean refuses(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException _) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a/b", "/a%20b;c=d", "/index.jsp"})
  void servletReceivesEveryPath(String path) throws Exception {
    try (HttpServer server = HttpServer.start(settings(0, LONG), echo);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> reply = client.send(request(server, path), BodyHandlers.ofString());
      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo(path);
      assertThat(reply.headers().firstValue("set-cookie")).isEmpty();
    }
  }

  @Test
  void inFlightRequestCompletesOnShutdown() throws Exception {
    try (HttpServer server = HttpServer.start(settings(0, LONG), echo);
        HttpClient client = HttpClient.newHttpClient()) {
      int port = server.port();
      CompletableFuture<HttpResponse<String>> running =
          client.sendAsync(request(server, "/wait"), BodyHandlers.ofString());
      echo.reached.await();
      Thread closing = Thread.ofVirtual().start(server::close);
      WaitUntil.until("connections to be refused", () -> refuses(port));
      assertThat(closing.isAlive()).isTrue();
      assertThat(running).isNotDone();
      echo.released.countDown();
      assertThat(running.get().body()).isEqualTo("/wait");
      closing.join();
    }
  }

  @Test
  void openConnectionsAcceptNoRequestOnShutdown() throws Exception {
    try (HttpServer server = HttpServer.start(settings(0, LONG), echo);
        HttpClient client = HttpClient.newHttpClient();
        Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      int port = server.port();
      idle.getOutputStream().write(get("/first"));
      InputStream in = idle.getInputStream();
      assertThat(in.read()).isPositive();
      CompletableFuture<HttpResponse<String>> running =
          client.sendAsync(request(server, "/wait"), BodyHandlers.ofString());
      echo.reached.await();
      Thread closing = Thread.ofVirtual().start(server::close);
      WaitUntil.until("connections to be refused", () -> refuses(port));
      idle.getOutputStream().write(get("/second"));
      idle.shutdownOutput();
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
          .endsWith("/first")
          .doesNotContain("/second");
      echo.released.countDown();
      assertThat(running.get().statusCode()).isEqualTo(200);
      closing.join();
    }
  }

  private static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void slowRequestIsAbortedAfterShutdownTimeout() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpServer server = HttpServer.start(settings(0, Duration.ZERO), echo);
      CompletableFuture<HttpResponse<String>> running =
          client.sendAsync(request(server, "/wait"), BodyHandlers.ofString());
      echo.reached.await();
      server.close();
      assertThatThrownBy(running::get).hasCauseInstanceOf(IOException.class);
      echo.released.countDown();
    }
  }

  @Test
  void releasesPortAndReportsPortInUse() throws Exception {
    int port;
    try (HttpServer server = HttpServer.start(settings(0, LONG), echo)) {
      port = server.port();
      assertThatThrownBy(() -> HttpServer.start(settings(port, LONG), new Echo()))
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseInstanceOf(BindException.class);
    }
    assertThat(refuses(port)).isTrue();
    try (HttpServer again = HttpServer.start(settings(port, LONG), echo)) {
      assertThat(again.port()).isEqualTo(port);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "Ed25519"})
  void tlsHandshakeWorksWithEachKeyType(String algorithm, @TempDir Path folder) throws Exception {
    CertificateAuthority authority = CertificateAuthority.make(folder, algorithm);
    TlsSettings files =
        new TlsSettings(authority.certificate("server"), authority.key("server"), Optional.empty());
    ListenerSettings settings =
        new ListenerSettings(
            InetAddress.getLoopbackAddress(), 0, Optional.of(files), LimitSettings.DEFAULT, LONG);
    try (HttpServer server = HttpServer.start(settings, echo);
        HttpClient client = HttpClient.newBuilder().sslContext(authority.client(null)).build()) {
      URI uri = URI.create("https://localhost:" + server.port() + "/");
      HttpResponse<String> reply =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(reply.statusCode()).isEqualTo(200);
    }
  }
}
