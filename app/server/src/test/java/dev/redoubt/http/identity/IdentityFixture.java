package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.EmptyDatabase;
import dev.redoubt.server.ServerSettings;
import dev.redoubt.testing.WaitUntil;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running server with users of Entra ID, GitHub Actions jobs and cluster services, all of the
/// project `credit`, and a transmitter of security events.
final class IdentityFixture implements AutoCloseable {

  static final String SCIENTIST = "a11ce000-0000-4000-8000-000000000001";
  static final String REVIEWER = "b0b00000-0000-4000-8000-000000000002";
  static final String ENGINEER = "e419e000-0000-4000-8000-000000000003";
  static final String ADMINISTRATOR = "ad419000-0000-4000-8000-000000000004";

  private static final String MLFLOW = "/api/2.0/mlflow/";

  final FakeIssuer entra = FakeIssuer.named(CloudTokenClaims.ENTRA);
  final FakeIssuer events = FakeIssuer.start();
  private final FakeIssuer github = FakeIssuer.named(CloudTokenClaims.GITHUB);
  private final FakeIssuer cluster = FakeIssuer.named(CloudTokenClaims.AKS);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final EmbeddedServer server;

  IdentityFixture(Path folder) throws IOException {
    this.folder = folder;
    String yaml =
        """
        issuers:
          - preset: entra-id
            tenant: %s
            audience: %s
            jwks: %s
            mappings:
              - {when: {roles: {contains: Registry.DataScientist}}, personas: data-scientist, projects: credit}
              - {when: {roles: {contains: Registry.Reviewer}}, personas: model-reviewer, projects: credit}
              - {when: {roles: {contains: Registry.Engineer}}, personas: mlops-engineer, projects: credit}
              - {when: {roles: {contains: Registry.Administrator}}, personas: administrator}
          - preset: github-actions
            audience: %s
            jwks: %s
            mappings:
              - {when: {sub: "repo:contoso/credit:ref:refs/heads/main"}, personas: pipeline, projects: credit}
          - preset: kubernetes
            issuer: %s
            audience: %s
            jwks: %s
            mappings:
              - {when: {sub: "system:serviceaccount:serving:scorer"}, personas: inference-service, projects: credit}
        transmitters:
          - issuer: %s
            audience: https://registry.contoso.example/events
            algorithms: RS256
            about: %s
        """
            .formatted(
                CloudTokenClaims.TENANT,
                CloudTokenClaims.AUDIENCE,
                entra.keySet(),
                CloudTokenClaims.AUDIENCE,
                github.keySet(),
                CloudTokenClaims.AKS,
                CloudTokenClaims.AUDIENCE,
                cluster.keySet(),
                events.name(),
                CloudTokenClaims.ENTRA);
    EmptyDatabase.in(folder);
    server =
        EmbeddedServer.start(
            ServerSettings.local(folder, 0), AuthenticationFixture.trust(yaml, folder));
  }

  URI address() {
    return server.address();
  }

  /// Those of this folder, marked `demo`.
  LocalIssuer local() throws IOException {
    return LocalIssuer.open(folder.resolve("issuer.jwk"));
  }

  /// Claims of somebody who has signed in just now.
  ///
  /// @param contexts that they have signed in with
  static Map<String, Object> person(String oid, String role, String... contexts) {
    String name = role.substring(role.indexOf('.') + 1);
    Map<String, Object> claims = CloudTokenClaims.entraUser(Instant.now(), oid, name, role);
    if (contexts.length > 0) {
      claims.put("acrs", List.of(contexts));
    }
    return claims;
  }

  String scientist() {
    return entra.token(person(SCIENTIST, "Registry.DataScientist"));
  }

  String reviewer(String... contexts) {
    return entra.token(person(REVIEWER, "Registry.Reviewer", contexts));
  }

  String engineer(String... contexts) {
    return entra.token(person(ENGINEER, "Registry.Engineer", contexts));
  }

  String administrator() {
    return entra.token(person(ADMINISTRATOR, "Registry.Administrator"));
  }

  String pipeline() {
    return github.token(
        CloudTokenClaims.gitHubJob(Instant.now(), "contoso/credit", "ref:refs/heads/main"));
  }

