package dev.redoubt.signing.internal.trust;

import dev.redoubt.signing.refusal.RefusedException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Checks what the path validation of the JDK does not: the extended key usage of intermediate
/// certificates, weak hashes and keys, and the constraints of the root. OpenSSL and Go check the
/// first and the last as well.
final class CertificatePathRules {

  /// Extended key usage for everything: RFC 5280, section 4.2.1.12.
  private static final String ANY = "2.5.29.37.0";

  private static final int MIN_RSA_BITS = 2048;

  private CertificatePathRules() {}

  /// Checks a path that is valid otherwise.
  ///
  /// @param path the signer's certificate first, without the root
  static void check(CertPath path, X509Certificate root, Instant at) throws RefusedException {
    for (Certificate each : path.getCertificates()) {
      X509Certificate certificate = (X509Certificate) each;
      checkStrength(certificate);
      // The signer's own purpose was looked at before.
      if (!certificate.equals(path.getCertificates().getFirst())) {
        checkPurpose(certificate);
        checkKey(certificate);
      }
    }
    checkKey(root);
    checkRoot(path, root, at);
  }

  private static void checkPurpose(X509Certificate between) throws RefusedException {
    List<String> purposes;
    try {
      purposes = between.getExtendedKeyUsage();
    } catch (CertificateParsingException _) {
      throw new RefusedException(
          "the certificate " + shown(between) + " has an invalid extended key usage");
    }
    if (purposes != null
        && !purposes.contains(CertificateChainCheck.CODE_SIGNING)
        && !purposes.contains(ANY)) {
      throw new RefusedException(
          "the certificate "
              + shown(between)
              + " must not issue code signing certificates (extended key usage)");
    }
  }

  private static void checkStrength(X509Certificate certificate) throws RefusedException {
    String hash = hash(certificate).toUpperCase(Locale.ROOT).replace("-", "");
    if (hash.contains("SHA1") || hash.contains("MD5") || hash.contains("MD2")) {
      throw new RefusedException(
          "the certificate "
              + shown(certificate)
              + " is signed with `"
              + certificate.getSigAlgName()
              + "`, which is not secure");
    }
  }

  private static String hash(X509Certificate certificate) {
    String name = certificate.getSigAlgName();
    byte[] parameters = certificate.getSigAlgParams();
    if (!name.equalsIgnoreCase("RSASSA-PSS") || parameters == null) {
      return name;
    }
    try {
      AlgorithmParameters read = AlgorithmParameters.getInstance("RSASSA-PSS");
      read.init(parameters);
      return read.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    } catch (GeneralSecurityException | java.io.IOException unreadable) {
      throw new IllegalStateException("was valid before", unreadable);
    }
  }

  private static void checkKey(X509Certificate certificate) throws RefusedException {
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa
        && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
      throw new RefusedException(
          "the certificate "
              + shown(certificate)
              + " has an RSA key with fewer than "
              + MIN_RSA_BITS
              + " bits");
    }
  }

  /// The JDK takes a root for its name and key alone. Taken as one more certificate below itself,
  /// its own limits hold too: the length of paths and the names that it vouches for. One that did
  /// not sign itself is trusted as it is, and so is one of a version without extensions.
  private static void checkRoot(CertPath path, X509Certificate root, Instant at)
      throws RefusedException {
    if (root.getVersion() < 3 || !signedItself(root)) {
      return;
    }
    List<Certificate> whole = new ArrayList<>(path.getCertificates());
    whole.add(root);
    try {
      PKIXParameters parameters =
          new PKIXParameters(
              Set.of(new TrustAnchor(root.getSubjectX500Principal(), root.getPublicKey(), null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(whole), parameters);
    } catch (CertPathValidatorException _) {
      throw new RefusedException(
          "the root "
              + shown(root)
              + " must not issue this certificate: its path length or name constraints exclude it");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean signedItself(X509Certificate root) {
    try {
      root.verify(root.getPublicKey());
      return root.getSubjectX500Principal().equals(root.getIssuerX500Principal());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static String shown(X509Certificate certificate) {
    return "of `" + CertificateChainCheck.name(certificate.getSubjectX500Principal()) + "`";
  }
}
