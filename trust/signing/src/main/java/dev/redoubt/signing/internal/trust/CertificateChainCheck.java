package dev.redoubt.signing.internal.trust;

import dev.redoubt.signing.internal.QuotedText;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.CertificateReader;
import dev.redoubt.signing.trust.Signatory;
import dev.redoubt.signing.trust.TrustRoots;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// Verifies that a certificate chain leads to a trusted root; RFC 5280 by the certification path
/// validation of the JDK, with its restrictions on weak algorithms.
public final class CertificateChainCheck {

  /// Extended key usage for signing code: RFC 5280, section 4.2.1.12.
  static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  /// RFC 5280, section 4.2.1.6: the kinds of alternative names that are texts.
  private static final Set<Integer> NAMES = Set.of(1, 2, 6);

  /// Certificates between that of the signer and the root.
  private static final int MAX_BETWEEN = 8;

  private static final String SIGNER = "the signer's certificate";

  private CertificateChainCheck() {}

  /// Who signed, according to the chain.
  ///
  /// @param chain certificates in DER, the signer's first
  /// @param now used where the caller names no time
  public static Signatory.ByCertificate check(
      List<byte[]> chain, TrustRoots.Certificates trust, Instant now) throws RefusedException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : chain) {
      certificates.add(
          CertificateReader.parse(
              der, certificates.isEmpty() ? SIGNER : "certificate " + certificates.size()));
    }
    X509Certificate signer = certificates.getFirst();
    Instant at = trust.at() == null ? now : trust.at();
    checkValidity(signer, SIGNER, at);
    checkUsage(signer);
    X509Certificate root = root(certificates, anchors(trust), at);
    checkValidity(root, "the root `" + name(root.getSubjectX500Principal()) + "`", at);
    List<String> names = names(signer);
    checkIdentity(signer, names, trust.identities());
    return new Signatory.ByCertificate(signer, names, name(root.getSubjectX500Principal()));
  }

  private static void checkValidity(X509Certificate certificate, String what, Instant at)
      throws RefusedException {
    try {
      certificate.checkValidity(Date.from(at));
    } catch (CertificateExpiredException _) {
      throw new RefusedException(
          what
              + " expired at "
              + certificate.getNotAfter().toInstant()
              + "; verification time: "
              + at);
    } catch (CertificateNotYetValidException _) {
      throw new RefusedException(
          what
              + " is not valid before "
              + certificate.getNotBefore().toInstant()
              + "; verification time: "
              + at);
    }
  }

  private static void checkUsage(X509Certificate signer) throws RefusedException {
    boolean[] usage = signer.getKeyUsage();
    if (usage != null && !usage[0]) {
      throw new RefusedException(SIGNER + " lacks the key usage `digitalSignature`");
    }
    List<String> purposes;
    try {
      purposes = signer.getExtendedKeyUsage();
    } catch (CertificateParsingException _) {
      throw new RefusedException(SIGNER + " has an invalid extended key usage");
    }
    if (purposes == null || !purposes.contains(CODE_SIGNING)) {
      throw new RefusedException(SIGNER + " lacks the extended key usage `codeSigning`");
    }
  }

  private static X509Certificate root(
      List<X509Certificate> chain, Set<X509Certificate> anchors, Instant at)
      throws RefusedException {
    X509Certificate signer = chain.getFirst();
    if (anchors.contains(signer)) {
      return signer;
    }
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(signer);
      Set<TrustAnchor> roots = new HashSet<>();
      anchors.forEach(each -> roots.add(new TrustAnchor(each, null)));
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots, target);
      parameters.setRevocationEnabled(false);
      parameters.setMaxPathLength(MAX_BETWEEN);
      parameters.setDate(Date.from(at));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      PKIXCertPathBuilderResult result =
          (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
      X509Certificate root = result.getTrustAnchor().getTrustedCert();
      CertificatePathRules.check(result.getCertPath(), root, at);
      return root;
    } catch (CertPathBuilderException _) {
      throw new RefusedException(
          "the certificate of `"
              + name(signer.getSubjectX500Principal())
              + "` does not lead to a trusted root"
              + detail(chain, at));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What is known of why: the JDK leaves out certificates that are not valid at the time, and says
  /// nothing of them.
  private static String detail(List<X509Certificate> chain, Instant at) {
    for (X509Certificate between : chain.subList(1, chain.size())) {
      try {
        between.checkValidity(Date.from(at));
      } catch (CertificateExpiredException _) {
        return ": an intermediate certificate has expired";
      } catch (CertificateNotYetValidException _) {
        return ": an intermediate certificate is not valid yet";
      }
    }
    return "";
  }

  private static Set<X509Certificate> anchors(TrustRoots.Certificates trust) {
    Set<X509Certificate> anchors = new HashSet<>(trust.roots());
    if (trust.withSystemRoots()) {
      try {
        TrustManagerFactory system =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        system.init((KeyStore) null);
        for (TrustManager each : system.getTrustManagers()) {
          if (each instanceof X509TrustManager manager) {
            anchors.addAll(List.of(manager.getAcceptedIssuers()));
          }
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    return anchors;
  }

  private static void checkIdentity(
      X509Certificate signer, List<String> names, Set<String> expected) throws RefusedException {
    boolean met =
        expected.isEmpty()
            || expected.stream()
                .anyMatch(
                    each ->
                        names.subList(1, names.size()).contains(each)
                            || signer.getSubjectX500Principal().equals(principal(each)));
    if (!met) {
      throw new RefusedException(
          "signed by `"
              + QuotedText.shown(String.join("`, `", names))
              + "`, not by `"
              + String.join("` or `", new java.util.TreeSet<>(expected))
              + "`");
    }
  }

  private static @Nullable X500Principal principal(String name) {
    try {
      return new X500Principal(name);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// The subject, then the alternative names that are texts.
  private static List<String> names(X509Certificate certificate) throws RefusedException {
    List<String> names = new ArrayList<>();
    names.add(name(certificate.getSubjectX500Principal()));
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> each : alternatives) {
          if (each.get(0) instanceof Integer kind && NAMES.contains(kind)) {
            names.add(String.valueOf(each.get(1)));
          }
        }
      }
    } catch (CertificateException _) {
      throw new RefusedException(SIGNER + " has invalid subject alternative names");
    }
    return names;
  }

  static String name(X500Principal principal) {
    return principal.getName();
  }
}
