package dev.redoubt.signing.internal.trust;

import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.signing.internal.QuotedText;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.PublicKeyReader;
import dev.redoubt.signing.trust.Signatory;
import dev.redoubt.signing.trust.SigstoreBundle;
import dev.redoubt.signing.trust.TrustRoots;
import dev.redoubt.signing.trust.VerificationMaterial;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Verifies that a bundle is signed by a trusted key or certificate.
public final class BundleSignatureCheck {

  /// What OpenSSF Model Signing 1.0 allows for models: its algorithm registry has no Ed25519.
  public static final Set<SignatureAlgorithm> FOR_MODELS =
      EnumSet.of(
          SignatureAlgorithm.ECDSA_P256_SHA256,
          SignatureAlgorithm.ECDSA_P384_SHA384,
          SignatureAlgorithm.ECDSA_P521_SHA512);

  /// What Sigstore's registry has beside, for attestations.
  public static final Set<SignatureAlgorithm> FOR_ATTESTATIONS =
      EnumSet.allOf(SignatureAlgorithm.class);

  private BundleSignatureCheck() {}

  /// Who signed.
  ///
  /// @throws RefusedException if it is nobody whom the caller trusts
  public static Signatory check(
      SigstoreBundle bundle, TrustRoots trust, Set<SignatureAlgorithm> allowed, Instant now)
      throws RefusedException {
    Signatory signatory =
        switch (trust) {
          case TrustRoots.Keys keys -> byKey(bundle, keys);
          case TrustRoots.Certificates certificates ->
              switch (bundle.material()) {
                case VerificationMaterial.Certificates material ->
                    CertificateChainCheck.check(material.chain(), certificates, now);
                case VerificationMaterial.Key _ ->
                    throw new RefusedException(
                        "signed with a key, not with a certificate; verify with that key");
              };
        };
    checkSignature(bundle, signatory.key(), allowed);
    return signatory;
  }

  private static Signatory byKey(SigstoreBundle bundle, TrustRoots.Keys trust)
      throws RefusedException {
    return switch (bundle.material()) {
      case VerificationMaterial.Key material -> {
        Optional<PublicKey> key =
            trust.keys().stream().filter(each -> isNamed(each, material)).findFirst();
        if (key.isEmpty()) {
          throw new RefusedException("signed with another key" + names(trust, material));
        }
        yield new Signatory.ByKey(key.get(), PublicKeyReader.hint(key.get()));
      }
      case VerificationMaterial.Certificates _ ->
          throw new RefusedException(
              "signed with a certificate, not with a key; verify with trusted roots");
    };
  }

  private static boolean isNamed(PublicKey key, VerificationMaterial.Key material) {
    return material.pem() == null
        ? PublicKeyReader.hint(key).equals(material.hint())
        : PublicKeyReader.pem(key).equals(material.pem());
  }

  private static String names(TrustRoots.Keys trust, VerificationMaterial.Key material) {
    String hint = material.hint();
    if (hint == null) {
      return "";
    }
    List<String> trusted = trust.keys().stream().map(PublicKeyReader::hint).toList();
    return ": `" + QuotedText.shown(hint) + "`, not `" + String.join("` or `", trusted) + "`";
  }

  private static void checkSignature(
      SigstoreBundle bundle, PublicKey key, Set<SignatureAlgorithm> allowed)
      throws RefusedException {
    SignatureAlgorithm algorithm =
        PublicKeyReader.algorithm(key)
            .filter(allowed::contains)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "the key has type `"
                            + key.getAlgorithm()
                            + "`, which is not supported for "
                            + (allowed.contains(SignatureAlgorithm.ED25519)
                                ? "attestations"
                                : "models")
                            + "; use ECDSA on P-256, P-384 or P-521"));
    byte[] message =
        SigstoreBundle.preAuthenticationEncoding(bundle.payloadType(), bundle.payload());
    if (!verifies(algorithm, key, message, bundle.signature())) {
      throw new RefusedException(
          "the signature is invalid: the signed content or the signature was modified");
    }
  }

  /// Whether a signature is of a message by a key.
  public static boolean verifies(
      SignatureAlgorithm algorithm, PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance(algorithm.standardName());
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (SignatureException | InvalidKeyException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
