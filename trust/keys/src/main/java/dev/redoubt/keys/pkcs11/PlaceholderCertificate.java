package dev.redoubt.keys.pkcs11;

import dev.redoubt.keys.internal.DerEncoding;
import dev.redoubt.keys.internal.SigningAlgorithms;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/// Creates the self-signed certificate without which Java's PKCS#11 keystore does not store a
/// private key. It contains only the label of the key, and nobody trusts it.
final class PlaceholderCertificate {

  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

  /// ecdsa-with-SHA256, -SHA384, -SHA512.
  private static final String ECDSA = "06082a8648ce3d0403";

  private PlaceholderCertificate() {}

  static X509Certificate of(String label, SigningAlgorithms algorithm, KeyPair pair, Provider token)
      throws GeneralSecurityException {
    byte[] signatureAlgorithm =
        DerEncoding.element(0x30, HexFormat.of().parseHex(ECDSA + last(algorithm)));
    byte[] name =
        DerEncoding.element(
            0x30,
            DerEncoding.element(
                0x31,
                DerEncoding.element(
                    0x30,
                    COMMON_NAME,
                    DerEncoding.element(0x0c, label.getBytes(StandardCharsets.UTF_8)))));
    byte[] serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    serial[0] = (byte) ((serial[0] & 0x3f) | 0x40);
    byte[] toBeSigned =
        DerEncoding.element(
            0x30,
            DerEncoding.element(2, serial),
            signatureAlgorithm,
            name,
            DerEncoding.element(0x30, time(0x17, "200101000000Z"), time(0x18, "99991231235959Z")),
            name,
            pair.getPublic().getEncoded());
    Signature signer = Signature.getInstance(algorithm.algorithm().standardName(), token);
    signer.initSign(pair.getPrivate());
    signer.update(toBeSigned);
    byte[] signature = signer.sign();
    byte[] whole =
        DerEncoding.element(
            0x30, toBeSigned, signatureAlgorithm, DerEncoding.element(3, new byte[1], signature));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] time(int tag, String time) {
    return DerEncoding.element(tag, time.getBytes(StandardCharsets.US_ASCII));
  }

  private static String last(SigningAlgorithms algorithm) {
    return switch (algorithm) {
      case P256 -> "02";
      case P384 -> "03";
      case P521 -> "04";
      case ED25519 -> throw new IllegalArgumentException("no ECDSA");
    };
  }
}
