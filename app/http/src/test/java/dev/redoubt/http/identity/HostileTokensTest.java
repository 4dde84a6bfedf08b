package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.http.route.AuthenticationResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rejects forged, modified and replayed tokens. Each differs in one respect from a valid token.
class HostileTokensTest {

  private static final TokenKey EVIL = TokenKey.rsa("evil");

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  @TempDir private Path folder;
  @AutoClose private final FakeIssuer issuer = FakeIssuer.start();
  @AutoClose private AuthenticationFixture authentication;

  @BeforeEach
  void open() {
    authentication =
        AuthenticationFixture.of(folder, BearerTokenAuthenticatorTest.yaml(issuer, "RS256"));
    assertThat(authentication.of(issuer.token(claims())))
        .isInstanceOf(AuthenticationResult.Known.class);
  }

  private Map<String, Object> claims() {
    return BearerTokenAuthenticatorTest.claims(issuer, authentication);
  }

  private Map<String, Object> header() {
    return new LinkedHashMap<>(issuer.key().header());
  }

  private String refusal(Map<String, Object> header, Map<String, Object> claims) {
    return authentication.refusal(issuer.key().sign(header, claims));
  }

  private String refusal(Consumer<Map<String, Object>> change) {
    Map<String, Object> claims = claims();
    change.accept(claims);
    return authentication.refusal(issuer.token(claims));
  }

  @Test
  void rejectsUnknownIssuer() {
    assertThat(refusal(claims -> claims.put("iss", "https://evil.example")))
        .contains("issuer is not trusted");
    assertThat(refusal(claims -> claims.remove("iss"))).contains("issuer");
    assertThat(refusal(claims -> claims.put("iss", List.of(issuer.name())))).contains("issuer");
  }

  @Test
  void rejectsIssuerThatDiffersByTrailingSlash() {
    assertThat(refusal(claims -> claims.put("iss", issuer.name() + "/"))).contains("issuer");
    assertThat(refusal(claims -> claims.put("iss", issuer.name().replace("http:", "HTTP:"))))
        .contains("issuer");
  }

  @Test
  void rejectsOtherAudience() {
    assertThat(refusal(claims -> claims.put("aud", "registry2"))).contains("`aud`");
    assertThat(refusal(claims -> claims.put("aud", List.of("a", "b")))).contains("`aud`");
    assertThat(refusal(claims -> claims.put("aud", List.of()))).contains("`aud`");
    assertThat(refusal(claims -> claims.put("aud", Map.of("registry", true)))).contains("`aud`");
    assertThat(refusal(claims -> claims.remove("aud"))).contains("`aud`");
  }

  @Test
  void rejectsSignatureOfOtherKeyWithSameKeyId() {
    TokenKey disguised = EVIL.called(issuer.key().id());
    assertThat(authentication.refusal(disguised.sign(disguised.header(), claims())))
        .contains("signature is invalid");
  }

