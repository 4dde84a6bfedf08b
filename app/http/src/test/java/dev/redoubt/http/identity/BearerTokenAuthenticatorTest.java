package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.http.route.AuthenticationResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accepts valid tokens, and stops accepting them when they expire or their key is removed.
class BearerTokenAuthenticatorTest {

  @TempDir private Path folder;
  @AutoClose private final FakeIssuer issuer = FakeIssuer.start();
  @AutoClose private AuthenticationFixture authentication;

  @BeforeEach
  void open() {
    authentication = AuthenticationFixture.of(folder, yaml(issuer, "RS256"));
  }

  static String yaml(FakeIssuer issuer, String algorithms) {
    return """
    issuers:
      - issuer: %s
        audience: registry
        algorithms: [%s]
        mappings:
          - when: {team: credit}
            personas: data-scientist
            projects: credit
    """
        .formatted(issuer.name(), algorithms);
  }

  /// Claims of somebody whom the configuration knows.
  static Map<String, Object> claims(FakeIssuer issuer, AuthenticationFixture authentication) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer.name());
    claims.put("aud", "registry");
    claims.put("sub", "alice");
    claims.put("team", "credit");
    claims.put("iat", authentication.now().getEpochSecond());
    claims.put("exp", authentication.now().getEpochSecond() + 3600);
    return claims;
  }

  private Map<String, Object> claims() {
    return claims(issuer, authentication);
  }

  @Test
  void authenticatesValidToken() {
    var who = authentication.known(issuer.token(claims()));
    assertThat(who.id()).isEqualTo(issuer.name() + "#alice");
    assertThat(who.personas()).containsExactly(Persona.DATA_SCIENTIST);
    assertThat(who.projects()).containsExactly("credit");
    assertThat(who.demo()).isFalse();
    assertThat(issuer.paths()).containsExactly(FakeIssuer.DISCOVERY, "/keys");
  }

  @Test
  void authenticatesEllipticCurveToken(@TempDir Path other) {
    try (FakeIssuer curved = FakeIssuer.with(TokenKey.ec("curve"));
        AuthenticationFixture there = AuthenticationFixture.of(other, yaml(curved, "ES256"))) {
      assertThat(there.known(curved.token(claims(curved, there))).name()).isEqualTo("alice");
    }
  }

  @Test
  void acceptsAudienceInList() {
    Map<String, Object> claims = claims();
    claims.put("aud", List.of("somebody-else", "registry"));
    assertThat(authentication.of(issuer.token(claims)))
        .isInstanceOf(AuthenticationResult.Known.class);
  }

  @Test
  void allowsOneMinuteClockSkew() {
    String token = issuer.token(claims());
    authentication.pass(Duration.ofSeconds(-59));
    assertThat(authentication.of(token)).isInstanceOf(AuthenticationResult.Known.class);
    authentication.pass(Duration.ofSeconds(59 + 3600 + 59));
    assertThat(authentication.of(token)).isInstanceOf(AuthenticationResult.Known.class);
    authentication.pass(Duration.ofSeconds(1));
    assertThat(authentication.refusal(token)).contains("expired");
  }

  @Test
  void cachedTokenIsRejectedAfterExpiry() {
    Map<String, Object> claims = claims();
    claims.put("exp", authentication.now().getEpochSecond() + 30);
    String token = issuer.token(claims);
    assertThat(authentication.of(token)).isInstanceOf(AuthenticationResult.Known.class);
    authentication.pass(Duration.ofSeconds(91));
    assertThat(authentication.refusal(token)).contains("expired");
  }

  @Test
  void rejectsTokenOfRemovedKeyAfterCacheTimeout() {
    String token = issuer.token(claims());
    assertThat(authentication.of(token)).isInstanceOf(AuthenticationResult.Known.class);
    issuer.publish(TokenKey.rsa("second"));
    authentication.pass(CachedKeySet.FRESH.plus(Duration.ofMinutes(2)));
    assertThat(authentication.refusal(token))
        .contains("signing key is not in the key set of its issuer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "::2", "192.0.2.1", "nonsense", ""})
  void acceptsLocalIssuerTokensOnlyFromLoopback(String peer, @TempDir Path other) throws Exception {
    LocalIssuer local = LocalIssuer.open(other.resolve("issuer.jwk"));
    try (AuthenticationFixture there = AuthenticationFixture.of(other, local)) {
      String token =
          local.issue(
              "bob",
              dev.redoubt.access.Principal.Kind.USER,
              List.of(Persona.AUDITOR),
              List.of(),
              there.now(),
              Duration.ofHours(1));
      assertThat(there.known(token).demo()).isTrue();
      assertThat(there.of(token, "::1")).isInstanceOf(AuthenticationResult.Known.class);
      assertThat(there.of(token, peer)).isInstanceOf(AuthenticationResult.Rejected.class);
    }
  }

  @Test
  void rejectsTokenOfAnotherFoldersLocalIssuer(@TempDir Path other, @TempDir Path third)
      throws Exception {
    LocalIssuer stranger = LocalIssuer.open(other.resolve("issuer.jwk"));
    try (AuthenticationFixture there =
        AuthenticationFixture.of(third, LocalIssuer.open(third.resolve("issuer.jwk")))) {
      String token =
          stranger.issue(
              "bob",
              dev.redoubt.access.Principal.Kind.USER,
              List.of(Persona.ADMINISTRATOR),
              List.of(),
              there.now(),
              Duration.ofHours(1));
      assertThat(there.refusal(token)).contains("issuer is not trusted");
    }
  }

  @Test
  void countsAuthenticationResults() {
    authentication.known(issuer.token(claims()));
    authentication.refusal("nonsense");
    Map<String, Object> nobody = claims();
    nobody.put("team", "fraud");
    authentication.refusal(issuer.token(nobody));
    assertThat(authentication.signIns().of(AuthenticationCounters.Outcome.KNOWN)).isEqualTo(1);
    assertThat(authentication.signIns().of(AuthenticationCounters.Outcome.REJECTED)).isEqualTo(1);
    assertThat(authentication.signIns().of(AuthenticationCounters.Outcome.UNMAPPED)).isEqualTo(1);
  }
}
