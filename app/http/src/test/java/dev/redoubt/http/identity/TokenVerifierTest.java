package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests each check of a token at its boundary, with a fixed clock.
class TokenVerifierTest {

  private static final Instant NOW = FixedIssuer.NOW;
  private static final long SECOND = NOW.getEpochSecond();
  private static final Duration TICK = Duration.ofNanos(1);

  private final Map<String, Object> claims = FixedIssuer.claims();

  private TokenVerifier.Result check(Instant now) {
    return new TokenVerifier(List.of(FixedIssuer.issuer()), () -> now)
        .check(FixedIssuer.token(claims));
  }

  private String refusal(Instant now) {
    TokenVerifier.Result result = check(now);
    assertThat(result).isInstanceOf(TokenVerifier.Result.Refused.class);
    return ((TokenVerifier.Result.Refused) result).reason();
  }

  private TokenVerifier.Result.Genuine genuine(Instant now) {
    TokenVerifier.Result result = check(now);
    assertThat(result).isInstanceOf(TokenVerifier.Result.Genuine.class);
    return (TokenVerifier.Result.Genuine) result;
  }

  @Test
  void reportsValidityPeriodOfValidToken() {
    TokenVerifier.Result.Genuine good = genuine(NOW);
    assertThat(good.issuer().name()).isEqualTo(FixedIssuer.NAME);
    assertThat(good.claims().text("sub")).contains("alice");
    assertThat(good.issued()).isEqualTo(NOW);
    assertThat(good.expires()).isEqualTo(NOW.plusSeconds(3600));
  }

  /// "On or after which the JWT MUST NOT be accepted" (RFC 7519, 4.1.4), with a minute for clocks.
  @Test
  void rejectsTokenFromExpiryOn() {
    Instant end = NOW.plusSeconds(3600).plus(TokenVerifier.SKEW);
    assertThat(refusal(end)).isEqualTo("the token has expired");
    assertThat(refusal(end.plus(TICK))).isEqualTo("the token has expired");
    genuine(end.minus(TICK));
  }

  /// A fraction of a second counts for nobody.
  @Test
  void truncatesFractionalExpiry() {
    claims.put("exp", SECOND + 3600.9);
    assertThat(refusal(NOW.plusSeconds(3600).plus(TokenVerifier.SKEW))).contains("expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iat", "nbf"})
  void acceptsTokenFromNotBeforeOn(String claim) {
    claims.put(claim, SECOND + 600);
    Instant begin = NOW.plusSeconds(600).minus(TokenVerifier.SKEW);
    genuine(begin);
    genuine(begin.plus(TICK));
    assertThat(refusal(begin.minus(TICK)))
        .isEqualTo("the token is not valid yet (allowed clock skew: 60 seconds)");
  }

  /// Whichever is later: a token that was issued before it begins is no token yet, and one that
  /// begins before it was issued is of no issuer.
  @Test
  void requiresIssuedAtAndNotBeforeInPast() {
    claims.put("nbf", SECOND - 5000);
    claims.put("iat", SECOND + 61);
    assertThat(refusal(NOW)).contains("not valid yet");
    claims.put("nbf", SECOND + 61);
    claims.put("iat", SECOND - 10);
    assertThat(refusal(NOW)).contains("not valid yet");
    claims.put("nbf", SECOND + 60);
    genuine(NOW);
  }

