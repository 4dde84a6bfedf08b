package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwtTest {

  private static final String EMPTY = TokenKey.encoded("{}");

  @Test
  void parsesToken() {
    String text = FixedIssuer.token(FixedIssuer.claims());
    CompactJwt token = CompactJwt.parse(text).orElseThrow();
    assertThat(token.algorithm().getName()).isEqualTo("ES256");
    assertThat(token.key()).contains("first");
    assertThat(token.type()).isEqualTo("jwt");
    assertThat(token.issuer()).isEqualTo(FixedIssuer.NAME);
    assertThat(token.claims().text("sub")).contains("alice");
    assertThat(token.signed() + "." + token.signature()).isEqualTo(text);
    assertThat(token.isSignedBy(FixedIssuer.KEY.pair().getPublic())).isTrue();
  }

  @Test
  void absentHeaderFieldsAreEmpty() {
    CompactJwt token = CompactJwt.parse(EMPTY + "." + EMPTY + ".AA").orElseThrow();
    assertThat(token.algorithm().getName()).isEmpty();
    assertThat(token.key()).isEmpty();
    assertThat(token.type()).isEmpty();
    assertThat(token.issuer()).isEmpty();
    assertThat(token.isSignedBy(FixedIssuer.KEY.pair().getPublic())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "application/JWT, jwt",
    "APPLICATION/at+jwt, at+jwt",
    "application/, ''",
    "x/application/jwt, x/application/jwt",
    "at+jwt, at+jwt"
  })
  void parsesTypeAsMediaType(String type, String read) {
    String header = TokenKey.encoded(TokenKey.json(Map.of("typ", type)));
    assertThat(CompactJwt.parse(header + "." + EMPTY + ".AA").orElseThrow().type()).isEqualTo(read);
  }

  /// A whole token of a length: the signature fills it up.
  private static Optional<CompactJwt> ofLength(int length) {
    String begin = EMPTY + "." + EMPTY + ".";
    return CompactJwt.parse(begin + "A".repeat(length - begin.length()));
  }

  @Test
  void parsesTokensUpToMaximumLength() {
    assertThat(ofLength(CompactJwt.MAX_LENGTH)).isPresent();
    assertThat(ofLength(CompactJwt.MAX_LENGTH + 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"crit", "cty"})
  void rejectsTokenWithExtensions(String name) {
    String header = TokenKey.encoded(TokenKey.json(Map.of(name, "x")));
    assertThat(CompactJwt.parse(header + "." + EMPTY + ".AA")).isEmpty();
    assertThat(CompactJwt.parse(EMPTY + "." + header + ".AA")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "e30.e30",
        "e30.e30.",
        ".e30.AA",
        "e30..AA",
        "e30.e30.AA.",
        "e30.e30.A A",
        "W10.e30.AA",
        "e30.W10.AA",
        "e30=.e30.AA",
        "e.e30.AA",
        "e30.e.AA"
      })
  void readsNothingElse(String text) {
    assertThat(CompactJwt.parse(text)).isEmpty();
  }

  private static CompactJwt signed(TokenKey key, String algorithm) {
    Map<String, Object> header = new HashMap<>(key.header());
    header.put("alg", algorithm);
    return CompactJwt.parse(key.sign(header, FixedIssuer.claims())).orElseThrow();
  }

  @Test
  void verifiesOnlyWithDeclaredAlgorithm() throws Exception {
    TokenKey rsa = TokenKey.rsa("rsa");
    assertThat(signed(rsa, "RS256").isSignedBy(rsa.pair().getPublic())).isTrue();
    for (String other : new String[] {"RS384", "PS256", "ES256", "HS256", "none", ""}) {
      assertThat(signed(rsa, other).isSignedBy(rsa.pair().getPublic())).as(other).isFalse();
    }
    TokenKey ec = FixedIssuer.KEY;
    assertThat(signed(ec, "ES384").isSignedBy(ec.pair().getPublic())).isFalse();
    assertThat(signed(ec, "ES256").isSignedBy(rsa.pair().getPublic())).isFalse();
    assertThat(signed(rsa, "RS256").isSignedBy(ec.pair().getPublic())).isFalse();
    assertThat(signed(ec, "ES256").isSignedBy(TokenKey.ec("other").pair().getPublic())).isFalse();
    var edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThat(signed(ec, "EdDSA").isSignedBy(edwards.getPublic())).isFalse();
  }

  /// A key that cannot be used has signed nothing.
  @Test
  void verificationErrorMeansUnsigned() {
    ECPublicKey broken =
        (ECPublicKey)
            Proxy.newProxyInstance(
                ECPublicKey.class.getClassLoader(),
                new Class<?>[] {ECPublicKey.class},
                (_, _, _) -> {
                  throw new IllegalStateException("broken");
                });
    assertThat(signed(FixedIssuer.KEY, "ES256").isSignedBy(broken)).isFalse();
  }

  @Test
  void rejectsOtherEncodingsThanUtf8() {
    String latin =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"a\":\"ë\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(CompactJwt.parse(EMPTY + "." + latin + ".AA")).isEmpty();
    String utf8 = TokenKey.encoded("{\"a\":\"ë\"}");
    assertThat(CompactJwt.parse(EMPTY + "." + utf8 + ".AA")).isPresent();
  }
}
