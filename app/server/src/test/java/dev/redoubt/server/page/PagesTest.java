package dev.redoubt.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.access.Persona;
import dev.redoubt.registry.access.Principal;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.Settings;
import dev.redoubt.server.identity.LocalIssuer;
import dev.redoubt.server.identity.TrustConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Pages as a browser asks for them: with a cookie, and without a header.
class PagesTest {

  private static final String EVIL = "<script>alert(1)</script>";

  @TempDir private Path folder;
  @AutoClose private EmbeddedServer server;
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();
  private LocalIssuer issuer;

  @BeforeEach
  void start() throws IOException {
    server = EmbeddedServer.start(Settings.local(folder, 0), TrustConfiguration.NONE);
    issuer = LocalIssuer.open(folder.resolve("issuer.jwk"));
  }

  private String token(String as, Persona persona) {
    return issuer.issue(
        as,
        Principal.Kind.USER,
        Set.of(persona),
        Set.of("default"),
        Instant.now(),
        Duration.ofHours(1));
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers)
      throws Exception {
    HttpRequest.Builder to = request.uri(URI.create(server.address() + path));
    if (headers.length > 0) {
      to.headers(headers);
    }
    return client.send(to.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(), path, headers);
  }

  private HttpResponse<String> form(String path, String body, String... headers) throws Exception {
    return send(
        HttpRequest.newBuilder()
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/x-www-form-urlencoded"),
        path,
        headers);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The cookie that a browser sends back.
  private String cookie(String as, Persona persona) throws Exception {
    HttpResponse<String> entered =
        form("/sign-in", "token=" + encoded(token(as, persona)) + "&next=%2F");
    assertThat(entered.statusCode()).isEqualTo(303);
    String set = entered.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).contains("HttpOnly", "SameSite=Strict", "Path=/");
    return set.substring(0, set.indexOf(';'));
  }

  private String api(String method, String path, String json, Persona persona) throws Exception {
    HttpResponse<String> reply =
        send(
            HttpRequest.newBuilder().method(method, BodyPublishers.ofString(json)),
            path,
            "Authorization",
            "Bearer " + token("alice", persona));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return reply.body();
  }

  /// A version of Alice's, with a name and a description that want to be more than text.
  private void register() throws Exception {
    String created =
        api(
            "POST",
            "/api/2.0/mlflow/runs/create",
            "{\"experiment_id\":\"0\"}",
            Persona.DATA_SCIENTIST);
    String run = JsonMapper.shared().readTree(created).at("/run/info/run_id").asString();
    api(
        "PUT",
        "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/MLmodel",
        "flavors: {}",
        Persona.DATA_SCIENTIST);
    api(
        "POST",
        "/api/2.0/mlflow/registered-models/create",
        "{\"name\":\"credit <b>\",\"description\":\"" + EVIL + "\"}",
        Persona.DATA_SCIENTIST);
    api(
        "POST",
        "/api/2.0/mlflow/model-versions/create",
        "{\"name\":\"credit <b>\",\"source\":\"runs:/" + run + "/model\"}",
        Persona.DATA_SCIENTIST);
  }

  @Test
  void asksWhoIsNotKnown_toSignIn() throws Exception {
    HttpResponse<String> sent = get("/models/x", "Accept", "text/html");
    assertThat(sent.statusCode()).isEqualTo(303);
    String address = sent.headers().firstValue("Location").orElseThrow();
    assertThat(address).isEqualTo("/sign-in?next=%2Fmodels%2Fx");
    assertThat(get(address).body())
        .contains("Sign in", "name=\"token\"", "/models/x")
        .doesNotContain("Sign out");
  }

  @Test
  void showsModelsVersionsEvidenceGateAndLog() throws Exception {
    register();
    String rita = cookie("rita", Persona.MODEL_REVIEWER);
    HttpResponse<String> models = get("/", "Cookie", rita);
    assertThat(models.body()).contains("credit &lt;b&gt;", "rita").doesNotContain("credit <b>");
    assertThat(models.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'")
        .doesNotContain("unsafe");
    HttpResponse<String> model = get("/models/credit%20%3Cb%3E", "Cookie", rita);
    assertThat(model.body()).contains("&lt;script&gt;").doesNotContain(EVIL);
    HttpResponse<String> version = get("/models/credit%20%3Cb%3E/versions/1", "Cookie", rita);
    assertThat(version.statusCode()).isEqualTo(200);
    assertThat(version.body())
        .contains(
            "held back",
            "registered",
            "signature by the key",
            "evidence.added",
            "version.completed",
            "a statement `https://in-toto.io/attestation/test-result/v0.1`",
            "Identities of the local issuer satisfy no gate of a production environment.")
        .doesNotContain("Approve</button>");
  }

  @Test
  void letsReviewersDecide_whereTheRulesDo() throws Exception {
    register();
    String rita = cookie("rita", Persona.MODEL_REVIEWER);
    String path = "/models/credit%20%3Cb%3E/versions/1";
    assertThat(get(path + "?environment=staging", "Cookie", rita).body())
        .contains("Approve</button>");
    HttpResponse<String> rejected =
        form(
            path + "/review",
            "environment=staging&decision=reject&words=" + encoded("too small " + EVIL),
            "Cookie",
            rita,
            "HX-Request",
            "true");
    assertThat(rejected.body())
        .contains("held back", "`rita` rejected it", "&lt;script&gt;")
        .doesNotContain(EVIL);
    HttpResponse<String> production =
        form(path + "/review", "environment=production&decision=approve&words=", "Cookie", rita);
    assertThat(production.statusCode()).isEqualTo(403);
  }

  @Test
  void takesNoFormFromAnotherSite() throws Exception {
    String rita = cookie("rita", Persona.MODEL_REVIEWER);
    for (String origin : List.of("https://evil.example", "null")) {
      assertThat(form("/sign-out", "", "Cookie", rita, "Origin", origin).statusCode())
          .as(origin)
          .isEqualTo(403);
    }
    assertThat(
            form("/sign-out", "", "Cookie", rita, "Origin", server.address().toString())
                .statusCode())
        .isEqualTo(303);
    // Otherwise browsers would say `null` for the pages of this server, too.
    assertThat(get("/", "Cookie", rita).headers().firstValue("Referrer-Policy"))
        .contains("same-origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a b", "eyJhbGciOiJub25lIn0.e30."})
  void letsNobodyIn_withoutAToken(String token) throws Exception {
    HttpResponse<String> page = form("/sign-in", "token=" + encoded(token));
    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "evil"})
  void leadsNowhereElse(String next) throws Exception {
    HttpResponse<String> entered =
        form(
            "/sign-in",
            "token=" + encoded(token("rita", Persona.AUDITOR)) + "&next=" + encoded(next));
    assertThat(entered.headers().firstValue("Location")).contains("/");
  }

  @Test
  void showsNothingOfOtherProjects() throws Exception {
    register();
    String mallory =
        "redoubt="
            + issuer.issue(
                "mallory",
                Principal.Kind.USER,
                Set.of(Persona.DATA_SCIENTIST),
                Set.of("other"),
                Instant.now(),
                Duration.ofHours(1));
    assertThat(get("/", "Cookie", mallory).body()).doesNotContain("credit");
    assertThat(get("/models/credit%20%3Cb%3E/versions/1", "Cookie", mallory).statusCode())
        .isEqualTo(404);
  }
}
