package dev.redoubt.server.operation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer;
import dev.redoubt.testing.GoldenFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the log field names that log processing relies on.
class RequestLogFieldsTest {

  @TempDir private Path folder = Path.of("");

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @AfterEach
  void logAsBefore() throws Exception {
    context.reset();
    LogManager.getLogManager().readConfiguration();
    new ContextInitializer(context).autoConfig();
  }

  @Test
  void areTheSame() throws IOException {
    try (TestServer server = TestServer.start(folder)) {
      server.introduce("ada", Persona.DATA_SCIENTIST, "default");
      LoggingSetup.start(context, LoggingSetup.Form.JSON, Level.DEBUG, log);
      String search = "/api/2.0/mlflow/experiments/search";
      server.post("ada", search, "{}");
      server.post("", search, "{}");
      server.post("ada", "/api/redoubt/revocations", "{\"who\":\"a#b\"}");
      server.get("ada", "/nothing/here");
    }
    LoggerFactory.getLogger("broken").error("broken", new IOException("No space left"));
    List<String> lines = new ArrayList<>();
    for (String line : log.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode json = JsonMapper.shared().readTree(line);
      String message = json.path("message").asString();
      if (message.equals("request") || message.equals("broken")) {
        json.properties()
            .forEach(
                each -> lines.add(message + " " + each.getKey() + " " + type(each.getValue())));
        if (json.has("outcome")) {
          lines.add("outcome: " + json.path("outcome").asString());
        }
      }
    }
    GoldenFile.check("log-fields.txt", lines);
  }

  private static String type(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