  @Test
  void acceptsLifetimeUpToMaximum() {
    claims.put("exp", SECOND + TokenVerifier.MAX_LIFETIME.toSeconds());
    genuine(NOW);
    claims.put("exp", SECOND + TokenVerifier.MAX_LIFETIME.toSeconds() + 1);
    assertThat(refusal(NOW)).isEqualTo("the token's lifetime is longer than 36 hours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "iat"})
  void rejectsTokenWithoutTimes(String claim) {
    claims.remove(claim);
    assertThat(refusal(NOW))
        .isEqualTo("the token's `iat` or `exp` is missing, or one of its times is invalid");
  }

  @Test
  void rejectsInvalidNotBefore() {
    claims.put("nbf", "now");
    assertThat(refusal(NOW))
        .isEqualTo("the token's `iat` or `exp` is missing, or one of its times is invalid");
  }

  @Test
  void rejectsOtherAudiencesAndIssuers() {
    claims.put("aud", List.of("a", "b"));
    assertThat(refusal(NOW)).contains("the token's audience (`aud`) is not this server");
    claims.put("aud", List.of("a", "registry"));
    genuine(NOW);
    claims.put("iss", FixedIssuer.NAME + "/");
    assertThat(refusal(NOW)).contains("issuer is not trusted");
  }

  private TokenVerifier.Result with(Map<String, Object> header) {
    return new TokenVerifier(List.of(FixedIssuer.issuer()), () -> NOW)
        .check(FixedIssuer.KEY.sign(header, claims));
  }

  @ParameterizedTest
  @CsvSource({
    "JWT, true",
    "jwt, true",
    "at+jwt, true",
    "AT+JWT, true",
    "application/at+jwt, true",
    "'', true",
    "secevent+jwt, false",
    "application/, true",
    "dpop+jwt, false"
  })
  void acceptsOnlyAccessTokenTypes(String type, boolean taken) {
    Map<String, Object> header = new HashMap<>(FixedIssuer.KEY.header());
    header.put("typ", type);
    assertThat(with(header) instanceof TokenVerifier.Result.Genuine).isEqualTo(taken);
  }

  @Test
  void rejectsSecurityEventTokens() {
    claims.put("events", Map.of());
    assertThat(refusal(NOW)).isEqualTo("the token is not an access token");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"none", "ES384", "RS256", "HS256", "es256"})
  void acceptsOnlyConfiguredAlgorithm(String algorithm) {
    Map<String, Object> header = new HashMap<>(FixedIssuer.KEY.header());
    header.put("alg", algorithm);
    assertThat(with(header))
        .isEqualTo(
            new TokenVerifier.Result.Refused(
                "the token's signature algorithm is not allowed for its issuer"));
  }

  @Test
  void explainsInvalidSignature() {
    String token = FixedIssuer.token(claims);
    CompactJwt parsed = CompactJwt.parse(token).orElseThrow();
    JsonWebKeySet keySet = FixedIssuer.keySet(FixedIssuer.KEY);
    assertThat(TokenVerifier.signature(_ -> Optional.of(keySet), parsed)).isEmpty();
    assertThat(TokenVerifier.signature(_ -> Optional.empty(), parsed))
        .contains("the key set of the token's issuer is not available; try again later");
    JsonWebKeySet other = FixedIssuer.keySet(TokenKey.ec("second"));
    assertThat(TokenVerifier.signature(_ -> Optional.of(other), parsed))
        .contains("the token's signing key is not in the key set of its issuer");
    JsonWebKeySet forged = FixedIssuer.keySet(TokenKey.ec("first"));
    assertThat(TokenVerifier.signature(_ -> Optional.of(forged), parsed))
        .contains("the token's signature is invalid");
    // Of two keys with one name, either may have signed.
    JsonWebKeySet both = FixedIssuer.keySet(TokenKey.ec("first"), FixedIssuer.KEY);
    assertThat(TokenVerifier.signature(_ -> Optional.of(both), parsed)).isEmpty();
  }

  @Test
  void requestsKeyByTokensKeyId() {
    CompactJwt parsed = CompactJwt.parse(FixedIssuer.token(claims)).orElseThrow();
    JsonWebKeySet keySet = FixedIssuer.keySet(FixedIssuer.KEY);
    assertThat(
            TokenVerifier.signature(
                wanted ->
                    wanted.equals(Optional.of("first")) ? Optional.of(keySet) : Optional.empty(),
                parsed))
        .isEmpty();
  }

  @Test
  void requiresPinnedClaims() {
    JsonWebKeySet keySet = FixedIssuer.keySet(FixedIssuer.KEY);
    TokenIssuer pinned =
        FixedIssuer.with(_ -> Optional.of(keySet), Map.of("tid", "ours"), List.of(), false);
    TokenVerifier check = new TokenVerifier(List.of(pinned), () -> NOW);
    assertThat(check.check(FixedIssuer.token(claims)))
        .isEqualTo(
            new TokenVerifier.Result.Refused(
                "the token's claim `tid` does not have the configured value"));
    claims.put("tid", "theirs");
    assertThat(check.check(FixedIssuer.token(claims)))
        .isInstanceOf(TokenVerifier.Result.Refused.class);
    claims.put("tid", "ours");
    assertThat(check.check(FixedIssuer.token(claims)))
        .isInstanceOf(TokenVerifier.Result.Genuine.class);
  }

  @Test
  void distinguishesIssuers() {
    TokenIssuer second =
        new TokenIssuer(
            "https://second.example",
            Set.of("registry"),
            Set.of(JWSAlgorithm.ES256),
            Map.of(),
            _ -> Optional.of(FixedIssuer.keySet(TokenKey.ec("first"))),
            FixedIssuer::admitted,
            List.of(),
            false);
    TokenVerifier both = new TokenVerifier(List.of(FixedIssuer.issuer(), second), () -> NOW);
    assertThat(both.check(FixedIssuer.token(claims)))
        .isInstanceOf(TokenVerifier.Result.Genuine.class);
    claims.put("iss", "https://second.example");
    assertThat(both.check(FixedIssuer.token(claims)))
        .isEqualTo(new TokenVerifier.Result.Refused("the token's signature is invalid"));
    assertThat(both.check("nonsense"))
        .isEqualTo(new TokenVerifier.Result.Refused("the token is not a well-formed signed JWT"));
  }
}
