package dev.redoubt.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.server.LocalServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the pages as a browser requests them: with a cookie, without an `Authorization` header.
class WebInterfaceTest {

  private static final String EVIL = "<script>alert(1)</script>";

  @TempDir private Path folder;
  @AutoClose private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    server = new LocalServer(folder);
  }

  private HttpResponse<String> get(String path, String... headers) {
    return server.send(HttpRequest.newBuilder(), path, headers);
  }

  /// As a page of this server sends it.
  private HttpResponse<String> form(String path, String body, String... headers) {
    return sent(path, body, more("Sec-Fetch-Site", "same-origin", headers));
  }

  private static String[] more(String name, String value, String... headers) {
    return Stream.concat(Stream.of(name, value), Stream.of(headers)).toArray(String[]::new);
  }

  private HttpResponse<String> sent(String path, String body, String... headers) {
    return server.send(
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
  private String cookie(String as, Persona persona) {
    HttpResponse<String> entered =
        form("/sign-in", "token=" + encoded(server.token(as, persona)) + "&next=%2F");
    assertThat(entered.statusCode()).isEqualTo(303);
    String set = entered.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).contains("HttpOnly", "SameSite=Strict", "Path=/");
    return set.substring(0, set.indexOf(';'));
  }

  /// A version of Alice's, with a name and a description that want to be more than text.
  private void register() {
    String alice = server.token("alice", Persona.DATA_SCIENTIST);
    String api = "/api/2.0/mlflow/";
    String run =
        server
            .done(alice, "POST", api + "runs/create", "{'experiment_id':'0'}")
            .at("/run/info/run_id")
            .asString();
    String files = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/MLmodel";
    server.done(alice, "PUT", files, "flavors: {}");
    server.done(
        alice,
        "POST",
        api + "registered-models/create",
        "{'name':'credit <b>','description':'" + EVIL + "'}");
    server.done(
        alice,
        "POST",
        api + "model-versions/create",
        "{'name':'credit <b>','source':'runs:/" + run + "/model'}");
  }

  @Test
  void anonymousUserIsRedirectedToSignIn() {
    HttpResponse<String> sent = get("/models/x", "Accept", "text/html");
    assertThat(sent.statusCode()).isEqualTo(303);
    String address = sent.headers().firstValue("Location").orElseThrow();
    assertThat(address).isEqualTo("/sign-in?next=%2Fmodels%2Fx");
    assertThat(get(address).body())
        .contains("Sign in", "name=\"token\"", "/models/x")
        .doesNotContain("Sign out");
  }

  @Test
  void pagesShowModelsVersionsEvidenceGateAndEvents() {
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
            ">blocked<",
            "registered",
            "signed with the key",
            "evidence.added",
            "version.completed",
            "a statement `https://in-toto.io/attestation/test-result/v0.1`",
            "A demo identity of the local issuer may not add evidence, approve or release for"
                + " production.")
        .doesNotContain("Approve</button>");
  }

  @Test
  void reviewerApprovesWhereRulesAllow() {
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
        .contains(">blocked<", "rejected by `rita`", "&lt;script&gt;")
        .doesNotContain(EVIL);
    HttpResponse<String> production =
        form(path + "/review", "environment=production&decision=approve&words=", "Cookie", rita);
    assertThat(production.statusCode()).isEqualTo(403);
  }

  /// What a browser says, with `OWN` for the address of the server.
  static List<String> foreign() {
    return List.of(
        "",
        "Sec-Fetch-Site=cross-site",
        "Sec-Fetch-Site=same-site",
        "Sec-Fetch-Site=cross-site Sec-Fetch-Mode=navigate Sec-Fetch-Dest=document",
        "Sec-Fetch-Site=cross-site Origin=OWN",
        "Sec-Fetch-Site=nonsense",
        "Sec-Fetch-Site=same-origin Sec-Fetch-Site=same-origin",
        "Sec-Fetch-Site=same-origin Origin=https://evil.example",
        "Sec-Fetch-Site=same-origin Origin=null",
        "Origin=https://evil.example",
        "Origin=null",
        "Origin=OWN Origin=https://evil.example",
        "Origin=http://localhost:1",
        "Origin=http://evil.example@127.0.0.1");
  }

  static List<String> own() {
    return List.of(
        "Sec-Fetch-Site=same-origin",
        "Sec-Fetch-Site=none",
        "Sec-Fetch-Site=same-origin Origin=OWN",
        "Origin=OWN");
  }

  private String[] headers(String said, String cookie) {
    Stream<String> browser =
        Stream.of(said.split(" "))
            .filter(each -> !each.isEmpty())
            .flatMap(each -> Stream.of(each.split("=", 2)))
            .map(each -> each.replace("OWN", server.address().toString()));
    return Stream.concat(Stream.of("Cookie", cookie), browser).toArray(String[]::new);
  }

  private static final String REVIEW = "environment=staging&decision=reject&words=no";

  @ParameterizedTest
  @MethodSource("foreign")
  void rejectsCookieRequestFromForeignOrigin(String said) {
    register();
    String rita = cookie("rita", Persona.MODEL_REVIEWER);
    String path = "/models/credit%20%3Cb%3E/versions/1";
    assertThat(sent(path + "/review", REVIEW, headers(said, rita)).statusCode()).isEqualTo(403);
    assertThat(get(path, "Cookie", rita).body()).doesNotContain("rejected by `rita`");
    // A token in a header is there because its owner put it there.
    String api = "/api/redoubt/models/credit%20%3Cb%3E/versions/1/approvals";
    String[] json = headers(said, rita);
    HttpResponse<String> approved =
        server.send(
            HttpRequest.newBuilder().POST(BodyPublishers.ofString("{\"environment\":\"staging\"}")),
            api,
            more("Content-Type", "text/plain", json));
    assertThat(approved.statusCode()).isEqualTo(403);
    if (!said.contains("Origin")) {
      String token = server.token("rita", Persona.MODEL_REVIEWER);
      assertThat(
              sent(path + "/review", REVIEW, more("Authorization", "Bearer " + token, json))
                  .statusCode())
          .isEqualTo(303);
    }
  }

  @ParameterizedTest
  @MethodSource("own")
  void acceptsCookieRequestFromOwnPages(String said) {
    register();
    String rita = cookie("rita", Persona.MODEL_REVIEWER);
    String path = "/models/credit%20%3Cb%3E/versions/1";
    assertThat(sent(path + "/review", REVIEW, headers(said, rita)).statusCode()).isEqualTo(303);
    assertThat(sent("/sign-out", "", headers(said, rita)).statusCode()).isEqualTo(303);
  }

  /// Otherwise somebody's work would go to the account of whoever signed them in.
  @ParameterizedTest
  @MethodSource("foreign")
  void foreignPageCannotSignInOrOut(String said) {
    String mallory = "token=" + encoded(server.token("mallory", Persona.DATA_SCIENTIST));
    for (String path : List.of("/sign-in", "/sign-out")) {
      HttpResponse<String> answer = sent(path, mallory, headers(said, "a=b"));
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  /// What is read by a cookie: the ledger says who has read a version.
  @Test
  void rejectsEmbeddedRequestsOfOtherSites() {
    String rita = cookie("rita", Persona.MODEL_REVIEWER);
    for (String shown :
        List.of(
            "",
            "Sec-Fetch-Site=none",
            "Sec-Fetch-Site=same-origin",
            "Sec-Fetch-Site=cross-site Sec-Fetch-Mode=navigate Sec-Fetch-Dest=document")) {
      assertThat(get("/", headers(shown, rita)).statusCode()).as(shown).isEqualTo(200);
    }
    for (String embedded :
        List.of(
            "Sec-Fetch-Site=cross-site Sec-Fetch-Mode=no-cors Sec-Fetch-Dest=image",
            "Sec-Fetch-Site=same-site Sec-Fetch-Mode=cors Sec-Fetch-Dest=empty",
            "Sec-Fetch-Site=cross-site Sec-Fetch-Mode=navigate Sec-Fetch-Dest=iframe",
            "Sec-Fetch-Site=cross-site Sec-Fetch-Mode=navigate",
            "Origin=null")) {
      assertThat(get("/", headers(embedded, rita)).statusCode()).as(embedded).isEqualTo(403);
    }
    // Otherwise browsers would say `null` for the pages of this server, too.
    assertThat(get("/", "Cookie", rita).headers().firstValue("Referrer-Policy"))
        .contains("same-origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a b", "eyJhbGciOiJub25lIn0.e30."})
  void rejectsInvalidTokenOnSignIn(String token) {
    HttpResponse<String> page = form("/sign-in", "token=" + encoded(token));
    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "evil",
        "/\t/evil.example",
        "/\n/evil.example"
      })
  void signInRedirectsOnlyToOwnPages(String next) {
    HttpResponse<String> entered =
        form(
            "/sign-in",
            "token=" + encoded(server.token("rita", Persona.AUDITOR)) + "&next=" + encoded(next));
    assertThat(entered.headers().firstValue("Location")).contains("/");
  }

  @Test
  void pagesHideOtherProjects() {
    register();
    String mallory = "redoubt=" + server.token("mallory", Persona.DATA_SCIENTIST, "other");
    assertThat(get("/", "Cookie", mallory).body()).doesNotContain("credit");
    assertThat(get("/models/credit%20%3Cb%3E/versions/1", "Cookie", mallory).statusCode())
        .isEqualTo(404);
  }
}
