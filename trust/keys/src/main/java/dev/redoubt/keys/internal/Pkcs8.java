package dev.redoubt.keys.internal;

import dev.redoubt.keys.material.KeyAccessException;
import java.util.HexFormat;

/// Converts older private key formats to PrivateKeyInfo of RFC 5208, which the JDK reads.
public final class Pkcs8 {

  private static final byte[] VERSION = DerEncoding.element(2, new byte[] {0});

  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  /// rsaEncryption of RFC 8017, whose parameters are NULL.
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");

  /// The tag of the curve in an ECPrivateKey.
  private static final int CURVE = 0xa0;

  private Pkcs8() {}

  /// Converts an ECPrivateKey of RFC 5915.
  ///
  /// @throws KeyAccessException.Malformed if it does not name its curve
  public static byte[] ofSec1(byte[] sec1) throws KeyAccessException {
    DerEncoding outer = new DerEncoding("the key", sec1);
    DerEncoding fields = new DerEncoding("the key", outer.take(0x30));
    outer.end();
    fields.take(2);
    fields.take(4);
    if (fields.peek() != CURVE) {
      throw new KeyAccessException.Malformed(
          "the key does not name its curve; convert it with `openssl pkcs8 -topk8 -nocrypt`");
    }
    byte[] curve = fields.take(CURVE);
    return DerEncoding.element(
        0x30, VERSION, DerEncoding.element(0x30, EC, curve), DerEncoding.element(4, sec1));
  }

  /// Converts an RSAPrivateKey of RFC 8017 (PKCS#1), whose content is not validated.
  public static byte[] ofPkcs1(byte[] pkcs1) {
    return DerEncoding.element(
        0x30, VERSION, DerEncoding.element(0x30, RSA), DerEncoding.element(4, pkcs1));
  }
}