  @Test
  void rejectsModifiedClaimsAndTruncatedSignatures() {
    String token = issuer.token(claims());
    String[] parts = token.split("\\.", -1);
    Map<String, Object> claims = claims();
    claims.put("sub", "root");
    String changed = parts[0] + "." + TokenKey.encoded(TokenKey.json(claims)) + "." + parts[2];
    assertThat(authentication.refusal(changed)).contains("signature is invalid");
    assertThat(authentication.refusal(token.substring(0, token.length() - 4)))
        .contains("signature is invalid");
    assertThat(authentication.refusal(parts[0] + "." + parts[1] + "."))
        .contains("not a well-formed signed JWT");
    assertThat(authentication.refusal(parts[0] + "." + parts[1]))
        .contains("not a well-formed signed JWT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
  void rejectsAlgorithmNone(String algorithm) {
    Map<String, Object> header = header();
    header.put("alg", algorithm);
    String unsigned =
        TokenKey.encoded(TokenKey.json(header)) + "." + TokenKey.encoded(TokenKey.json(claims()));
    assertThat(authentication.refusal(unsigned + ".")).contains("not a well-formed signed JWT");
    assertThat(authentication.refusal(unsigned + ".AA")).contains("algorithm");
    assertThat(refusal(header, claims())).contains("algorithm");
  }

  /// The public key is public: a server that takes it for a shared secret lets everybody sign.
  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void rejectsPublicKeyAsHmacSecret(String algorithm) throws GeneralSecurityException {
    Map<String, Object> header = header();
    header.put("alg", algorithm);
    String signed =
        TokenKey.encoded(TokenKey.json(header)) + "." + TokenKey.encoded(TokenKey.json(claims()));
    byte[] spki = issuer.key().pair().getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki)
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret :
        List.of(
            spki,
            pem.getBytes(StandardCharsets.US_ASCII),
            issuer.key().jwk().toString().getBytes(StandardCharsets.UTF_8))) {
      String name = "HmacSHA" + algorithm.substring(2);
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(secret, name));
      byte[] tag = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      assertThat(authentication.refusal(signed + "." + BASE64.encodeToString(tag)))
          .contains("algorithm");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256", "ES256", "EdDSA", "rs256", "RS256 "})
  void rejectsAlgorithmNotAllowedForIssuer(String algorithm) {
    Map<String, Object> header = header();
    header.put("alg", algorithm);
    assertThat(refusal(header, claims())).contains("algorithm");
  }

  @Test
  void rejectsKeyOfOtherAlgorithm(@TempDir Path other) {
    try (AuthenticationFixture both =
        AuthenticationFixture.of(
            other, BearerTokenAuthenticatorTest.yaml(issuer, "RS256, ES256, PS256"))) {
      TokenKey curve = TokenKey.ec(issuer.key().id());
      issuer.publish(issuer.key());
      assertThat(both.refusal(curve.sign(curve.header(), claims())))
          .contains("signing key is not in the key set of its issuer");
      Map<String, Object> header = header();
      header.put("alg", "PS256");
      assertThat(both.refusal(issuer.key().sign(header, claims())))
          .contains("signing key is not in the key set of its issuer");
    }
  }

  /// Signatures of nothing but zeros verify with a JDK that has CVE-2022-21449.
  @Test
  void rejectsAllZeroSignature(@TempDir Path other) {
    try (FakeIssuer curved = FakeIssuer.with(TokenKey.ec("curve"));
        AuthenticationFixture there =
            AuthenticationFixture.of(other, BearerTokenAuthenticatorTest.yaml(curved, "ES256"))) {
      String token = curved.token(BearerTokenAuthenticatorTest.claims(curved, there));
      String signed = token.substring(0, token.lastIndexOf('.') + 1);
      assertThat(there.refusal(signed + BASE64.encodeToString(new byte[64])))
          .contains("signature is invalid");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "second",
        "First",
        "first ",
        "",
        "../../../../dev/null",
        "' OR '1'='1",
        "first\\u0000"
      })
  void rejectsUnknownKeyIds(String id) {
    Map<String, Object> header = header();
    header.put("kid", id);
    assertThat(refusal(header, claims()))
        .contains("signing key is not in the key set of its issuer");
  }

  @Test
  void rejectsTokenWithoutKeyIdWhenIssuerHasSeveralKeys() {
    issuer.rotate("second");
    authentication.pass(CachedKeySet.FRESH);
    Map<String, Object> header = header();
    header.remove("kid");
    Map<String, Object> claims = claims();
    assertThat(refusal(header, claims)).contains("signing key is not in the key set of its issuer");
  }

  /// Keys that a token brings along, in each of the ways in which it can.
  @Test
  void ignoresKeysEmbeddedInToken() {
    try (FakeIssuer stranger = FakeIssuer.with(EVIL)) {
      Map<String, Object> brought =
          Map.of(
              "jwk",
              EVIL.jwk(),
              "jku",
              stranger.keySet(),
              "x5u",
              stranger.keySet(),
              "x5c",
              List.of(Base64.getEncoder().encodeToString(EVIL.pair().getPublic().getEncoded())));
      brought.forEach(
          (name, value) -> {
            Map<String, Object> header = header();
            header.put(name, value);
            assertThat(authentication.refusal(EVIL.sign(header, claims())))
                .as(name)
                .contains("signature is invalid");
          });
      assertThat(stranger.asked()).isZero();
    }
  }

  @Test
  void rejectsTokenOutsideValidityPeriod() {
    long now = authentication.now().getEpochSecond();
    assertThat(refusal(claims -> claims.put("exp", now - 60))).contains("expired");
    assertThat(refusal(claims -> claims.put("nbf", now + 61))).contains("not valid yet");
    assertThat(refusal(claims -> claims.put("iat", now + 61))).contains("not valid yet");
  }

  @Test
  void rejectsInvalidTimes() {
    for (String claim : List.of("exp", "iat", "nbf")) {
      for (Object none :
          List.of("4102444800", true, List.of(4102444800L), Map.of(), 1e300, -1e300)) {
        assertThat(refusal(claims -> claims.put(claim, none)))
            .as(claim + " " + none)
            .contains("one of its times is invalid");
      }
    }
    assertThat(refusal(claims -> claims.remove("exp"))).contains("one of its times is invalid");
    assertThat(refusal(claims -> claims.remove("iat"))).contains("one of its times is invalid");
    assertThat(refusal(claims -> claims.put("exp", null))).contains("one of its times is invalid");
  }

  @Test
  void rejectsTooLongLifetime() {
    long now = authentication.now().getEpochSecond();
    assertThat(refusal(claims -> claims.put("exp", now + 37 * 3600))).contains("36 hours");
    assertThat(refusal(claims -> claims.put("exp", 4102444800L))).contains("36 hours");
  }

  @Test
  void rejectsNonAccessTokens() {
    Map<String, Object> header = header();
    for (String type :
        List.of("secevent+jwt", "application/secevent+jwt", "dpop+jwt", "logout+jwt", "JOSE")) {
      header.put("typ", type);
      assertThat(refusal(header, claims())).as(type).contains("not an access token");
    }
    assertThat(refusal(claims -> claims.put("events", Map.of()))).contains("not an access token");
  }

  @Test
  void rejectsUnknownCriticalExtensions() {
    for (Object critical : List.of(List.of("exp"), List.of("b64"), List.of(), "exp")) {
      Map<String, Object> header = header();
      header.put("crit", critical);
      header.put("b64", true);
      assertThat(refusal(header, claims())).contains("not a well-formed signed JWT");
    }
    Map<String, Object> nested = header();
    nested.put("cty", "JWT");
    assertThat(refusal(nested, claims())).contains("not a well-formed signed JWT");
  }

  static Stream<Arguments> twofold() {
    return Stream.of(
        Arguments.of("\"sub\":\"root\",", "sub first"),
        Arguments.of("\"s\\u0075b\":\"root\",", "sub in disguise"),
        Arguments.of("\"aud\":\"somebody-else\",", "aud"),
        Arguments.of("\"exp\":4102444800,", "exp"),
        Arguments.of("\"x\":{\"y\":1,\"y\":2},", "within"));
  }

  /// What one reader takes from the first and another from the last is no claim, though it is
  /// signed.
  @ParameterizedTest(name = "{1}")
  @MethodSource("twofold")
  void rejectsDuplicateClaims(String more, String name) {
    String json = TokenKey.json(claims());
    String twofold = "{" + more + json.substring(1);
    assertThat(authentication.refusal(issuer.key().sign(TokenKey.json(header()), twofold)))
        .as(name)
        .contains("not a well-formed signed JWT");
    String header = TokenKey.json(header());
    assertThat(
            authentication.refusal(
                issuer.key().sign("{\"alg\":\"none\"," + header.substring(1), json)))
        .contains("not a well-formed signed JWT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{}{}",
        "{} x",
        "{'sub':'x'}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{/**/}",
        "{,}",
        "{\"a\":1,}"
      })
  void rejectsNonObjectPayload(String json) {
    assertThat(authentication.refusal(issuer.key().sign(TokenKey.json(header()), json)))
        .contains("not a well-formed signed JWT");
    assertThat(authentication.refusal(issuer.key().sign(json, TokenKey.json(claims()))))
        .contains("not a well-formed signed JWT");
  }

  /// JSON in tokens is UTF-8 (RFC 7519, section 7.2): what is nothing in that is nothing.
  @Test
  void rejectsOtherEncodings() {
    String header = TokenKey.encoded(TokenKey.json(header()));
    for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      String claims = BASE64.encodeToString(TokenKey.json(claims()).getBytes(charset));
      assertThat(authentication.refusal(issuer.key().signParts(header, claims)))
          .as(charset.name())
          .contains("not a well-formed signed JWT");
    }
    byte[] latin = TokenKey.json(Map.of("sub", "Zoë")).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(authentication.refusal(issuer.key().signParts(header, BASE64.encodeToString(latin))))
        .contains("not a well-formed signed JWT");
  }

