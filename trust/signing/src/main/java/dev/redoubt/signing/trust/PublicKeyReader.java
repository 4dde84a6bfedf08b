package dev.redoubt.signing.trust;

import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.internal.PemEncoding;
import dev.redoubt.signing.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Map;
import java.util.Optional;

/// Determines the signature algorithm of a public key, and how signatures refer to the key.
/// [dev.redoubt.keys.pem.PemKeys] reads keys from PEM.
public final class PublicKeyReader {

  private static final Map<String, SignatureAlgorithm> CURVES =
      Map.of(
          "secp256r1",
          SignatureAlgorithm.ECDSA_P256_SHA256,
          "secp384r1",
          SignatureAlgorithm.ECDSA_P384_SHA384,
          "secp521r1",
          SignatureAlgorithm.ECDSA_P521_SHA512);

  private PublicKeyReader() {}

  /// How a key signs: its curve decides about the hash, as in the algorithm registry of Sigstore.
  /// None where such a key is not accepted.
  public static Optional<SignatureAlgorithm> algorithm(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec -> curve(ec);
      case EdECPublicKey ed
          when ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName()) ->
          Optional.of(SignatureAlgorithm.ED25519);
      default -> Optional.empty();
    };
  }

  private static Optional<SignatureAlgorithm> curve(ECPublicKey key) {
    for (Map.Entry<String, SignatureAlgorithm> curve : CURVES.entrySet()) {
      if (isOn(curve.getKey(), key.getParams())) {
        return Optional.of(curve.getValue());
      }
    }
    return Optional.empty();
  }

  /// By its numbers: keys of an HSM may not carry the name of their curve.
  private static boolean isOn(String name, ECParameterSpec actual) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
      return actual.getCurve().equals(curve.getCurve())
          && actual.getGenerator().equals(curve.getGenerator())
          && actual.getOrder().equals(curve.getOrder())
          && actual.getCofactor() == curve.getCofactor();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The PEM text of a key.
  public static String pem(PublicKey key) {
    return PemEncoding.write("PUBLIC KEY", key.getEncoded());
  }

  /// How signatures name a key: SHA-256 over its PEM text, in hexadecimal, as the reference
  /// implementation does.
  public static String hint(PublicKey key) {
    return ResourceDigest.of(Sha256.of(pem(key).getBytes(StandardCharsets.US_ASCII))).hex();
  }
}
