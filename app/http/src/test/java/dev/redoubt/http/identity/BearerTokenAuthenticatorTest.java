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

/// Tokens that are good, and what of them is good for how long.
class BearerTokenAuthenticatorTest {

  @TempDir private Path folder;
  @AutoClose private final FakeIssuer issuer = FakeIssuer.start();
  @AutoClose private AuthenticationFixture door;

  @BeforeEach
  void open() {
    door = AuthenticationFixture.of(folder, yaml(issuer, "RS256"));
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
  static Map<String, Object> claims(FakeIssuer issuer, AuthenticationFixture door) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer.name());
    claims.put("aud", "registry");
    claims.put("sub", "alice");
    claims.put("team", "credit");
    claims.put("iat", door.now().getEpochSecond());
    claims.put("exp", door.now().getEpochSecond() + 3600);
    return claims;
  }

  private Map<String, Object> claims() {
    return claims(issuer, door);
  }

  @Test
  void knowsWhoHasAGoodToken() {
    var who = door.known(issuer.token(claims()));
    assertThat(who.id()).isEqualTo(issuer.name() + "#alice");
    assertThat(who.personas()).containsExactly(Persona.DATA_SCIENTIST);
    assertThat(who.projects()).containsExactly("credit");
    assertThat(who.demo()).isFalse();
    assertThat(issuer.paths()).containsExactly(FakeIssuer.DISCOVERY, "/keys");
  }

  @Test
  void knowsWhoHasATokenOfEllipticCurves(@TempDir Path other) {
    try (FakeIssuer curved = FakeIssuer.with(TokenKey.ec("curve"));
        AuthenticationFixture there = AuthenticationFixture.of(other, yaml(curved, "ES256"))) {
      assertThat(there.known(curved.token(claims(curved, there))).name()).isEqualTo("alice");
    }
  }

  @Test
  void takesAudiencesOfAList() {
    Map<String, Object> claims = claims();
    claims.put("aud", List.of("somebody-else", "registry"));
    assertThat(door.of(issuer.token(claims))).isInstanceOf(AuthenticationResult.Known.class);
  }

  @Test
  void allowsClocksToDifferByAMinute() {
    String token = issuer.token(claims());
    door.pass(Duration.ofSeconds(-59));
    assertThat(door.of(token)).isInstanceOf(AuthenticationResult.Known.class);
    door.pass(Duration.ofSeconds(59 + 3600 + 59));
    assertThat(door.of(token)).isInstanceOf(AuthenticationResult.Known.class);
    door.pass(Duration.ofSeconds(1));
    assertThat(door.refusal(token)).contains("expired");
  }

  @Test
  void forgetsAVerifiedToken_whenItExpires() {
    Map<String, Object> claims = claims();
    claims.put("exp", door.now().getEpochSecond() + 30);
    String token = issuer.token(claims);
    assertThat(door.of(token)).isInstanceOf(AuthenticationResult.Known.class);
    door.pass(Duration.ofSeconds(91));
    assertThat(door.refusal(token)).contains("expired");
  }

  @Test
  void refusesATokenWhoseKeyWasWithdrawn_oncePatienceIsOver() {
    String token = issuer.token(claims());
    assertThat(door.of(token)).isInstanceOf(AuthenticationResult.Known.class);
    issuer.publish(TokenKey.rsa("second"));
    door.pass(CachedKeySet.FRESH.plus(Duration.ofMinutes(2)));
    assertThat(door.refusal(token)).contains("signing key is not in the key set of its issuer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "::2", "192.0.2.1", "nonsense", ""})
  void takesTokensOfTheLocalIssuer_fromThisMachineAlone(String peer, @TempDir Path other)
      throws Exception {
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
  void doesNotTakeTheTokenOfAnotherFoldersLocalIssuer(@TempDir Path other, @TempDir Path third)
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
  void countsWhatBecomesOfTokens() {
    door.known(issuer.token(claims()));
    door.refusal("nonsense");
    Map<String, Object> nobody = claims();
    nobody.put("team", "fraud");
    door.refusal(issuer.token(nobody));
    assertThat(door.signIns().of(AuthenticationCounters.Outcome.KNOWN)).isEqualTo(1);
    assertThat(door.signIns().of(AuthenticationCounters.Outcome.REJECTED)).isEqualTo(1);
    assertThat(door.signIns().of(AuthenticationCounters.Outcome.UNMAPPED)).isEqualTo(1);
  }
}