  @Test
  void rejectsDeepAndHugeTokens() {
    String deep = "{\"a\":" + "[".repeat(9_000) + "]".repeat(9_000) + "}";
    String long_ = "{\"iss\":\"" + "x".repeat(CompactJwt.MAX_LENGTH) + "\"}";
    String digits = "{\"exp\":" + "9".repeat(15_000) + "}";
    for (String payload : List.of(deep, long_, digits)) {
      assertThat(authentication.refusal(issuer.key().sign(TokenKey.json(header()), payload)))
          .contains("token");
    }
    assertThat(authentication.refusal("a".repeat(10_000_000)))
        .contains("not a well-formed signed JWT");
    assertThat(authentication.refusal("a.".repeat(10_000)))
        .contains("not a well-formed signed JWT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "a",
        "a.b",
        "a.b.c",
        "a.b.c.d",
        "a.b.c.d.e",
        "é.é.é",
        "e30.e30.e30",
        "e30=.e30=.e30=",
        "null.null.null",
        " e30.e30.e30",
        "e30.e30.e30\n"
      })
  void rejectsMalformedInput(String token) {
    assertThat(authentication.refusal(token)).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000root", "alice\nbob", "ali\u202Ece", "\u2028"})
  void rejectsInvalidSubjects(String subject) {
    assertThat(refusal(claims -> claims.put("sub", subject)))
        .contains("is missing or not a valid subject");
    assertThat(refusal(claims -> claims.put("sub", "x".repeat(256))))
        .contains("is missing or not a valid subject");
    assertThat(refusal(claims -> claims.put("sub", List.of("alice"))))
        .contains("is missing or not a valid subject");
  }

  /// Half of a pair is no character, and two of them look alike.
  @Test
  void rejectsUnpairedSurrogates() {
    String json = TokenKey.json(claims()).replace("\"alice\"", "\"\\ud800\"");
    assertThat(json).contains("\\ud800");
    assertThat(authentication.refusal(issuer.key().sign(TokenKey.json(header()), json)))
        .contains("is missing or not a valid subject");
  }

  @Test
  void rejectsSmallKeys(@TempDir Path other) {
    try (FakeIssuer weak = FakeIssuer.with(TokenKey.rsa("weak", 1024));
        AuthenticationFixture there =
            AuthenticationFixture.of(other, BearerTokenAuthenticatorTest.yaml(weak, "RS256"))) {
      assertThat(there.refusal(weak.token(BearerTokenAuthenticatorTest.claims(weak, there))))
          .contains("signing key is not in the key set of its issuer");
    }
  }
}
