package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import dev.redoubt.testing.WaitUntil;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the claims challenges for step-up authentication and for new tokens, as Microsoft Entra ID
/// clients understand them.
class ClaimsChallengeTest {

  private static final Pattern CHALLENGE =
      Pattern.compile(
          "Bearer (?:[a-z_]+=\"[^\"]*\", )*error=\"insufficient_claims\", claims=\"([^\"]+)\"");

  @TempDir private Path folder;
  @AutoClose private IdentityFixture work;
  private String version;

  @BeforeEach
  void open() throws Exception {
    work = new IdentityFixture(folder);
    version = work.register("credit");
  }

  private static JsonNode claims(IdentityFixture.Reply reply) {
    reply.is(401);
    String header = reply.header("WWW-Authenticate").orElseThrow();
    Matcher challenge = CHALLENGE.matcher(header);
    assertThat(challenge.matches()).as(header).isTrue();
    String encoded = challenge.group(1);
    byte[] json = Base64.getDecoder().decode(encoded);
    // Some clients decode the one alphabet, and some the other.
    assertThat(Base64.getUrlDecoder().decode(encoded)).isEqualTo(json);
    return JsonMapper.shared().readTree(json);
  }

  private IdentityFixture.Reply approve(String token) {
    return work.post(token, version + "/approvals", "{'comment':'fine'}");
  }

  @Test
  void challengesForAuthenticationContextAndAcceptsIt() {
    JsonNode claims = claims(approve(work.reviewer()));
    assertThat(claims)
        .isEqualTo(
            JsonMapper.shared()
                .readTree("{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}"));
    claims(approve(work.reviewer("c2", "p1")));
    approve(work.reviewer("c1")).is(200);
  }

  @Test
  void doesNotChallengeWhenDeniedAnyway() {
    IdentityFixture.Reply reply = approve(work.scientist()).is(403);
    assertThat(reply.header("WWW-Authenticate")).isEmpty();
    assertThat(reply.json().path("message").asString()).contains("no-approval-of-own-work");
  }

  @Test
  void challengesForNewTokenAfterRevocation() throws Exception {
    String token = work.reviewer("c1");
    work.get(token, version).is(200);
    work.deliver(
            work.signed(
                work.event("caep/event-type/session-revoked", IdentityFixture.REVIEWER, Map.of())))
        .is(202);
    JsonNode wanted = claims(work.get(token, version)).at("/access_token/nbf");
    assertThat(wanted.path("essential").asBoolean()).isTrue();
    long notBefore = Long.parseLong(wanted.path("value").asString());
    WaitUntil.until("the next second", () -> System.currentTimeMillis() >= notBefore * 1000);
    work.get(work.reviewer("c1"), version).is(200);
    work.get(token, version).is(401);
    work.get(work.engineer(), version).is(200);
  }

  @Test
  void invalidTokenGetsNoClaimsChallenge() {
    assertThat(work.send("GET", version, "").is(401).header("WWW-Authenticate")).contains("Bearer");
    assertThat(work.get("nonsense", version).is(401).header("WWW-Authenticate"))
        .contains("Bearer error=\"invalid_token\"");
  }

  @Test
  void rejectsTwoTokens() {
    String message =
        work.send("GET", version, "", work.reviewer(), work.engineer())
            .is(401)
            .json()
            .path("message")
            .asString();
    assertThat(message).contains("more than one `Authorization` header");
  }

  @Test
  void onlyAdministratorRevokesTokens() {
    String body =
        "{'who':'" + CloudTokenClaims.ENTRA + "#" + IdentityFixture.ENGINEER + "','reason':'left'}";
    String engineer = work.engineer("c1");
    work.get(engineer, version).is(200);
    work.post(work.reviewer("c1"), "/api/redoubt/revocations", body).is(403);
    work.get(engineer, version).is(200);
    work.post(work.administrator(), "/api/redoubt/revocations", body).is(200);
    claims(work.get(engineer, version));
  }

  /// The pipeline of Azure's client libraries: it knows of the registry what the answer says, asks
  /// its credential for a token with these claims, and sends the request again.
  @Test
  void azureClientsUnderstandChallenge() {
    List<@Nullable String> asked = new ArrayList<>();
    try (HttpResponse response =
        pipeline(asked).sendSync(approval(), com.azure.core.util.Context.NONE)) {
      assertThat(response.getStatusCode())
          .as(response.getBodyAsBinaryData().toString())
          .isEqualTo(200);
    }
    assertThat(asked)
        .containsExactly(
            null, "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}");
  }

  private HttpRequest approval() {
    // The policy sends tokens to addresses with `https` alone; the next one goes to the server.
    return new HttpRequest(
            HttpMethod.POST, "https://registry.contoso.example" + version + "/approvals")
        .setHeader(com.azure.core.http.HttpHeaderName.CONTENT_TYPE, "application/json")
        .setBody(BinaryData.fromString("{\"comment\":\"fine\"}"));
  }

  private HttpPipeline pipeline(List<@Nullable String> asked) {
    HttpPipelinePolicy toServer =
        new com.azure.core.http.policy.HttpPipelinePolicy() {
          @Override
          public Mono<HttpResponse> process(
              com.azure.core.http.HttpPipelineCallContext context,
              com.azure.core.http.HttpPipelineNextPolicy next) {
            redirect(context.getHttpRequest());
            return next.process();
          }

          @Override
          public HttpResponse processSync(
              com.azure.core.http.HttpPipelineCallContext context,
              com.azure.core.http.HttpPipelineNextSyncPolicy next) {
            redirect(context.getHttpRequest());
            return next.processSync();
          }
        };
    return new HttpPipelineBuilder()
        .policies(
            new BearerTokenAuthenticationPolicy(
                request -> Mono.fromSupplier(() -> token(request, asked)),
                CloudTokenClaims.AUDIENCE + "/.default"),
            toServer)
        .build();
  }

  private void redirect(HttpRequest request) {
    URI from = URI.create(request.getUrl().toString());
    request.setUrl(work.address() + from.getRawPath());
  }

  /// As Entra ID does: who is asked for a context signs in with it.
  private AccessToken token(TokenRequestContext request, List<@Nullable String> asked) {
    asked.add(request.getClaims());
    String token =
        request.getClaims() == null
            ? work.reviewer()
            : work.reviewer(
                JsonMapper.shared()
                    .readTree(request.getClaims().getBytes(StandardCharsets.UTF_8))
                    .at("/access_token/acrs/value")
                    .asString());
    return new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
  }
}
