package dev.redoubt.keys.pem;

import dev.redoubt.keys.internal.PemBlock;
import dev.redoubt.keys.internal.Pkcs8;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads certificates and private keys for TLS from PEM (RFC 7468). The key may have any type that
/// the JDK supports in a TLS handshake, RSA included; [PemKeys] reads the keys with which Redoubt
/// signs.
public final class TlsPemFiles {

  private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE", "X509 CERTIFICATE");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private TlsPemFiles() {}

  /// Reads the certificates of a text, in their order; other blocks are skipped, since a key often
  /// is in the same file.
  ///
  /// @throws KeyAccessException.Malformed if there is no certificate, or one cannot be read
  public static List<X509Certificate> certificates(byte[] pem) throws KeyAccessException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemBlock block : PemBlock.all(pem)) {
      if (CERTIFICATES.contains(block.label())) {
        certificates.add(certificate(block.bytes()));
      }
    }
    if (certificates.isEmpty()) {
      throw new KeyAccessException.Malformed("the file has no `BEGIN CERTIFICATE` block");
    }
    return certificates;
  }

  private static X509Certificate certificate(byte[] der) throws KeyAccessException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException | RuntimeException _) {
      // The JDK's reader of certificates also throws exceptions of other kinds for bad bytes.
      throw new KeyAccessException.Malformed("the file contains an invalid certificate");
    }
  }

  /// Reads the private key of a text: PKCS#8, SEC 1 or PKCS#1, not encrypted.
  ///
  /// @throws KeyAccessException.Malformed if the text does not contain exactly one such key
  public static PrivateKey privateKey(SecretBytes pem) throws KeyAccessException {
    return pem.<PrivateKey, KeyAccessException>reveal(
        bytes -> {
          List<PemBlock> blocks =
              PemBlock.all(bytes).stream()
                  .filter(block -> block.label().endsWith("PRIVATE KEY"))
                  .toList();
          if (blocks.size() != 1) {
            throw new KeyAccessException.Malformed(
                "the file has " + blocks.size() + " private keys; expected 1");
          }
          return ofPkcs8(pkcs8(blocks.getFirst()));
        });
  }

  private static byte[] pkcs8(PemBlock block) throws KeyAccessException {
    return switch (block.label()) {
      case "PRIVATE KEY" -> block.bytes();
      case "EC PRIVATE KEY" -> Pkcs8.ofSec1(block.bytes());
      case "RSA PRIVATE KEY" -> Pkcs8.ofPkcs1(block.bytes());
      default ->
          throw new KeyAccessException.Malformed(
              "`" + block.label() + "` is encrypted or not supported for TLS");
    };
  }

  private static PrivateKey ofPkcs8(byte[] pkcs8) throws KeyAccessException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException | RuntimeException _) {
        // Another one, then.
      }
    }
    throw new KeyAccessException.Malformed(
        "unsupported key algorithm; expected one of " + ALGORITHMS);
  }
}