  String service() {
    return cluster.token(
        CloudTokenClaims.serviceAccount(Instant.now(), CloudTokenClaims.AKS, "serving", "scorer"));
  }

  /// An answer.
  record Reply(int status, HttpResponse<byte[]> response) {

    String text() {
      return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(response.body());
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /// The answer, which has to have a status.
    Reply is(int expected) {
      assertThat(status).as(text()).isEqualTo(expected);
      return this;
    }
  }

  /// Sends anything.
  ///
  /// @param tokens one, none, or more than there should be
  Reply send(String method, String path, String body, String... tokens) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (String token : tokens) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  Reply get(String token, String path) {
    return send("GET", path, "", token);
  }

  /// Sends JSON, in which `'` stands for a quote.
  Reply post(String token, String path, String json) {
    return send("POST", path, json.replace('\'', '"'), token);
  }

  Reply mlflow(String token, String path, String json) {
    return post(token, MLFLOW + path, json);
  }

  /// A version that the scientist has registered, once it is scanned and signed.
  ///
  /// @return the path of the version below `api/redoubt/`
  String register(String model) throws Exception {
    String scientist = scientist();
    String experiment =
        mlflow(scientist, "experiments/create", "{'name':'" + model + "'}")
            .is(200)
            .json()
            .path("experiment_id")
            .asString();
    String run =
        mlflow(scientist, "runs/create", "{'experiment_id':'" + experiment + "'}")
            .is(200)
            .json()
            .at("/run/info/run_id")
            .asString();
    send(
            "PUT",
            "/api/2.0/mlflow-artifacts/artifacts/"
                + experiment
                + "/"
                + run
                + "/artifacts/model/MLmodel",
            "flavors: {}",
            scientist)
        .is(200);
    mlflow(scientist, "registered-models/create", "{'name':'" + model + "'}").is(200);
    version(model, run);
    return "/api/redoubt/models/" + model + "/versions/1";
  }

  private void version(String model, String run) throws Exception {
    String json =
        "{'name':'%s','source':'runs:/%s/model','run_id':'%s'}".formatted(model, run, run);
    mlflow(scientist(), "model-versions/create", json).is(200);
    String get = MLFLOW + "model-versions/get?name=" + model + "&version=1";
    WaitUntil.value(
        "a version that is ready",
        () -> get(scientist(), get).is(200).json().at("/model_version/status").asString(),
        "READY"::equals);
  }

  /// A statement that tests passed, about the files of a version.
  String passed(String version) {
    String digest = get(scientist(), version).is(200).json().path("digest").asString();
    return """
    {"_type": "https://in-toto.io/Statement/v1",
     "subject": [{"name": "model", "digest": {"sha256": "%s"}}],
     "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
     "predicate": {"result": "PASSED", "configuration": []}}
    """
        .formatted(digest.replace("sha256:", ""));
  }

  /// A security event token.
  ///
  /// @param type of CAEP or RISC, without the beginning
  Map<String, Object> event(String type, String oid, Map<String, Object> more) {
    Map<String, Object> event = new java.util.LinkedHashMap<>(more);
    event.putIfAbsent("event_timestamp", Instant.now().getEpochSecond());
    Map<String, Object> claims = new java.util.LinkedHashMap<>();
    claims.put("iss", events.name());
    claims.put("jti", "24c63fb56e5a2d77a6b512616ca9fa24");
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("aud", "https://registry.contoso.example/events");
    claims.put("sub_id", Map.of("format", "iss_sub", "iss", CloudTokenClaims.ENTRA, "sub", oid));
    claims.put("events", Map.of("https://schemas.openid.net/secevent/" + type, event));
    return claims;
  }

  /// Signs it as the transmitter does.
  String signed(Map<String, Object> event) {
    return events
        .key()
        .sign(Map.of("typ", "secevent+jwt", "alg", "RS256", "kid", events.key().id()), event);
  }

  Reply deliver(String event) {
    return send("POST", "/api/redoubt/security-events", event);
  }

  @Override
  public void close() {
    client.close();
    server.close();
    cluster.close();
    github.close();
    events.close();
    entra.close();
  }
}
