package dev.redoubt.http.route;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.Persona;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.limits.RateLimit;
import dev.redoubt.server.LocalServer;
import dev.redoubt.server.TestServer;
import dev.redoubt.server.TestServer.Reply;
import dev.redoubt.server.operation.ServerOperation;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the error codes and status codes that clients rely on.
final class ErrorCodesTest {

  private static final String API = "/api/2.0/mlflow/";
  private static final String SEARCH = API + "experiments/search";

  @TempDir private Path folder;

  private final List<String> lines = new ArrayList<>();

  @Test
  void errorCodesOfStoresMatchGoldenFile() throws IOException {
    for (ErrorCode each : ErrorCode.values()) {
      ErrorResponse failure = ErrorResponse.of(new RequestRefusedException(each, "a reason"));
      lines.add(failure.code() + " " + failure.status());
    }
    GoldenFile.check("error-codes-of-stores.txt", lines);
  }

  @Test
  void errorCodesOfRequestsMatchGoldenFile() throws IOException {
    ServerOperation operation =
        new ServerOperation(
            LimitSettings.DEFAULT.with(new LimitSettings.Bodies(1_000, 100, 2_000)));
    try (TestServer server =
        TestServer.start(Files.createDirectory(folder.resolve("test")), operation)) {
      server.introduce("ada", Persona.DATA_SCIENTIST, "default");
      add("no token", server.post("", SEARCH, "{}"));
      add("invalid token", server.post("eve", SEARCH, "{}"));
      add("unknown path", server.get("ada", "/nothing/here"));
      add("method not allowed", server.send("ada", "DELETE", "/version", ""));
      add(
          "denied by access rules",
          server.post("ada", "/api/redoubt/revocations", "{\"who\":\"a#b\"}"));
      add("missing parameter", server.post("ada", API + "experiments/create", "{}"));
      add("malformed JSON body", server.post("ada", SEARCH, "{"));
      add("missing resource", server.get("ada", API + "experiments/get?experiment_id=99"));
      server.post("ada", API + "experiments/create", "{\"name\":\"e\"}");
      add("existing resource", server.post("ada", API + "experiments/create", "{\"name\":\"e\"}"));
      add("unsupported endpoint", server.get("ada", "/api/3.0/mlflow/scorers/list"));
      String run =
          server
              .post("ada", API + "runs/create", "{\"experiment_id\":\"0\"}")
              .json()
              .at("/run/info/run_id")
              .asString();
      String file = "/api/2.0/mlflow-artifacts/presigned/0/" + run + "/artifacts/f";
      add("presigned URL", server.get("ada", file));
      add("body too large", server.post("ada", SEARCH, " ".repeat(1_001)));
    }
    ServerOperation slow =
        new ServerOperation(
            LimitSettings.DEFAULT.with(new RateLimit(1, 1), new RateLimit(1_000, 1_000)));
    try (TestServer server =
        TestServer.start(Files.createDirectory(folder.resolve("slow")), slow)) {
      server.introduce("ada", Persona.DATA_SCIENTIST, "default");
      server.post("ada", SEARCH, "{}");
      add("too many requests", server.post("ada", SEARCH, "{}"));
    }
    try (TestServer server = TestServer.start(Files.createDirectory(folder.resolve("broken")))) {
      server.introduce("ada", Persona.DATA_SCIENTIST, "default");
      server.stores().database().close();
      add("internal error", server.post("ada", SEARCH, "{}"));
    }
    try (LocalServer server = new LocalServer(folder.resolve("local"))) {
      add("unknown Host header", server.raw("GET /version HTTP/1.1", "Host: evil"));
      add("malformed HTTP/1.1 request", server.raw("GET /ver|sion HTTP/1.1", "Host: localhost"));
      add(
          "unsupported transfer encoding",
          server.raw("POST /sign-in HTTP/1.1", "Host: localhost", "Transfer-Encoding: foo"));
      add("unsupported HTTP version", server.raw("GET /version HTTP/3.0", "Host: localhost"));
    }
    GoldenFile.check("error-codes-of-requests.txt", lines);
  }

  private void add(String what, Reply reply) {
    add(what, reply.status(), reply.json());
  }

  private void add(String what, String raw) {
    String body = raw.substring(raw.indexOf('{'), raw.lastIndexOf('}') + 1);
    add(what, Integer.parseInt(raw.split(" ", 3)[1]), JsonMapper.shared().readTree(body));
  }

  private void add(String what, int status, JsonNode body) {
    String keys = String.join(", ", body.propertyNames());
    lines.add("%s: %d %s {%s}".formatted(what, status, body.path("error_code").asString(), keys));
  }
}
