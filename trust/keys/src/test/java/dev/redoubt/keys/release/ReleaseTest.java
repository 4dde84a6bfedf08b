package dev.redoubt.keys.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String SNP = "{\"claim\":\"x-ms-attestation-type\",\"equals\":\"sevsnpvm\"}";

  private final InMemoryNonceStore nonces = new InMemoryNonceStore(CLOCK);

  @TempDir Path folder;

  private AttestationVerifier verifier() {
    return new AttestationVerifier(_ -> TestAttestationService.keySet(), nonces, CLOCK);
  }

  private Map<String, Object> claims() throws Exception {
    return TestAttestationService.claims(nonces.issue(), NOW);
  }

  private AttestedEnclave verify(String token) throws Exception {
    return verifier()
        .verify(
            token,
            List.of(TestAttestationService.ISSUER),
            KeyReleaseEncryption.RSA_AES_KEY_WRAP_256);
  }

  private void refuses(Consumer<Map<String, Object>> change, String reason) throws Exception {
    Map<String, Object> claims = claims();
    change.accept(claims);
    String token = TestAttestationService.token(claims);
    assertThatThrownBy(() -> verify(token))
        .isInstanceOf(KeyAccessException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @EnumSource
  void releasesAConfidentialKeyToAnEnclaveAlone(KeyReleaseEncryption wrapping) throws Exception {
    KeyContext context = KeyContext.of(Map.of("model", "credit"));
    try (LocalKeyStore store =
        LocalKeyStore.create(
            folder.resolve("keys"), new RootSecret.Given(SecretBytes.random(32)))) {
      store.create(new NewKey("model", KeyType.AES_256, TestAttestationService.policy(SNP)));
      DataKey dataKey = DataKey.random();
      WrappedKey wrapped = store.encryptionKey(KeyName.of("model")).wrap(dataKey, context);
      assertThatThrownBy(() -> store.unwrap(wrapped, context))
          .isInstanceOf(KeyAccessException.Confidential.class);

      AttestedEnclave enclave =
          verifier()
              .verify(
                  TestAttestationService.token(claims()),
                  List.of(TestAttestationService.ISSUER),
                  wrapping);
      byte[] released = store.release(KeyName.of("model"), enclave);

      SecretBytes key = wrapping.unwrap(TestAttestationService.ENCLAVE.getPrivate(), released);
      try (ReleasedKey inEnclave = new ReleasedKey(key)) {
        assertThat(inEnclave.unwrap(wrapped, context)).isEqualTo(dataKey);
      }
      assertThatThrownBy(() -> wrapping.unwrap(TestAttestationService.rsa().getPrivate(), released))
          .isInstanceOf(KeyAccessException.NotAuthentic.class);
      store.create(NewKey.of("plain", KeyType.AES_256));
      assertThatThrownBy(() -> store.release(KeyName.of("plain"), enclave))
          .isInstanceOf(KeyAccessException.Refused.class);
    }
  }

  @Test
  void rejectionNamesTheClaimAndItsValue() throws Exception {
    ReleasePolicy policy =
        ReleasePolicy.parse(
            TestAttestationService.policy(
                SNP + ",{\"claim\":\"x-ms-sevsnpvm-hostdata\",\"equals\":\"bb22\"}"));
    AttestedEnclave enclave = verify(TestAttestationService.token(claims()));

    assertThat(policy.evaluate(enclave).result()).isEqualTo(ConditionResult.VIOLATED);
    assertThatThrownBy(() -> enclave.wrap(policy, SecretBytes.random(32)))
        .isInstanceOf(KeyAccessException.Refused.class)
        .hasMessageContaining("claim `x-ms-sevsnpvm-hostdata` equals `bb22`: is `aa11`");
  }

  @Test
  void refusesOnAClaimThatIsAbsent_andSaysSo() throws Exception {
    ReleasePolicy policy =
        ReleasePolicy.parse(
            TestAttestationService.policy(
                "{\"claim\":\"x-ms-isolation-tee.x\",\"notEquals\":\"1\"}"));
    AttestedEnclave enclave = verify(TestAttestationService.token(claims()));

    assertThat(policy.evaluate(enclave).result()).isEqualTo(ConditionResult.UNKNOWN);
    assertThatThrownBy(() -> enclave.wrap(policy, SecretBytes.random(32)))
        .hasMessageContaining("not in the token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-ms-sevsnpvm-is-debuggable | equals | false | HOLDS",
        "x-ms-sevsnpvm-is-debuggable | equals | \"false\" | HOLDS",
        "x-ms-sevsnpvm-is-debuggable | equals | true | VIOLATED",
        "x-ms-sevsnpvm-is-debuggable | notEquals | true | HOLDS",
        "x-ms-sevsnpvm-is-debuggable | equals | \"no\" | VIOLATED",
        "x-ms-sevsnpvm-guestsvn | greaterOrEquals | 2 | HOLDS",
        "x-ms-sevsnpvm-guestsvn | greater | 2 | VIOLATED",
        "x-ms-sevsnpvm-guestsvn | less | 3 | HOLDS",
        "x-ms-sevsnpvm-guestsvn | lessOrEquals | 1 | VIOLATED",
        "x-ms-sevsnpvm-guestsvn | equals | \"2\" | VIOLATED",
        "x-ms-sevsnpvm-guestsvn | notEquals | \"3\" | VIOLATED",
        "x-ms-attestation-type | less | 3 | VIOLATED",
        "huge | equals | 10 | VIOLATED",
        "huge | notEquals | 10 | VIOLATED",
        "huge | greater | 10 | VIOLATED",
        "x-ms-runtime | equals | \"x\" | VIOLATED",
        "x-ms-runtime | notEquals | \"x\" | VIOLATED",
        "x-ms-runtime.keys | exists | true | HOLDS",
        "absent | exists | true | VIOLATED",
        "absent | exists | false | HOLDS",
        "absent | equals | 1 | UNKNOWN",
        "absent.deeper | less | 1 | UNKNOWN",
        "x-ms-attestation-type.deeper | equals | \"a\" | UNKNOWN",
      })
  void comparesAsAzureDoes(String claim, String operator, String value, ConditionResult expected)
      throws Exception {
    ReleasePolicy policy =
        ReleasePolicy.parse(
            TestAttestationService.policy(
                "{\"claim\":\"%s\",\"%s\":%s}".formatted(claim, operator, value)));

    Map<String, Object> claims = claims();
    claims.put("huge", new java.math.BigDecimal("1e999999"));
    assertThat(policy.evaluate(verify(TestAttestationService.token(claims))).result())
        .isEqualTo(expected);
  }

  @Test
  void believesTheNamedAuthorityAlone() throws Exception {
    ReleasePolicy policy =
        ReleasePolicy.parse(
            TestAttestationService.policy(SNP)
                .replace(TestAttestationService.ISSUER, "https://other.attest.azure.net"));
    AttestedEnclave enclave = verify(TestAttestationService.token(claims()));

    assertThat(policy.evaluate(enclave).result()).isEqualTo(ConditionResult.VIOLATED);
    assertThatThrownBy(
            () ->
                verifier()
                    .verify(
                        TestAttestationService.token(claims()),
                        policy.authorities(),
                        KeyReleaseEncryption.RSA_AES_KEY_WRAP_256))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"version\":\"1.0.0\"}",
        "{\"version\":\"2.0.0\",\"anyOf\":[]}",
        "{\"version\":\"1.0.0\",\"anyOf\":[]}",
        "{\"version\":\"1.0.0\",\"allOf\":[{\"authority\":\"https://a\",\"allOf\":[{\"claim\":\"a\",\"equals\":1}]}]}",
        "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"http://a\",\"allOf\":[{\"claim\":\"a\",\"equals\":1}]}]}",
        "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://a\",\"allOf\":[]}]}",
        "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://a\",\"allOf\":[{\"claim\":\"a\"}]}]}",
        "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://a\",\"allOf\":[{\"claim\":\"a\",\"in\":[1]}]}]}",
        "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://a\",\"allOf\":[{\"claim\":\"a\",\"equals\":1,\"less\":2}]}]}",
        "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://a\",\"allOf\":[{\"claim\":\"a\",\"equals\":{}}]}]}",
        "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://a\",\"allOf\":[{\"not\":{}}]}]}",
        "{\"version\":\"1.0.0\",\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://a\",\"allOf\":[{\"claim\":\"a\",\"equals\":1}]}]}",
        "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://a\",\"allOf\":[{\"claim\":\"a\",\"equals\":1}]}]}"
            + " x"
      })
  void refusesAPolicyThatItDoesNotUnderstand(String json) {
    assertThatThrownBy(() -> ReleasePolicy.parse(json))
        .isInstanceOf(KeyAccessException.Malformed.class);
  }

  @Test
  void tokenOfUntrustedIssuerIsRejected() throws Exception {
    Map<String, Object> claims = claims();
    List<String> tokens =
        List.of(
            TestAttestationService.unsigned(claims),
            TestAttestationService.token(claims, JWSAlgorithm.HS256, new MACSigner(new byte[32])),
            TestAttestationService.token(
                claims,
                JWSAlgorithm.RS256,
                new RSASSASigner(TestAttestationService.rsa().getPrivate())),
            TestAttestationService.token(
                claims,
                JWSAlgorithm.RS512,
                new RSASSASigner(TestAttestationService.SERVICE.getPrivate())));
    for (String token : tokens) {
      assertThatThrownBy(() -> verify(token)).isInstanceOf(KeyAccessException.class);
    }
    String good = TestAttestationService.token(claims);
    for (int i = 0; i < good.length(); i += 37) {
      String changed =
          good.substring(0, i) + (good.charAt(i) == 'A' ? 'B' : 'A') + good.substring(i + 1);
      assertThatThrownBy(() -> verify(changed)).isInstanceOf(KeyAccessException.class);
    }
    assertThat(verify(good)).isNotNull();
  }

  @Test
  void acceptsPs256() throws Exception {
    assertThat(
            verify(
                TestAttestationService.token(
                    claims(),
                    JWSAlgorithm.PS256,
                    new RSASSASigner(TestAttestationService.SERVICE.getPrivate()))))
        .isNotNull();
  }

  @Test
  void countsANonceOnce_andNoneOfOthers() throws Exception {
    String token = TestAttestationService.token(claims());
    verify(token);

    assertThatThrownBy(() -> verify(token)).hasMessageContaining("nonce");
    refuses(claims -> claims.put("nonce", "A".repeat(43)), "nonce");
    refuses(claims -> claims.remove("nonce"), "has no nonce");
    refuses(claims -> claims.put("x-ms-runtime", withNonce(claims, "other")), "differ");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> withNonce(Map<String, Object> claims, String nonce) {
    Map<String, Object> runtime =
        new LinkedHashMap<>((Map<String, Object>) claims.get("x-ms-runtime"));
    runtime.put("nonce", nonce);
    return runtime;
  }

  @Test
  void expiredAndFutureTokensAreRejected() throws Exception {
    long now = NOW.getEpochSecond();
    refuses(claims -> claims.put("exp", now - 120), "expired");
    refuses(claims -> claims.put("nbf", now + 121), "valid from");
    refuses(claims -> claims.put("iat", now + 121), "valid from");
    refuses(claims -> claims.remove("exp"), "no valid time claim `exp`");
    refuses(claims -> claims.put("exp", "tomorrow"), "no valid time claim `exp`");
    Map<String, Object> skewed = claims();
    skewed.put("exp", now - 119);
    skewed.put("nbf", now + 119);
    assertThat(verify(TestAttestationService.token(skewed))).isNotNull();
  }

  @Test
  void acceptsATokenFromTheExactInstantOfItsBeginning() throws Exception {
    long latest = NOW.getEpochSecond() + 120;
    Map<String, Object> beginning = claims();
    beginning.put("nbf", latest);
    beginning.put("iat", latest);
    assertThat(verify(TestAttestationService.token(beginning))).isNotNull();
  }

  @Test
  void refusesAnEnclaveThatCanBeDebugged_orDoesNotSay() throws Exception {
    refuses(claims -> claims.put("x-ms-sevsnpvm-is-debuggable", true), "can be debugged");
    refuses(claims -> claims.put("x-ms-sevsnpvm-is-debuggable", "false"), "no boolean claim");
    refuses(claims -> claims.remove("x-ms-sevsnpvm-is-debuggable"), "no boolean claim");
    refuses(claims -> claims.put("x-ms-attestation-type", "vbs"), "`vbs`");
    refuses(claims -> claims.put("tdx_td_attributes_debug", true), "tdx_td_attributes_debug");
    refuses(
        claims -> {
          claims.put("x-ms-attestation-type", "azurevm");
          claims.put(
              "x-ms-isolation-tee",
              Map.of("x-ms-attestation-type", "tdxvm", "tdx_td_attributes_debug", true));
        },
        "x-ms-isolation-tee.tdx_td_attributes_debug");
    refuses(claims -> claims.put("x-ms-azurevm-kerneldebug-enabled", true), "kerneldebug");
    Map<String, Object> tdx = claims();
    tdx.put("x-ms-attestation-type", "azurevm");
    tdx.put(
        "x-ms-isolation-tee",
        Map.of("x-ms-attestation-type", "tdxvm", "tdx_td_attributes_debug", false));
    assertThat(verify(TestAttestationService.token(tdx))).isNotNull();
  }

  @Test
  void refusesAnEnclaveWithoutOneKeyForEncryption() throws Exception {
    refuses(claims -> claims.remove("x-ms-runtime"), "0 encryption keys");
    KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
    weak.initialize(1024);
    RSAKey key =
        new RSAKey.Builder((RSAPublicKey) weak.generateKeyPair().getPublic())
            .keyUse(KeyUse.ENCRYPTION)
            .build();
    refuses(
        claims -> claims.put("x-ms-runtime", Map.of("keys", List.of(key.toJSONObject()))),
        "at least 2048");
    refuses(
        claims ->
            claims.put("x-ms-runtime", Map.of("keys", List.of(Map.of("kty", "EC", "use", "enc")))),
        "not a valid RSA key");
  }
}
