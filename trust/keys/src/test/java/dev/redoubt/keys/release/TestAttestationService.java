package dev.redoubt.keys.release;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An attestation service, and an enclave that asks it.
final class TestAttestationService {

  static final String ISSUER = "https://shared.example.attest.azure.net";

  static final KeyPair SERVICE = rsa();
  static final KeyPair ENCLAVE = rsa();

  private TestAttestationService() {}

  static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static byte[] keySet() {
    return ("{\"keys\":["
            + new RSAKey.Builder((RSAPublicKey) SERVICE.getPublic()).keyID("k1").build()
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The claims of a confidential container on SEV-SNP.
  static Map<String, Object> claims(String nonce, Instant now) {
    Map<String, Object> key =
        new LinkedHashMap<>(
            new RSAKey.Builder((RSAPublicKey) ENCLAVE.getPublic())
                .keyID("e1")
                .build()
                .toJSONObject());
    key.put("key_ops", List.of("encrypt"));
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("iat", now.getEpochSecond());
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", now.plusSeconds(3600).getEpochSecond());
    claims.put("nonce", nonce);
    claims.put("x-ms-attestation-type", "sevsnpvm");
    claims.put("x-ms-compliance-status", "azure-compliant-uvm");
    claims.put("x-ms-sevsnpvm-is-debuggable", false);
    claims.put("x-ms-sevsnpvm-hostdata", "aa11");
    claims.put("x-ms-sevsnpvm-guestsvn", 2);
    claims.put("x-ms-runtime", Map.of("keys", List.of(key)));
    return claims;
  }

  static String token(Map<String, Object> claims) throws Exception {
    return token(claims, JWSAlgorithm.RS256, new RSASSASigner(SERVICE.getPrivate()));
  }

  static String token(Map<String, Object> claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws Exception {
    JWSObject object =
        new JWSObject(new JWSHeader.Builder(algorithm).keyID("k1").build(), new Payload(claims));
    object.sign(signer);
    return object.serialize();
  }

  static String unsigned(Map<String, Object> claims) {
    return Base64URL.encode("{\"alg\":\"none\",\"kid\":\"k1\"}")
        + "."
        + new Payload(claims).toBase64URL()
        + ".";
  }

  static String policy(String conditions) {
    return "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\""
        + ISSUER
        + "/\",\"allOf\":["
        + conditions
        + "]}]}";
  }
}
