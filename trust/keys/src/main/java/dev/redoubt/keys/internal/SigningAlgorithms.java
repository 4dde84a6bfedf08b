package dev.redoubt.keys.internal;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/// Relates signature algorithms, curves and key types.
public enum SigningAlgorithms {
  P256(KeyType.EC_P256, SignatureAlgorithm.ECDSA_P256_SHA256, "secp256r1"),
  P384(KeyType.EC_P384, SignatureAlgorithm.ECDSA_P384_SHA384, "secp384r1"),
  P521(KeyType.EC_P521, SignatureAlgorithm.ECDSA_P521_SHA512, "secp521r1"),
  ED25519(KeyType.ED25519, SignatureAlgorithm.ED25519, "Ed25519");

  private final KeyType type;
  private final SignatureAlgorithm algorithm;
  private final String curve;

  SigningAlgorithms(KeyType type, SignatureAlgorithm algorithm, String curve) {
    this.type = type;
    this.algorithm = algorithm;
    this.curve = curve;
  }

  /// The type of key.
  public KeyType type() {
    return type;
  }

  /// The signature algorithm.
  public SignatureAlgorithm algorithm() {
    return algorithm;
  }

  /// The name of the curve in Java.
  public String curve() {
    return curve;
  }

  /// Whether it is ECDSA.
  public boolean isEcdsa() {
    return this != ED25519;
  }

  /// The parameters of the curve.
  public ECParameterSpec parameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(curve));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /// The algorithm of a key type.
  public static SigningAlgorithms of(KeyType type) {
    for (SigningAlgorithms each : values()) {
      if (each.type == type) {
        return each;
      }
    }
    throw new IllegalArgumentException("keys of type " + type + " cannot sign");
  }

  /// The algorithm of an elliptic curve.
  ///
  /// @throws KeyAccessException.Malformed if the curve is not supported
  public static SigningAlgorithms of(ECParameterSpec spec) throws KeyAccessException {
    BigInteger order = spec.getOrder();
    for (SigningAlgorithms each : values()) {
      if (each.isEcdsa()
          && each.parameters().getOrder().equals(order)
          && each.parameters().getCurve().equals(spec.getCurve())
          && each.parameters().getGenerator().equals(spec.getGenerator())) {
        return each;
      }
    }
    throw new KeyAccessException.Malformed("unsupported curve; use P-256, P-384, P-521 or Ed25519");
  }

  /// The algorithm of a public key.
  ///
  /// @throws KeyAccessException.Malformed if the key is not supported
  public static SigningAlgorithms of(PublicKey key) throws KeyAccessException {
    return switch (key) {
      case ECPublicKey ec -> of(ec.getParams());
      case EdECPublicKey ed when "Ed25519".equals(ed.getParams().getName()) -> ED25519;
      default ->
          throw new KeyAccessException.Malformed(
              "a key of type `"
                  + key.getAlgorithm()
                  + "` is not supported for signing; use EC or Ed25519");
    };
  }
}
