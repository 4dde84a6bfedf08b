package dev.redoubt.http.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A signing key of an issuer, implemented with the JDK only, independently of the code under test.
record TokenKey(String id, String algorithm, KeyPair pair) {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  static TokenKey rsa(String id) {
    return rsa(id, 2048);
  }

  static TokenKey rsa(String id, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new TokenKey(id, "RS256", generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static TokenKey ec(String id) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new TokenKey(id, "ES256", generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The same key under another name.
  TokenKey called(String other) {
    return new TokenKey(other, algorithm, pair);
  }

  /// Its header, as most issuers write it.
  Map<String, Object> header() {
    return Map.of("typ", "JWT", "alg", algorithm, "kid", id);
  }

  String sign(Map<String, ?> header, Map<String, ?> claims) {
    return sign(json(header), json(claims));
  }

  /// A token of any two texts.
  String sign(String header, String payload) {
    return signParts(encoded(header), encoded(payload));
  }

  /// A token of two parts that are encoded already.
  String signParts(String header, String payload) {
    String signed = header + "." + payload;
    try {
      Signature signature =
          Signature.getInstance(
              algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String json(Map<String, ?> members) {
    return JsonMapper.shared().writeValueAsString(members);
  }

  static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// As a key set has it (RFC 7517, RFC 7518).
  ObjectNode jwk() {
    ObjectNode jwk =
        JsonNodeFactory.instance
            .objectNode()
            .put("kid", id)
            .put("use", "sig")
            .put("alg", algorithm);
    return switch (pair.getPublic()) {
      case RSAPublicKey rsa ->
          jwk.put("kty", "RSA")
              .put("n", number(rsa.getModulus().toByteArray(), 0))
              .put("e", number(rsa.getPublicExponent().toByteArray(), 0));
      case ECPublicKey ec ->
          jwk.put("kty", "EC")
              .put("crv", "P-256")
              .put("x", number(ec.getW().getAffineX().toByteArray(), 32))
              .put("y", number(ec.getW().getAffineY().toByteArray(), 32));
      default -> throw new IllegalStateException("no key of ours");
    };
  }

  /// A number without sign, with leading zeros up to a length.
  private static String number(byte[] bytes, int length) {
    int start = 0;
    while (start < bytes.length - 1 && bytes[start] == 0) {
      start++;
    }
    byte[] bare = Arrays.copyOfRange(bytes, start, bytes.length);
    byte[] full = new byte[Math.max(length, bare.length)];
    System.arraycopy(bare, 0, full, full.length - bare.length, bare.length);
    return BASE64.encodeToString(full);
  }
}
