package dev.redoubt.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends secrets in every part of a request, and checks that none of them is logged at the most
/// detailed level.
@Isolated("it hears what all servers of this Java log")
class LoggingSetupTest {

  /// Each secret has this in it.
  private static final String SECRET = "s3cr3t-mArk";

  private static final String TOKEN =
      "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzM2NyM3QtbUFyayJ9.c2VjcmV0c2VjcmV0";

  @TempDir private Path folder = Path.of("");

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder).introduce("ada", Persona.DATA_SCIENTIST, "default");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    context.reset();
    LogManager.getLogManager().readConfiguration();
    new ch.qos.logback.classic.util.ContextInitializer(context).autoConfig();
  }

  private void log(LoggingSetup.Form form) {
    LoggingSetup.start(context, form, Level.TRACE, log);
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.TRACE);
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.ALL);
  }

  @ParameterizedTest
  @EnumSource(LoggingSetup.Form.class)
  void logContainsNoSecretFromRequest(LoggingSetup.Form form) throws Exception {
    log(form);
    for (String each : requests()) {
      send(each);
    }
    String text = log.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("request").doesNotContainIgnoringCase(SECRET);
    assertThat(text).doesNotContain(TOKEN).doesNotContain("c2VjcmV0");
    assertThat(java.util.logging.Logger.getLogger("").getHandlers())
        .allMatch(org.slf4j.bridge.SLF4JBridgeHandler.class::isInstance);
  }

  private static List<String> requests() {
    String search = "/api/2.0/mlflow/experiments/search";
    List<String> all = new ArrayList<>();
    all.add(get("/health?token=" + SECRET, ""));
    all.add(get("/" + SECRET + "/x", ""));
    all.add(get("/api/2.0/mlflow/runs/get?run_id=" + SECRET, "Authorization: Bearer ada\r\n"));
    all.add(get("/models/" + SECRET, "Authorization: Bearer " + SECRET + "\r\n"));
    all.add(get("/models/x", "Authorization: Bearer " + TOKEN + "\r\n"));
    all.add(get("/models/x", "Authorization: Basic " + SECRET + "\r\n"));
    all.add(get("/models/x", "Cookie: redoubt=" + SECRET + "\r\n"));
    all.add(get("/models/x", "Cookie: redoubt=\"" + SECRET + "\u0001;=;\r\n"));
    all.add(
        get("/models/x", "X-Api-Key: " + SECRET + "\r\nReferer: http://a/?k=" + SECRET + "\r\n"));
    all.add(get("/models/x", "Origin: http://" + SECRET + "\r\n"));
    all.add(get("/models/x", "traceparent: 00-" + SECRET + "\r\nUser-Agent: " + SECRET + "\r\n"));
    all.add(get("/health?<" + SECRET + ">", ""));
    all.add(get("/health/%zz" + SECRET, ""));
    all.add(
        get("/api/2.0/mlflow-artifacts/artifacts/../" + SECRET, "Authorization: Bearer ada\r\n"));
    all.add("GET /health HTTP/1.1\r\nHost: " + SECRET + "\r\nConnection: close\r\n\r\n");
    all.add("GET /health HTTP/1.1\r\nHost: localhost\r\nBad Header " + SECRET + "\r\n\r\n");
    all.add("GET /health HTTP/1.1\r\nHost: localhost\r\nX\u0001" + SECRET + ": y\r\n\r\n");
    all.add("SECRET" + SECRET + " /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    all.add("GET /health " + SECRET + "\r\nHost: localhost\r\n\r\n");
    all.add(SECRET + "\r\n\r\n");
    all.add(post(search, "{\"filter\": \"" + SECRET));
    all.add(post(search, "{\"filter\": \"name = " + SECRET + "\"}"));
    all.add(post(search, "{\"max_results\": \"" + SECRET + "\"}"));
    all.add(post(search, SECRET));
    all.add(post("/api/2.0/mlflow/experiments/create", "{\"name\": \"\\u0000" + SECRET + "\"}"));
    all.add(
        post("/api/2.0/mlflow/runs/set-tag", "{\"run_id\": \"" + SECRET + "\", \"key\": \"k\"}"));
    all.add(post("/api/2.0/mlflow/registered-models/create", "{\"name\": \"" + SECRET + "\"}"));
    all.add(form("/sign-in", "token=" + SECRET));
    all.add(form("/sign-in", "token=%zz" + SECRET + "&token=" + TOKEN));
    all.add(put("/api/2.0/mlflow-artifacts/artifacts/1/" + SECRET, SECRET));
    all.add(put("/api/redoubt/uploads/" + SECRET + "/parts/1?signature=" + SECRET, SECRET));
    all.add(put("/api/redoubt/uploads/u/parts/1?expires=9&signature=" + SECRET, SECRET));
    all.add(post("/api/redoubt/security-events", SECRET));
    all.add(post("/api/redoubt/security-events", TOKEN));
    return all;
  }

  @Test
  void logsRequestsAsOneJsonLineWithRouteAndTrace() throws Exception {
    log(LoggingSetup.Form.JSON);
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    send(
        get(
            "/api/2.0/mlflow/runs/get?run_id=x",
            "Authorization: Bearer ada\r\ntraceparent: 00-" + trace + "-00f067aa0ba902b7-01\r\n"));
    send(get("/ledger/tile/0/%0d%0a%7B%22level%22%3A%22forged%22%7D", ""));
    List<JsonNode> lines = new ArrayList<>();
    log.toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(each -> lines.add(JsonMapper.shared().readTree(each)));
    JsonNode line =
        lines.stream()
            .filter(each -> each.path("trace_id").asString("").equals(trace))
            .findFirst()
            .orElseThrow();
    assertThat(line.path("method").asString()).isEqualTo("GET");
    assertThat(line.path("route").asString()).isEqualTo("/api/2.0/mlflow/runs/get");
    assertThat(line.path("status").asInt()).isEqualTo(404);
    assertThat(line.path("principal").asString()).isEqualTo("test#ada");
    assertThat(line.path("level").asString()).isEqualTo("INFO");
    assertThat(line.path("duration_ms").isNumber()).isTrue();
    assertThat(lines).allMatch(each -> !each.path("level").asString().equals("forged"));
  }

  @ParameterizedTest
  @EnumSource(LoggingSetup.Form.class)
  void inputCannotInjectLogLines(LoggingSetup.Form form) {
    LoggingSetup.start(context, form, Level.TRACE, log);
    String evil = "a\r\nforged\u2028forged\u0085forged\u001b[2J\u202eforged";
    LoggerFactory.getLogger("dev.redoubt.test")
        .atWarn()
        .addKeyValue("principal", evil)
        .setCause(new IOException(evil, new IllegalArgumentException(evil)))
        .log("said {}", evil);
    String text = log.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("forged");
    assertThat(text.split("\\R")).noneMatch(each -> each.startsWith("forged"));
    assertThat(text).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("\r");
  }

  @Test
  void omitsForeignExceptionMessagesButKeepsFileErrors() {
    LoggingSetup.start(context, LoggingSetup.Form.PLAIN, Level.INFO, log);
    LoggerFactory.getLogger("dev.redoubt.test")
        .error("broken", new IOException("No space left", new NumberFormatException("xyzzy")));
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("No space left", "NumberFormatException", "LoggingSetupTest")
        .doesNotContain("xyzzy");
  }

  private static String get(String path, String headers) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + headers
        + "\r\n";
  }

  private static String post(String path, String body) {
    return with("POST", path, "application/json", body);
  }

  private static String put(String path, String body) {
    return with("PUT", path, "application/octet-stream", body);
  }

  private static String form(String path, String body) {
    return with("POST", path, "application/x-www-form-urlencoded", body);
  }

  private static String with(String method, String path, String type, String body) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ada\r\nContent-Type: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(method, path, type, body.length(), body);
  }

  private void send(String request) throws IOException {
    try (Socket socket = new Socket(server.address().getHost(), server.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isNotNull();
    }
  }
}
