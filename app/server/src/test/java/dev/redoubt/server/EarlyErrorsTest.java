package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the error responses to malformed requests and to requests that reach no route.
class EarlyErrorsTest {

  @TempDir private static Path folder = Path.of("");

  private static LocalServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new LocalServer(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String sent(byte[] bytes) throws IOException {
    return sent(server, bytes);
  }

  private static String sent(LocalServer to, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(to.address().getHost(), to.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String request(String line, String... headers) {
    return line
        + "\r\n"
        + String.join("\r\n", headers)
        + (headers.length > 0 ? "\r\n" : "")
        + "\r\n";
  }

  /// The status, and what was sent.
  static List<String> malformed() {
    String get = "GET /version HTTP/1.1";
    String host = "Host: localhost";
    return List.of(
        "400 " + request("GET"),
        "400 " + request("FOO BAR BAZ QUX"),
        "400 " + request("G<T /version HTTP/1.1", host),
        "400 " + request("GET /version HTTX/1.1", host),
        "400 " + request("GET /ver|sion HTTP/1.1", host),
        "400 " + request("GET /ver\u0001sion HTTP/1.1", host),
        "400 " + request("GET /ver\u0000sion HTTP/1.1", host),
        "400 " + request("GET /%zz HTTP/1.1", host),
        "400 " + request("GET /a%2 HTTP/1.1", host),
        "400 " + request("GET /%00 HTTP/1.1", host),
        "400 " + request("GET /a%2fb HTTP/1.1", host),
        "400 " + request("GET /a\\b HTTP/1.1", host),
        "400 " + request("GET /../../x HTTP/1.1", host),
        "400 " + request("GET * HTTP/1.1", host),
        "400 " + request("GET version HTTP/1.1", host),
        "400 " + request("GET /" + "a".repeat(40_000) + " HTTP/1.1", host),
        "400 " + request(get, host, "X: " + "a".repeat(40_000)),
        "400 " + request(get, host, "X: 1\r\n".repeat(120) + "Y: 1"),
        "400 " + request(get, host, "no colon"),
        "400 " + request(get, host, "a b: c"),
        "400 " + request(get, host, ": c"),
        "400 " + request(get, host, "X: a\u0000b"),
        "400 " + request(get),
        "400 " + request(get, host, host),
        "400 " + request(get, "Host: a b"),
        "400 " + request(get, "Host: [::"),
        "400 " + request(get, "Host: localhost:port"),
        "400 " + request(get, host, "Content-Length: -1"),
        "400 " + request(get, host, "Content-Length: 1", "Content-Length: 2"),
        "400 " + request(get, host, "Cookie: " + "a=1; ".repeat(300)),
        "501 " + request("POST /sign-in HTTP/1.1", host, "Transfer-Encoding: foo"),
        "501 " + request("CONNECT localhost:443 HTTP/1.1", host),
        "405 " + request("TRACE /version HTTP/1.1", host),
        "417 " + request(get, host, "Expect: more"),
        "505 " + request("GET /version HTTP/9.9", host),
        "400 " + "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n");
  }

  private static void assertDoesNotIdentifyTheServer(String answer) {
    assertThat(answer.toLowerCase(Locale.ROOT))
        .doesNotContain("<html", "<!doctype", "tomcat", "apache", "coyote", "exception", "11.0.");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedRequestGetsJsonError(String what) throws IOException {
    String answer = sent(what.substring(4).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(answer).startsWith("HTTP/1.1 " + what.substring(0, 3));
    assertDoesNotIdentifyTheServer(answer);
    Map<String, List<String>> headers = SecurityHeaderAssertions.of(answer);
    SecurityHeaderAssertions.areThere(headers, SecurityHeaderAssertions.CONTENT, "no-store");
    assertThat(headers).doesNotContainKey(SecurityHeaderAssertions.HSTS);
    assertThat(headers).containsEntry("content-type", List.of("application/json"));
    JsonNode json = JsonMapper.shared().readTree(answer.split("\r\n\r\n", 2)[1]);
    assertThat(json.path("error_code").asString()).isNotEmpty();
    assertThat(json.path("message").asString()).isNotEmpty();
  }

  /// They are answered, by the listener or by a route, and look no different.
  @ParameterizedTest
  @MethodSource("strange")
  void unusualRequestGetsErrorWithoutServerVersion(String what) throws IOException {
    String answer = sent(what.getBytes(StandardCharsets.ISO_8859_1));
    assertDoesNotIdentifyTheServer(answer);
    assertThat(answer).startsWith("HTTP/1.1 ");
    SecurityHeaderAssertions.areThere(
        SecurityHeaderAssertions.of(answer), SecurityHeaderAssertions.CONTENT, "no-store");
  }

  /// HTTP/0.9 has no headers in its answers; no browser speaks it. Tomcat goes on to leave them out
  /// for what it cannot read on later connections.
  @Test
  void http09RequestGetsJsonError(@TempDir Path another) throws IOException {
    try (LocalServer old = new LocalServer(another)) {
      for (String each : List.of("GET /version\r\n", "GET /\r\n\r\n", "G<T / HTTP/1.1\r\n\r\n")) {
        String answer = sent(old, each.getBytes(StandardCharsets.ISO_8859_1));
        assertDoesNotIdentifyTheServer(answer);
        assertThat(answer).as(each).contains("\"error_code\"");
      }
    }
  }

  @Test
  void closesConnectionOnPlainHttp2() throws IOException {
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(sent(preface)).isEmpty();
  }

  static List<String> strange() {
    String host = "Host: localhost";
    return List.of(
        request("OPTIONS * HTTP/1.1", host),
        request("OPTIONS /version HTTP/1.1", host),
        request("HEAD /version HTTP/1.1", host),
        request("QUERY /version HTTP/1.1", host),
        request("BREW /version HTTP/1.1", host),
        request("GET /version HTTP/1.0"),
        request("GET /version HTTP/1.0", host, "Connection: keep-alive"),
        request("GET /version HTTP/1.1", host, "Upgrade: h2c", "Connection: Upgrade"),
        request("GET //version HTTP/1.1", host),
        request("GET http://localhost/version HTTP/1.1", host),
        request("GET http://evil.example/version HTTP/1.1", host),
        request("POST /sign-in HTTP/1.1", host, "Transfer-Encoding: chunked") + "zz\r\n",
        request("POST /sign-in HTTP/1.1", host, "Content-Length: 100") + "short");
  }

  @Test
  void connectionRemainsUsableAfterError() throws IOException {
    String host = "Host: localhost";
    String both =
        request("GET /nothing HTTP/1.1", host)
            + request("GET /version HTTP/1.1", host, "Connection: close");
    String answer = sent(both.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(3);
    assertThat(answer).containsOnlyOnce("ENDPOINT_NOT_FOUND").contains("HTTP/1.1 200");
  }
}
