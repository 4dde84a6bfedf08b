package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JsonWebKeySetTest {

  private static final Optional<String> FIRST = Optional.of("first");

  private static Optional<JsonWebKeySet> parse(String json) {
    return JsonWebKeySet.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonWebKeySet of(ObjectNode... keys) {
    return parse("{\"keys\":" + List.of(keys) + "}").orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":\"a\"}", "{\"keys\":null}"})
  void rejectsMalformedKeySet(String json) {
    assertThat(parse(json)).isEmpty();
  }

  @Test
  void limitsNumberOfKeys() {
    String key = FixedIssuer.KEY.jwk().toString();
    assertThat(parse("{\"keys\":" + Collections.nCopies(100, key) + "}").orElseThrow().entries())
        .hasSize(100);
    assertThat(parse("{\"keys\":" + Collections.nCopies(101, key) + "}")).isEmpty();
    assertThat(parse("{\"keys\":[]}").orElseThrow().entries()).isEmpty();
  }

  @Test
  void skipsNonSignatureAndUnsupportedKeys() {
    ObjectNode good = FixedIssuer.KEY.jwk();
    assertThat(of(good).entries()).hasSize(1);
    ObjectNode unsaid = FixedIssuer.KEY.jwk();
    unsaid.remove("use");
    assertThat(of(unsaid).entries()).hasSize(1);
    assertThat(of(FixedIssuer.KEY.jwk().put("use", "enc")).entries()).isEmpty();
    assertThat(of(FixedIssuer.KEY.jwk().put("kty", "new")).entries()).isEmpty();
    assertThat(of(FixedIssuer.KEY.jwk().put("x", "AA")).entries()).isEmpty();
    assertThat(parse("{\"keys\":[7,\"a\",null,[]]}").orElseThrow().entries()).isEmpty();
    assertThat(parse("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}").orElseThrow().entries())
        .isEmpty();
    assertThat(
            parse(
                    "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}")
                .orElseThrow()
                .entries())
        .isEmpty();
  }

  @Test
  void acceptsRsaKeysFrom2048Bits() {
    assertThat(of(TokenKey.rsa("a", 2048).jwk()).entries()).hasSize(1);
    assertThat(of(TokenKey.rsa("a", 2040).jwk()).entries()).isEmpty();
  }

  @Test
  void findsKeysById() {
    JsonWebKeySet keySet = of(FixedIssuer.KEY.jwk(), TokenKey.ec("second").jwk());
    assertThat(keySet.has(FIRST)).isTrue();
    assertThat(keySet.has(Optional.of("third"))).isFalse();
    assertThat(keySet.find(FIRST, null)).containsExactly(FixedIssuer.KEY.pair().getPublic());
    assertThat(keySet.find(Optional.of("third"), null)).isEmpty();
  }

  /// A token that names no key means the only one; of several, none is guessed.
  @Test
  void findsNoKeyWithoutIdAmongSeveral() {
    JsonWebKeySet one = of(FixedIssuer.KEY.jwk());
    assertThat(one.has(Optional.empty())).isTrue();
    assertThat(one.find(Optional.empty(), JWSAlgorithm.ES256)).hasSize(1);
    JsonWebKeySet two = of(FixedIssuer.KEY.jwk(), TokenKey.ec("second").jwk());
    assertThat(two.has(Optional.empty())).isFalse();
    assertThat(two.find(Optional.empty(), null)).isEmpty();
    JsonWebKeySet none = of();
    assertThat(none.has(Optional.empty())).isFalse();
  }

  @Test
  void findsKeysByAlgorithm() {
    JsonWebKeySet said = of(FixedIssuer.KEY.jwk());
    assertThat(said.find(FIRST, JWSAlgorithm.ES256)).hasSize(1);
    assertThat(said.find(FIRST, JWSAlgorithm.ES384)).isEmpty();
    ObjectNode bare = FixedIssuer.KEY.jwk();
    bare.remove("alg");
    assertThat(of(bare).find(FIRST, JWSAlgorithm.ES384)).hasSize(1);
  }

  @Test
  void keyWithoutIdMatchesOnlyTokenWithoutKeyId() {
    ObjectNode nameless = FixedIssuer.KEY.jwk();
    nameless.remove("kid");
    JsonWebKeySet keySet = of(nameless);
    assertThat(keySet.has(FIRST)).isFalse();
    assertThat(keySet.has(Optional.empty())).isTrue();
  }
}
