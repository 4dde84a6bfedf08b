package dev.redoubt.http.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.RequestKind;
import dev.redoubt.http.route.Route;
import dev.redoubt.server.TestServer;
import dev.redoubt.server.TestServer.Reply;
import dev.redoubt.server.operation.ServerOperation;
import dev.redoubt.testing.WaitUntil;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitSettingsTest {

  private static final String SEARCH = "/api/2.0/mlflow/experiments/search";
  private static final String QUESTION = "{\"max_results\": 1}";
  private static final String UNFINISHED = "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

  @TempDir private Path folder = Path.of("");

  private TestServer start(LimitSettings limits) {
    return TestServer.start(folder, new ServerOperation(limits))
        .introduce("ada", Persona.DATA_SCIENTIST, "default")
        .introduce("bob", Persona.DATA_SCIENTIST, "default");
  }

  @Test
  void everyRouteThatTakesAFile_isAnUpload() {
    try (TestServer server = start(LimitSettings.DEFAULT)) {
      List<Route> puts =
          server.routes().stream()
              .filter(
                  each ->
                      each.method() == HttpMethod.PUT
                          && each.path().matches(".*(\\{\\*path}|/parts/).*"))
              .toList();
      assertThat(puts).isNotEmpty().allMatch(each -> each.kind() == RequestKind.UPLOAD);
    }
  }

  @Test
  void rateLimitAppliesPerPrincipal() {
    LimitSettings limits =
        LimitSettings.DEFAULT.with(new RateLimit(1, 5), new RateLimit(1_000, 1_000));
    try (TestServer server = start(limits)) {
      List<Reply> replies = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        replies.add(server.post("ada", SEARCH, QUESTION));
      }
      Reply last = replies.getLast();
      assertThat(replies.getFirst().status()).isEqualTo(200);
      assertThat(last.status()).isEqualTo(429);
      assertThat(last.error()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
      assertThat(Integer.parseInt(last.headers().get("retry-after"))).isBetween(1, 2);
      assertThat(server.post("bob", SEARCH, QUESTION).status()).isEqualTo(200);
    }
  }

  @Test
  void rateLimitAppliesPerAddressBeforeAuthentication() {
    LimitSettings limits =
        LimitSettings.DEFAULT.with(new RateLimit(1_000, 1_000), new RateLimit(1, 5));
    try (TestServer server = start(limits)) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        statuses.add(server.post("", SEARCH, QUESTION).status());
      }
      assertThat(statuses.getFirst()).isEqualTo(401);
      assertThat(statuses.getLast()).isEqualTo(429);
      assertThat(server.get("", "/health").status()).isEqualTo(200);
    }
  }

  @Test
  void rejectsOversizedBodies() throws Exception {
    LimitSettings limits = LimitSettings.DEFAULT.with(new LimitSettings.Bodies(1_000, 100, 2_000));
    try (TestServer server = start(limits)) {
      String file = file(server);
      assertThat(server.send("ada", "PUT", file, "x".repeat(2_000)).status()).isEqualTo(200);
      Reply tooLong = server.send("ada", "PUT", file, "x".repeat(2_001));
      assertThat(tooLong.status()).isEqualTo(413);
      assertThat(tooLong.error()).isEqualTo("RESOURCE_LIMIT_EXCEEDED");
      assertThat(server.get("ada", file).body()).hasSize(2_000);

      String fits = "{\"filter\": \"" + " ".repeat(900) + "\", \"max_results\": 1}";
      assertThat(server.post("ada", SEARCH, fits).status()).isEqualTo(200);
      assertThat(server.post("ada", SEARCH, fits + " ".repeat(100)).status()).isEqualTo(413);

      assertThat(chunked(server, "POST", SEARCH, QUESTION)).startsWith("HTTP/1.1 200");
      assertThat(chunked(server, "POST", SEARCH, QUESTION + " ".repeat(100)))
          .startsWith("HTTP/1.1 413");
      assertThat(chunked(server, "PUT", file, "y".repeat(2_001))).startsWith("HTTP/1.1 413");
      assertThat(server.get("ada", file).body()).isEqualTo("x".repeat(2_000));
    }
  }

  private static String file(TestServer server) {
    String experiment =
        server
            .post("ada", "/api/2.0/mlflow/experiments/create", "{\"name\": \"files\"}")
            .json()
            .path("experiment_id")
            .asString();
    String uri =
        server
            .post(
                "ada", "/api/2.0/mlflow/runs/create", "{\"experiment_id\": \"" + experiment + "\"}")
            .json()
            .at("/run/info/artifact_uri")
            .asString();
    return "/api/2.0/mlflow-artifacts/artifacts/"
        + uri.substring("mlflow-artifacts:/".length())
        + "/file.txt";
  }

  private static String chunked(TestServer server, String method, String path, String body)
      throws IOException {
    try (Socket socket = connect(server)) {
      say(
          socket,
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ada\r\n"
              + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(body.length())
              + "\r\n"
              + body
              + "\r\n0\r\n\r\n");
      return answer(socket);
    }
  }

  @Test
  void overloadedServerRejectsRequestsButAnswersProbes() throws Exception {
    LimitSettings limits =
        LimitSettings.DEFAULT.with(
            new LimitSettings.Concurrency(1, 1, 1, Duration.ofMillis(200), 100));
    try (TestServer server = start(limits);
        Socket slow = connect(server)) {
      say(slow, post("ada", SEARCH, 100) + "{");
      Reply reply = server.post("bob", SEARCH, QUESTION);
      while (reply.status() == 200) {
        reply = server.post("bob", SEARCH, QUESTION);
      }
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.error()).isEqualTo("TEMPORARILY_UNAVAILABLE");
      assertThat(reply.headers()).containsEntry("retry-after", "5");
      assertThat(server.get("", "/health").body()).isEqualTo("OK");
      say(slow, "}" + " ".repeat(98));
      assertThat(answer(slow)).startsWith("HTTP/1.1 200");
      assertThat(server.post("bob", SEARCH, QUESTION).status()).isEqualTo(200);
    }
  }

  @Test
  void closesConnectionWithSlowHeaders() throws Exception {
    LimitSettings limits =
        LimitSettings.DEFAULT.with(new LimitSettings.Headers(32_768, 100, Duration.ofMillis(500)));
    try (TestServer server = start(limits);
        Socket slow = connect(server)) {
      say(slow, UNFINISHED);
      long start = System.nanoTime();
      awaitClosed(slow);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
      assertThat(server.get("", "/health").body()).isEqualTo("OK");
    }
  }

  /// Sends a byte now and then, until nobody takes it any more.
  private static void awaitClosed(Socket socket) throws Exception {
    WaitUntil.until(
        "a closed connection",
        () -> {
          try {
            say(socket, "x");
            return false;
          } catch (SocketException _) {
            return true;
          }
        });
  }

  /// Sends a byte now and then, until there is an answer.
  private static void awaitAnswer(Socket socket) throws Exception {
    WaitUntil.until(
        "an answer",
        () -> {
          boolean none = socket.getInputStream().available() == 0;
          if (none) {
            say(socket, " ");
          }
          return !none;
        });
  }

  @Test
  void keepsIdleConnectionBetweenRequests() throws Exception {
    LimitSettings limits =
        LimitSettings.DEFAULT.with(new LimitSettings.Headers(32_768, 100, Duration.ofMillis(200)));
    try (TestServer server = start(limits);
        Socket idle = connect(server);
        Socket slow = connect(server)) {
      String request = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
      say(idle, request);
      assertThat(idle.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
      // The time for headers has passed since when it is over for somebody who begins now.
      say(slow, UNFINISHED);
      awaitClosed(slow);
      say(idle, request + request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      assertThat(answer(idle)).contains("HTTP/1.1 200");
    }
  }

  @Test
  void rejectsSlowBodies() throws Exception {
    LimitSettings limits =
        LimitSettings.DEFAULT.with(
            new LimitSettings.Timeouts(
                Duration.ofMillis(700), Duration.ofSeconds(20), Duration.ofMillis(300), 1_000));
    try (TestServer server = start(limits);
        Socket slow = connect(server);
        Socket silent = connect(server)) {
      say(silent, post("ada", SEARCH, 1_000) + "{");
      say(slow, post("ada", SEARCH, 1_000) + "{");
      long start = System.nanoTime();
      awaitAnswer(slow);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
      assertThat(slow.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 408");
      assertThat(answer(silent)).startsWith("HTTP/1.1 408");
    }
  }

  private static final String FORM =
      "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\n\r\ntoken=";

  @Test
  void rejectsSlowForms() throws Exception {
    LimitSettings limits =
        LimitSettings.DEFAULT.with(
            new LimitSettings.Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(300), 1_000));
    try (TestServer server = start(limits);
        Socket slow = connect(server)) {
      say(slow, FORM);
      awaitAnswer(slow);
      assertThat(slow.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void slowAnonymousFormOccupiesNoPlace() throws Exception {
    LimitSettings limits =
        LimitSettings.DEFAULT.with(
            new LimitSettings.Concurrency(1, 1, 10, Duration.ofMillis(200), 100));
    try (TestServer server = start(limits);
        Socket slow = connect(server);
        Socket slower = connect(server)) {
      say(slow, FORM);
      say(slower, FORM);
      // For longer than anybody would wait for a place that is taken.
      long end = System.nanoTime() + Duration.ofMillis(400).toNanos();
      while (System.nanoTime() < end) {
        assertThat(server.post("bob", SEARCH, QUESTION).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void rejectsTooManyAndTooLongHeaders() throws Exception {
    try (TestServer server = start(LimitSettings.DEFAULT)) {
      assertThat(headers(server, 90, 10)).startsWith("HTTP/1.1 200");
      assertThat(headers(server, 120, 10)).startsWith("HTTP/1.1 400");
      assertThat(headers(server, 1, 24_000)).startsWith("HTTP/1.1 200");
      assertThat(headers(server, 1, 40_000)).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void hidesServerVersion() throws Exception {
    try (TestServer server = start(LimitSettings.DEFAULT);
        Socket odd = connect(server)) {
      say(odd, "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n");
      assertThat(answer(odd)).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("tomcat");
    }
  }

  private static String headers(TestServer server, int count, int length) throws IOException {
    StringBuilder request =
        new StringBuilder("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    for (int i = 0; i < count; i++) {
      request.append("X-").append(i).append(": ").append("x".repeat(length)).append("\r\n");
    }
    try (Socket socket = connect(server)) {
      say(socket, request + "\r\n");
      return answer(socket);
    }
  }

  private static Socket connect(TestServer server) throws IOException {
    Socket socket = new Socket(server.address().getHost(), server.address().getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String post(String who, String path, int length) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
        .formatted(path, who, length);
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Everything until the server closes, or breaks, the connection.
  private static String answer(Socket socket) throws IOException {
    List<Integer> bytes = new ArrayList<>();
    try {
      InputStream in = socket.getInputStream();
      for (int each = in.read(); each >= 0; each = in.read()) {
        bytes.add(each);
      }
    } catch (SocketException broken) {
      // What came before counts: the server closes where it does not read to the end.
      assertThat(bytes).isNotEmpty();
    }
    return bytes.stream()
        .map(each -> String.valueOf((char) (int) each))
        .collect(Collectors.joining());
  }
}
