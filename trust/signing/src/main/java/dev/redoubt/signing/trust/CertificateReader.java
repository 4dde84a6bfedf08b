package dev.redoubt.signing.trust;

import dev.redoubt.signing.internal.PemEncoding;
import dev.redoubt.signing.internal.QuotedText;
import dev.redoubt.signing.refusal.RefusedException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Reads X.509 certificates in PEM and DER.
public final class CertificateReader {

  private CertificateReader() {}

  /// Reads a PEM file with at least one certificate, and keeps their order.
  ///
  /// @param what name of the file for messages
  public static List<X509Certificate> read(byte[] pem, String what) throws RefusedException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemEncoding block : PemEncoding.read(pem, what)) {
      if (!block.label().equals("CERTIFICATE")) {
        throw new RefusedException(
            what + " has `" + QuotedText.shown(block.label()) + "`, expected only certificates");
      }
      certificates.add(
          parse(block.bytes(), "certificate " + (certificates.size() + 1) + " of " + what));
    }
    if (certificates.isEmpty()) {
      throw new RefusedException(what + " has no `CERTIFICATE` block in PEM");
    }
    return certificates;
  }

  /// Reads one certificate in DER, which must use all of the bytes.
  ///
  /// @param what name of the certificate for messages
  public static X509Certificate parse(byte[] der, String what) throws RefusedException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(der);
    try {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
      if (bytes.available() == 0 && java.util.Arrays.equals(certificate.getEncoded(), der)) {
        return certificate;
      }
    } catch (GeneralSecurityException | RuntimeException _) {
      // The JDK's reader of certificates also throws exceptions of other kinds for bad bytes.
    }
    throw new RefusedException(what + " is not an X.509 certificate in DER");
  }
}
