package dev.redoubt.keys.internal;

import dev.redoubt.keys.material.KeyAccessException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/// Reads and writes the subset of DER (ITU-T X.690) that keys and signatures need.
public final class DerEncoding {

  private final String what;
  private final byte[] bytes;
  private int at;

  /// @param what name of the input, for messages
  public DerEncoding(String what, byte[] bytes) {
    this.what = what;
    this.bytes = bytes;
  }

  /// Whether bytes are left.
  public boolean hasMore() {
    return at < bytes.length;
  }

  /// The next tag, without consuming it.
  public int peek() {
    return hasMore() ? bytes[at] & 0xff : -1;
  }

  /// Reads the content of the next element, which must have this tag.
  public byte[] take(int tag) throws KeyAccessException {
    if (bytes.length - at < 2 || (bytes[at] & 0xff) != tag) {
      throw malformed();
    }
    int length = bytes[at + 1] & 0xff;
    at += 2;
    if (length > 0x80) {
      int octets = length & 0x7f;
      if (octets > 3 || bytes.length - at < octets) {
        throw malformed();
      }
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = length << 8 | (bytes[at++] & 0xff);
      }
      if (length < 0x80 || length >>> (8 * (octets - 1)) == 0) {
        throw malformed();
      }
    } else if (length == 0x80) {
      throw malformed();
    }
    if (length > bytes.length - at) {
      throw malformed();
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /// Checks that no bytes are left.
  public void end() throws KeyAccessException {
    if (hasMore()) {
      throw malformed();
    }
  }

  private KeyAccessException malformed() {
    return new KeyAccessException.Malformed(what + " is not valid DER");
  }

  /// Encodes an element.
  public static byte[] element(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] each : contents) {
      content.writeBytes(each);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int size = content.size();
    if (size >= 0x10000) {
      throw new IllegalArgumentException("too long: " + size);
    }
    if (size >= 0x100) {
      out.write(0x82);
      out.write(size >>> 8);
    } else if (size >= 0x80) {
      out.write(0x81);
    }
    out.write(size);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  /// Converts an ECDSA signature to its form in X.509, from the two concatenated integers of JOSE,
  /// PKCS#11 and Key Vault.
  public static byte[] ofRawSignature(byte[] raw) {
    int half = raw.length / 2;
    return element(
        0x30,
        element(2, new BigInteger(1, Arrays.copyOf(raw, half)).toByteArray()),
        element(2, new BigInteger(1, Arrays.copyOfRange(raw, half, raw.length)).toByteArray()));
  }
}
