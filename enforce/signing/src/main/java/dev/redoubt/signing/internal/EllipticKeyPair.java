package dev.redoubt.signing.internal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/// An elliptic curve key pair from what files have: PKCS #8 (RFC 5208) around, or alone, the
/// private key of SEC 1 (RFC 5915) with its public half inside.
record EllipticKeyPair(PrivateKey privateKey, PublicKey publicKey) {

  /// 1.2.840.10045.2.1
  private static final byte[] EC = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

  /// Reads PKCS #8, or null where it is something else or lacks the public half.
  static @Nullable EllipticKeyPair ofPkcs8(byte[] der) {
    Der info = new Der(der).inside(Der.SEQUENCE);
    if (info == null || info.next(Der.INTEGER) == null) {
      return null;
    }
    Der algorithm = info.inside(Der.SEQUENCE);
    byte[] key = info.next(Der.OCTET_STRING);
    if (algorithm == null || key == null || algorithm.next(Der.OBJECT_IDENTIFIER) == null) {
      return null;
    }
    byte[] curve = algorithm.next(Der.OBJECT_IDENTIFIER);
    return curve == null ? null : of(curve, key);
  }

  /// Reads SEC 1, or null where it is something else or lacks its curve or its public half.
  static @Nullable EllipticKeyPair ofSec1(byte[] der) {
    Der key = new Der(der).inside(Der.SEQUENCE);
    if (key == null || key.next(Der.INTEGER) == null || key.next(Der.OCTET_STRING) == null) {
      return null;
    }
    Der parameters = key.inside(Der.context(0));
    byte[] curve = parameters == null ? null : parameters.next(Der.OBJECT_IDENTIFIER);
    return curve == null ? null : of(curve, der);
  }

  private static @Nullable EllipticKeyPair of(byte[] curve, byte[] sec1) {
    Der key = new Der(sec1).inside(Der.SEQUENCE);
    if (key == null || key.next(Der.INTEGER) == null || key.next(Der.OCTET_STRING) == null) {
      return null;
    }
    key.next(Der.context(0));
    Der publicHalf = key.inside(Der.context(1));
    byte[] point = publicHalf == null ? null : publicHalf.next(Der.BIT_STRING);
    if (point == null) {
      return null;
    }
    byte[] algorithm =
        Der.write(
            Der.SEQUENCE,
            Der.write(Der.OBJECT_IDENTIFIER, EC),
            Der.write(Der.OBJECT_IDENTIFIER, curve));
    byte[] pkcs8 =
        Der.write(
            Der.SEQUENCE,
            Der.write(Der.INTEGER, new byte[] {0}),
            algorithm,
            Der.write(Der.OCTET_STRING, sec1));
    byte[] spki = Der.write(Der.SEQUENCE, algorithm, Der.write(Der.BIT_STRING, point));
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      return new EllipticKeyPair(
          keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
          keys.generatePublic(new X509EncodedKeySpec(spki)));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return null;
    }
  }

  /// The key itself stays unseen.
  @Override
  public String toString() {
    return "an elliptic curve key pair";
  }
}
