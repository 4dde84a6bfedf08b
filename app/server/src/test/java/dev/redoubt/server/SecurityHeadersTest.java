package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.http.testing.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the security headers of every kind of response: pages, files, errors and API.
class SecurityHeadersTest {

  private static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String API = "/api/2.0/mlflow/";

  @TempDir private static Path shared = Path.of("");

  private static CertificateAuthority authority;
  private static EmbeddedServer server;
  private static String token = "";
  private static String run = "";

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException, ConfigurationException {
    authority = CertificateAuthority.make(shared.resolve("tls"));
    authority.authority();
    authority.certificate("server");
    authority.key("server");
    Path file =
        Files.writeString(
            shared.resolve("redoubt-server.yaml"),
            """
            listen:
              port: 0
              hosts: [registry.example]
            tls:
              certificate: tls/server.pem
              key: tls/server.key
            """);
    Path data = shared.resolve("data");
    ServerConfiguration read = ServerConfiguration.read(file, data, OptionalInt.empty());
    server = EmbeddedServer.start(read.settings(), read.trust());
    token =
        LocalIssuer.open(data.resolve("issuer.jwk"))
            .issue(
                "alice",
                Principal.Kind.USER,
                List.of(Persona.DATA_SCIENTIST, Persona.AUDITOR),
                List.of("default"),
                Instant.now(),
                Duration.ofHours(1));
    run = json(API + "runs/create", "{\"experiment_id\":\"0\"}").at("/run/info/run_id").asString();
    put("model/MLmodel", "flavors: {}");
    put("page.html", "<script>alert(1)</script>");
    json(API + "registered-models/create", "{\"name\":\"credit\"}");
    json(
        API + "model-versions/create",
        "{\"name\":\"credit\",\"source\":\"runs:/" + run + "/model\"}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String sent(String... lines) throws IOException, GeneralSecurityException {
    try (Socket socket =
        authority
            .client(null)
            .getSocketFactory()
            .createSocket(server.address().getHost(), server.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              (String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return all(socket.getInputStream());
    }
  }

  private static String all(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static String asked(String method, String path, String... headers)
      throws IOException, GeneralSecurityException {
    String[] lines = new String[headers.length + 3];
    lines[0] = method + " " + path.replace("RUN", run) + " HTTP/1.1";
    lines[1] = "Host: registry.example";
    lines[2] = "Authorization: Bearer " + token;
    System.arraycopy(headers, 0, lines, 3, headers.length);
    return sent(lines);
  }

  private static JsonNode json(String path, String body)
      throws IOException, GeneralSecurityException {
    return JsonMapper.shared().readTree(withBody("POST", path, body).split("\r\n\r\n", 2)[1]);
  }

  private static void put(String name, String content)
      throws IOException, GeneralSecurityException {
    String path = "/api/2.0/mlflow-artifacts/artifacts/0/RUN/artifacts/" + name;
    assertThat(withBody("PUT", path, content)).startsWith("HTTP/1.1 200");
  }

  /// The body stands behind the headers, of which `Connection` is one more.
  private static String withBody(String method, String path, String body)
      throws IOException, GeneralSecurityException {
    return asked(
        method, path, "Content-Length: " + body.length(), "Connection: close\r\n\r\n" + body);
  }

  private static void areThere(String answer, String status, String content, String cache) {
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    Map<String, List<String>> headers = SecurityHeaderAssertions.of(answer);
    SecurityHeaderAssertions.areThere(headers, content, cache);
    assertThat(headers).containsEntry(SecurityHeaderAssertions.HSTS, List.of("max-age=31536000"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/redoubt/identity, 200",
    "GET, /health, 200",
    "GET, /health/ready, 200",
    "GET, /version, 200",
    "GET, /ledger/vkey, 200",
    "GET, /nothing, 404",
    "DELETE, /version, 405",
    "GET, /api/2.0/mlflow/runs/get?run_id=none, 404",
    "GET, /api/2.0/mlflow/runs/get?run_id=RUN, 200",
    "GET, /api/2.0/mlflow/webhooks/x, 501",
    "GET, /api/redoubt/access/explain-other, 403",
    "POST, /sign-out, 403",
    "GET, /a%2fb, 400",
    "TRACE, /, 405",
    "GET, /api/2.0/mlflow-artifacts/artifacts/0/RUN/artifacts/page.html, 200",
    "GET, /api/2.0/mlflow-artifacts/artifacts/0/RUN/artifacts/none, 404",
    "GET, /api/2.0/mlflow-artifacts/artifacts?path=0/RUN/artifacts, 200",
    "GET, /api/redoubt/models/credit/versions/1/log, 200"
  })
  void everyResponseHasSecurityHeaders(String method, String path, String status) throws Exception {
    areThere(asked(method, path), status, SecurityHeaderAssertions.CONTENT, "no-store");
  }

  @Test
  void unauthenticatedResponseHasSecurityHeaders() throws Exception {
    String host = "Host: registry.example";
    for (String authorization :
        List.of("X: y", "Authorization: Bearer x", "Authorization: Basic x")) {
      areThere(
          sent("GET /api/redoubt/identity HTTP/1.1", host, authorization),
          "401",
          SecurityHeaderAssertions.CONTENT,
          "no-store");
    }
    areThere(
        sent("GET / HTTP/1.1", host, "Accept: text/html"),
        "303",
        SecurityHeaderAssertions.CONTENT,
        "no-store");
    areThere(
        sent("GET / HTTP/1.1", "Host: evil.example"),
        "403",
        SecurityHeaderAssertions.CONTENT,
        "no-store");
    areThere(sent("GET / HTTX/1.1", host), "400", SecurityHeaderAssertions.CONTENT, "no-store");
  }

  @Test
  void artifactsAreNeverRenderedInBrowser() throws Exception {
    String file = "/api/2.0/mlflow-artifacts/artifacts/0/RUN/artifacts/page.html";
    for (String range : List.of("X: y", "Range: bytes=1-3", "Range: bytes=1000-")) {
      String answer = asked("GET", file, range);
      assertThat(answer)
          .startsWith(
              "HTTP/1.1 "
                  + (range.startsWith("X") ? "200" : range.contains("1000") ? "416" : "206"));
      Map<String, List<String>> headers = SecurityHeaderAssertions.of(answer);
      SecurityHeaderAssertions.areThere(headers, SecurityHeaderAssertions.CONTENT, "no-store");
      if (!answer.startsWith("HTTP/1.1 416")) {
        assertThat(headers)
            .containsEntry("content-type", List.of("application/octet-stream"))
            .containsEntry(
                "content-disposition", List.of("attachment; filename*=UTF-8''page.html"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/models/credit, 200",
    "/models/credit/versions/1, 200",
    "/models/none, 404",
    "/sign-in, 200"
  })
  void pagesRunOnlyOwnScript(String path, String status) throws Exception {
    areThere(asked("GET", path, "Accept: text/html"), status, PAGE, "no-store");
  }

  @Test
  void onlyPublicResponsesAreCacheable() throws Exception {
    for (String asset : List.of("htmx.min.js", "redoubt.css", "redoubt.svg")) {
      areThere(
          asked("GET", "/assets/" + asset),
          "200",
          SecurityHeaderAssertions.CONTENT,
          "public, max-age=3600");
    }
    String hashes = "/ledger/tile/0/000.p/";
    String entries = "/ledger/tile/entries/000.p/";
    int size = size();
    areThere(
        asked("GET", hashes + size),
        "200",
        SecurityHeaderAssertions.CONTENT,
        "public, max-age=31536000, immutable");
    // They tell what has happened, to those who may read the ledger.
    areThere(asked("GET", entries + size), "200", SecurityHeaderAssertions.CONTENT, "no-store");
    areThere(asked("GET", hashes + "255"), "404", SecurityHeaderAssertions.CONTENT, "no-store");
  }

  /// How many entries the ledger has, once the first has come to it.
  private static int size() throws Exception {
    int size = 0;
    while (size == 0) {
      size = sizeNow();
    }
    return size;
  }

  private static int sizeNow() throws Exception {
    return Integer.parseInt(
        asked("GET", "/ledger/checkpoint")
            .split("\r\n\r\n", 2)[1]
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow());
  }

  /// All other servers of a machine have the same name, and a browser would ask them for TLS as
  /// well.
  @ParameterizedTest
  @CsvSource({
    "localhost, false",
    "LOCALHOST, false",
    "localhost:8443, false",
    "127.0.0.1, true",
    "registry.example, true",
    "registry.example:8443, true"
  })
  void hstsIsSentForOwnHostNames(String host, boolean said) throws Exception {
    Map<String, List<String>> headers =
        SecurityHeaderAssertions.of(sent("GET /version HTTP/1.1", "Host: " + host));
    assertThat(headers.containsKey(SecurityHeaderAssertions.HSTS)).isEqualTo(said);
  }

  /// Somebody on the way could say so, and lock everybody out.
  @Test
  void hstsIsNotSentOverPlainHttp(@TempDir Path folder) throws IOException {
    try (LocalServer clear = new LocalServer(folder)) {
      for (String path : List.of("/version", "/", "/nothing", "/a%2fb")) {
        String answer = clear.raw("GET " + path + " HTTP/1.1", "Host: localhost");
        assertThat(SecurityHeaderAssertions.of(answer))
            .as(path)
            .doesNotContainKey(SecurityHeaderAssertions.HSTS);
      }
      assertThat(
              SecurityHeaderAssertions.of(
                  clear.raw("GET / HTTP/1.1", "Host: 127.0.0.1", "X-Forwarded-Proto: https")))
          .doesNotContainKey(SecurityHeaderAssertions.HSTS);
    }
  }

  @Test
  void plainHttpOnTlsPortGetsJsonError() throws IOException {
    try (Socket socket = new Socket(server.address().getHost(), server.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: registry.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = all(socket.getInputStream());
      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .doesNotContain("<html", "Tomcat", "Bad Request");
      Map<String, List<String>> headers = SecurityHeaderAssertions.of(answer);
      SecurityHeaderAssertions.areThere(headers, SecurityHeaderAssertions.CONTENT, "no-store");
      assertThat(headers).doesNotContainKey(SecurityHeaderAssertions.HSTS);
      String body = answer.split("\r\n\r\n", 2)[1];
      assertThat(headers).containsEntry("content-length", List.of(String.valueOf(body.length())));
      assertThat(JsonMapper.shared().readTree(body).path("message").asString())
          .contains("use https");
    }
  }
}
