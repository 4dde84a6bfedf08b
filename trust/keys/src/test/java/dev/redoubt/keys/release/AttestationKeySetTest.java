package dev.redoubt.keys.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.redoubt.keys.material.KeyAccessException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the issuer's key set may look like, and which of its keys signs which token.
class AttestationKeySetTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final InMemoryNonceStore nonces = new InMemoryNonceStore(CLOCK);

  @TempDir Path folder;

  private AttestedEnclave verify(String keySet, String token) throws KeyAccessException {
    return new AttestationVerifier(_ -> keySet.getBytes(StandardCharsets.UTF_8), nonces, CLOCK)
        .verify(
            token,
            List.of(TestAttestationService.ISSUER),
            KeyReleaseEncryption.RSA_AES_KEY_WRAP_256);
  }

  private void refuses(String keySet, String token, String reason) {
    assertThatThrownBy(() -> verify(keySet, token))
        .isInstanceOf(KeyAccessException.class)
        .hasMessageContaining(reason);
  }

  private Map<String, Object> claims() throws Exception {
    return TestAttestationService.claims(nonces.issue(), NOW);
  }

  private static JWSSigner service() {
    return new RSASSASigner(TestAttestationService.SERVICE.getPrivate());
  }

  private static KeyPair ec(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static String set(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  private static String rsa(KeyPair pair) {
    return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID("k1").build().toString();
  }

  private static String ec(Curve curve, KeyPair pair) {
    return new ECKey.Builder(curve, (ECPublicKey) pair.getPublic()).keyID("k1").build().toString();
  }

  @Test
  void findsAKeyInItsCertificate_asMicrosoftListsThem() throws Exception {
    IssuerCertificate issuer = IssuerCertificate.make(folder, "RSA", "2026/11/01 00:00:00", 60);
    String keys = set(issuer.x5c("RSA"));

    assertThat(
            verify(
                keys,
                TestAttestationService.token(claims(), JWSAlgorithm.RS256, issuer.rsaSigner())))
        .isNotNull();
    refuses(keys, TestAttestationService.token(claims()), "signature of the token is invalid");
  }

  @Test
  void findsAKeyOfACurveInItsCertificate() throws Exception {
    IssuerCertificate issuer = IssuerCertificate.make(folder, "EC", "2026/11/01 00:00:00", 60);

    assertThat(
            verify(
                set(issuer.x5c("EC")),
                TestAttestationService.token(claims(), JWSAlgorithm.ES256, issuer.ecSigner())))
        .isNotNull();
  }

  @Test
  void refusesACertificateOutsideOfItsTime() throws Exception {
    IssuerCertificate past =
        IssuerCertificate.make(folder.resolve("past"), "RSA", "2026/01/01 00:00:00", 30);
    IssuerCertificate future =
        IssuerCertificate.make(folder.resolve("future"), "RSA", "2026/12/01 00:00:00", 30);
    for (IssuerCertificate each : List.of(past, future)) {
      refuses(
          set(each.x5c("RSA")),
          TestAttestationService.token(claims(), JWSAlgorithm.RS256, each.rsaSigner()),
          "has expired or is not valid yet");
    }
  }

  /// RFC 5280, section 4.1.2.5: the period of validity includes both of its ends.
  @Test
  void acceptsACertificateAtTheExactInstantsOfItsEnds_notASecondBesideThem() throws Exception {
    String from =
        DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss")
            .withZone(ZoneId.systemDefault())
            .format(NOW);
    IssuerCertificate issuer = IssuerCertificate.make(folder, "RSA", from, 30);
    AttestationKeySet keys =
        AttestationKeySet.parse(set(issuer.x5c("RSA")).getBytes(StandardCharsets.UTF_8));
    Instant end = NOW.plus(Duration.ofDays(30));

    assertThat(keys.key("k1", NOW)).isNotNull();
    assertThat(keys.key("k1", end)).isNotNull();
    for (Instant outside : List.of(NOW.minusSeconds(1), end.plusSeconds(1))) {
      assertThatThrownBy(() -> keys.key("k1", outside))
          .isInstanceOf(KeyAccessException.NotAuthentic.class)
          .hasMessageContaining("has expired or is not valid yet");
    }
  }

  @Test
  void refusesParametersThatAreNotThoseOfTheCertificate() throws Exception {
    IssuerCertificate issuer = IssuerCertificate.make(folder, "RSA", "2026/11/01 00:00:00", 60);
    String other = rsa(TestAttestationService.SERVICE);
    String both = other.replaceFirst("\\{", "{" + issuer.chain() + ",");

    refuses(set(both), TestAttestationService.token(claims()), "a key in the issuer's key set");
  }

  @Test
  void acceptsEs256_byAKeyOnItsCurveAlone() throws Exception {
    KeyPair p256 = ec("secp256r1");
    KeyPair p384 = ec("secp384r1");
    String token =
        TestAttestationService.token(
            claims(), JWSAlgorithm.ES256, new ECDSASigner((ECPrivateKey) p256.getPrivate()));

    refuses(set(ec(Curve.P_384, p384)), token, "cannot be verified");
    refuses(
        set(rsa(TestAttestationService.SERVICE)),
        token,
        "does not match the type of the issuer's key");
    refuses(set(ec(Curve.P_256, ec("secp256r1"))), token, "signature of the token is invalid");
    refuses(
        set(ec(Curve.P_384, p384)),
        TestAttestationService.token(
            claims(), JWSAlgorithm.ES384, new ECDSASigner((ECPrivateKey) p384.getPrivate())),
        "only RS256, PS256 and ES256");
    refuses(
        set(ec(Curve.P_256, p256)),
        TestAttestationService.token(claims()),
        "does not match the type of the issuer's key");
    assertThat(verify(set(ec(Curve.P_256, p256)), token)).isNotNull();
  }

  /// A public key is no secret: whoever takes it for one could sign with it.
  @Test
  void refusesAPublicKeyThatIsTakenForASecret() throws Exception {
    byte[] published = TestAttestationService.SERVICE.getPublic().getEncoded();
    String token =
        TestAttestationService.token(claims(), JWSAlgorithm.HS256, new MACSigner(published));
    String oct =
        "{\"kty\":\"oct\",\"kid\":\"k1\",\"k\":\"%s\"}"
            .formatted(java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(published));

    refuses(set(rsa(TestAttestationService.SERVICE)), token, "only RS256, PS256 and ES256");
    refuses(
        set(oct),
        TestAttestationService.token(claims()),
        "a key in the issuer's key set is invalid");
  }

  @Test
  void takesNoKeyFromTheTokenItself() throws Exception {
    KeyPair thief = TestAttestationService.rsa();
    JWK own = JWK.parse(rsa(thief));
    for (JWSHeader header :
        List.of(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").jwk(own).build(),
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("k1")
                .jwkURL(URI.create("https://thief.example/certs"))
                .build(),
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("k1")
                .x509CertURL(URI.create("https://thief.example/cert"))
                .build())) {
      refuses(
          set(rsa(TestAttestationService.SERVICE)),
          signed(header, claims(), new RSASSASigner(thief.getPrivate())),
          "signature of the token is invalid");
    }
  }

  @Test
  void refusesAHeaderThatItMayNotIgnore_andOneWithoutAKey() throws Exception {
    String keys = set(rsa(TestAttestationService.SERVICE));
    JWSHeader critical =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("k1")
            .customParam("purpose", "x")
            .criticalParams(Set.of("purpose"))
            .build();
    refuses(keys, signed(critical, claims(), service()), "signature of the token");
    JWSHeader nameless = new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).build();
    refuses(keys, signed(nameless, claims(), service()), "no `kid` header");
  }

  @Test
  void refusesAKeyThatIsThereTwice_orNotAtAll() throws Exception {
    String one = rsa(TestAttestationService.SERVICE);
    refuses(set(one, one), TestAttestationService.token(claims()), "two keys `k1`");
    refuses(
        set(one.replace("\"k1\"", "\"k2\"")),
        TestAttestationService.token(claims()),
        "not in the issuer's key set");
    refuses(set(), TestAttestationService.token(claims()), "not in the issuer's key set");
    refuses("{}", TestAttestationService.token(claims()), "no array `keys`");
    refuses("[]", TestAttestationService.token(claims()), "not a JSON object");
  }

  private static String signed(JWSHeader header, Map<String, Object> claims, JWSSigner signer)
      throws Exception {
    JWSObject object = new JWSObject(header, new Payload(claims));
    object.sign(signer);
    return object.serialize();
  }
}
