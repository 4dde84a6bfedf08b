package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.server.LocalServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests identity, access explanation and revocation over HTTP, with one server for all tests.
class IdentityRoutesTest {

  private static final String EXPLAIN = "/api/redoubt/access/explain";

  @TempDir private static Path folder = Path.of("");

  private static LocalServer server;
  private static String alice;
  private static String root;

  @BeforeAll
  static void start() throws IOException {
    server = new LocalServer(folder.resolve("data"));
    alice = server.token("alice", Persona.DATA_SCIENTIST, "credit", "fraud");
    root = server.token("root", Persona.ADMINISTRATOR);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(HttpResponse<String> reply) {
    return JsonMapper.shared().readTree(reply.body());
  }

  @Test
  void returnsOwnIdentity() {
    JsonNode identity = server.done(alice, "GET", "/api/redoubt/identity", "");
    assertThat(identity.path("id").asString()).matches("urn:redoubt:local:.*#alice");
    assertThat(identity.path("name").asString()).isEqualTo("alice");
    assertThat(identity.path("kind").asString())
        .isEqualTo(Principal.Kind.USER.name().toLowerCase(java.util.Locale.ROOT));
    assertThat(identity.path("demo").asBoolean()).isTrue();
    assertThat(identity.path("personas").toString()).isEqualTo("[\"data-scientist\"]");
    assertThat(identity.path("projects").toString()).isEqualTo("[\"credit\",\"fraud\"]");
  }

  @Test
  void explainsOwnAccess() {
    JsonNode allowed =
        server.done(alice, "GET", EXPLAIN + "?action=record&what=experiment:credit", "");
    assertThat(allowed.path("decision").asString()).isEqualTo("allowed");
    JsonNode denied =
        server.done(alice, "GET", EXPLAIN + "?action=release&what=model:credit/production", "");
    assertThat(denied.path("decision").asString()).isEqualTo("denied");
    assertThat(denied.toString()).contains("no-deployment-by-data-scientists");
    HttpResponse<String> nothing =
        server.call(alice, "GET", EXPLAIN + "?action=fly&what=model", "");
    assertThat(nothing.statusCode()).isEqualTo(400);
  }

  private static String other(String more) {
    return EXPLAIN + "-other?action=release&what=model:credit/production&who=" + more;
  }

  @Test
  void onlyAdministratorExplainsAccessOfOthers() {
    String engineer = "mlops-engineer@credit";
    assertThat(server.call(alice, "GET", other(engineer), "").statusCode()).isEqualTo(403);
    assertThat(server.done(root, "GET", other(engineer), "").path("decision").asString())
        .isEqualTo("stepUp");
    assertThat(
            server.done(root, "GET", other(engineer + "&acrs=c1"), "").path("decision").asString())
        .isEqualTo("allowed");
    assertThat(
            server
                .done(root, "GET", other(engineer + "&acrs=c1&demo=true"), "")
                .path("decision")
                .asString())
        .isEqualTo("denied");
    // A workload is asked for no second sign-in.
    assertThat(
            server
                .done(root, "GET", other(engineer + "&workload=true"), "")
                .path("decision")
                .asString())
        .isEqualTo("allowed");
    assertThat(server.call(root, "GET", other("nobody"), "").statusCode()).isEqualTo(400);
  }

  @Test
  void explanationConsidersDeviceAndNetwork() {
    String restricted =
        EXPLAIN
            + "-other?action=readRunArtifact&what=experiment:credit/development/restricted"
            + "&who=data-scientist@credit";
    assertThat(server.done(root, "GET", restricted, "").path("decision").asString())
        .isEqualTo("denied");
    assertThat(
            server
                .done(root, "GET", restricted + "&compliant_device=true&network=office", "")
                .path("decision")
                .asString())
        .isEqualTo("allowed");
  }

  private static HttpResponse<String> revoke(String token, String json) {
    return server.call(token, "POST", "/api/redoubt/revocations", json);
  }

  @Test
  void onlyAdministratorMayRevokeTokens() {
    String mallory = server.token("mallory", Persona.AUDITOR);
    String id = server.done(mallory, "GET", "/api/redoubt/identity", "").path("id").asString();
    String json = "{'who':'" + id + "','reason':'stolen'}";
    assertThat(revoke(alice, json).statusCode()).isEqualTo(403);
    assertThat(server.call(mallory, "GET", "/api/redoubt/identity", "").statusCode())
        .isEqualTo(200);
    Instant before = Instant.now();
    HttpResponse<String> revoked = revoke(root, json);
    assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
    assertThat(json(revoked).path("who").asString()).isEqualTo(id);
    assertThat(Instant.parse(json(revoked).path("not_before").asString())).isAfter(before);
    assertThat(server.call(mallory, "GET", "/api/redoubt/identity", "").statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"alice, 400", "#alice, 400", "x#, 400", "'x# ', 400", "x#y, 200", "x#y#z, 200"})
  void rejectsRevocationOfInvalidPrincipal(String who, int status) {
    assertThat(revoke(root, "{'who':'" + who + "'}").statusCode()).isEqualTo(status);
  }

  @Test
  void limitsLengthOfRevokedPrincipalId() {
    String id = "x".repeat(2046) + "#y";
    assertThat(revoke(root, "{'who':'" + id + "'}").statusCode()).isEqualTo(200);
    assertThat(revoke(root, "{'who':'x" + id + "'}").statusCode()).isEqualTo(400);
    assertThat(revoke(root, "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void explainsRejectedEventAsInRfc8935() {
    HttpResponse<String> reply =
        server.send(
            HttpRequest.newBuilder().POST(BodyPublishers.ofString("nonsense")),
            "/api/redoubt/security-events",
            "Content-Type",
            "application/secevent+jwt");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(json(reply).path("err").asString()).isEqualTo("invalid_request");
    assertThat(json(reply).path("description").asString()).contains("not a security event token");
  }
}
