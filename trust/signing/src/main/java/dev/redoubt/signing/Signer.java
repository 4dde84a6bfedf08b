package dev.redoubt.signing;

import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.signing.internal.trust.SignatureCheck;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.Bundle;
import dev.redoubt.signing.trust.PublicKeys;
import dev.redoubt.signing.trust.VerificationMaterial;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Somebody who signs: with a key that verifiers have, or with a key and certificates that say
/// whose it is.
public final class Signer {

  private final SigningKey key;
  private final VerificationMaterial material;

  private Signer(SigningKey key, VerificationMaterial material) {
    this.key = key;
    this.material = material;
  }

  /// One whose public key verifiers have.
  public static Signer withKey(SigningKey key) {
    return new Signer(key, new VerificationMaterial.Key(PublicKeys.hint(key.publicKey()), null));
  }

  /// One with certificates.
  ///
  /// @param chain the signer's certificate first, then those that lead to a root, which may be left
  ///   out
  /// @throws RefusedException if the first certificate is of another key
  public static Signer withCertificates(SigningKey key, List<X509Certificate> chain)
      throws RefusedException {
    if (chain.isEmpty()) {
      throw new RefusedException("the chain has no certificate");
    }
    byte[] certified = chain.getFirst().getPublicKey().getEncoded();
    if (!Arrays.equals(certified, key.publicKey().getEncoded())) {
      throw new RefusedException(
          "the first certificate, of `"
              + chain.getFirst().getSubjectX500Principal().getName()
              + "`, is of another key");
    }
    List<byte[]> encoded = new ArrayList<>();
    for (X509Certificate each : chain) {
      try {
        encoded.add(each.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return new Signer(key, new VerificationMaterial.Certificates(encoded));
  }

  /// The key that signs.
  public SigningKey key() {
    return key;
  }

  /// Signs a model's statement.
  Bundle signModel(byte[] payload) throws RefusedException, KeyAccessException {
    return sign(payload, SignatureCheck.FOR_MODELS, "models");
  }

  /// Signs a statement about a model.
  public Bundle signAttestation(byte[] payload) throws RefusedException, KeyAccessException {
    return sign(payload, SignatureCheck.FOR_ATTESTATIONS, "attestations");
  }

  private Bundle sign(byte[] payload, Set<SignatureAlgorithm> allowed, String what)
      throws RefusedException, KeyAccessException {
    SignatureAlgorithm algorithm = key.algorithm();
    if (!allowed.contains(algorithm)) {
      throw new RefusedException(
          "the key signs with `"
              + algorithm.standardName()
              + "`, which is not for "
              + what
              + "; ECDSA on P-256, P-384 or P-521 is");
    }
    if (PublicKeys.algorithm(key.publicKey()).filter(algorithm::equals).isEmpty()) {
      throw new RefusedException(
          "the key signs with `" + algorithm.standardName() + "`, which does not fit its curve");
    }
    byte[] message = Bundle.preAuthenticationEncoding(Bundle.IN_TOTO, payload);
    byte[] signature = key.sign(message);
    // A device may be faulty, and a signature that nobody can verify is worse than none.
    if (!SignatureCheck.verifies(algorithm, key.publicKey(), message, signature)) {
      throw new KeyAccessException("the key made a signature that its public half does not verify");
    }
    return new Bundle(material, Bundle.IN_TOTO, payload, signature);
  }
}
