package dev.redoubt.signing;

import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.signing.internal.trust.BundleSignatureCheck;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.PublicKeyReader;
import dev.redoubt.signing.trust.SigstoreBundle;
import dev.redoubt.signing.trust.VerificationMaterial;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Signs DSSE envelopes with a key, and identifies the signer by that key or by a certificate
/// chain.
public final class EnvelopeSigner {

  private final SigningKey key;
  private final VerificationMaterial material;

  private EnvelopeSigner(SigningKey key, VerificationMaterial material) {
    this.key = key;
    this.material = material;
  }

  /// Creates a signer whose public key verifiers have.
  public static EnvelopeSigner withKey(SigningKey key) {
    return new EnvelopeSigner(
        key, new VerificationMaterial.Key(PublicKeyReader.hint(key.publicKey()), null));
  }

  /// Creates a signer with a certificate chain.
  ///
  /// @param chain the signer's certificate first, then those that lead to a root, which may be
  ///   omitted
  /// @throws RefusedException if the first certificate does not belong to the key
  public static EnvelopeSigner withCertificates(SigningKey key, List<X509Certificate> chain)
      throws RefusedException {
    if (chain.isEmpty()) {
      throw new RefusedException("the certificate chain is empty");
    }
    byte[] certified = chain.getFirst().getPublicKey().getEncoded();
    if (!Arrays.equals(certified, key.publicKey().getEncoded())) {
      throw new RefusedException(
          "the first certificate, of `"
              + chain.getFirst().getSubjectX500Principal().getName()
              + "`, does not belong to the signing key");
    }
    List<byte[]> encoded = new ArrayList<>();
    for (X509Certificate each : chain) {
      try {
        encoded.add(each.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return new EnvelopeSigner(key, new VerificationMaterial.Certificates(encoded));
  }

  /// The key that signs.
  public SigningKey key() {
    return key;
  }

  /// Signs the statement of a model signature.
  SigstoreBundle signModel(byte[] payload) throws RefusedException, KeyAccessException {
    return sign(payload, BundleSignatureCheck.FOR_MODELS, "models");
  }

  /// Signs a statement about a model.
  public SigstoreBundle signAttestation(byte[] payload)
      throws RefusedException, KeyAccessException {
    return sign(payload, BundleSignatureCheck.FOR_ATTESTATIONS, "attestations");
  }

  private SigstoreBundle sign(byte[] payload, Set<SignatureAlgorithm> allowed, String what)
      throws RefusedException, KeyAccessException {
    SignatureAlgorithm algorithm = key.algorithm();
    if (!allowed.contains(algorithm)) {
      throw new RefusedException(
          "the key signs with `"
              + algorithm.standardName()
              + "`, which is not supported for "
              + what
              + "; use ECDSA on P-256, P-384 or P-521");
    }
    if (PublicKeyReader.algorithm(key.publicKey()).filter(algorithm::equals).isEmpty()) {
      throw new RefusedException(
          "the key signs with `" + algorithm.standardName() + "`, which does not match its curve");
    }
    byte[] message = SigstoreBundle.preAuthenticationEncoding(SigstoreBundle.IN_TOTO, payload);
    byte[] signature = key.sign(message);
    // A device may be faulty, and a signature that nobody can verify is worse than none.
    if (!BundleSignatureCheck.verifies(algorithm, key.publicKey(), message, signature)) {
      throw new KeyAccessException(
          "the key created a signature that its public key does not verify");
    }
    return new SigstoreBundle(material, SigstoreBundle.IN_TOTO, payload, signature);
  }
}
