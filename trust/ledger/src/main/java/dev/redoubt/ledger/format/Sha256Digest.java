package dev.redoubt.ledger.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 digest of an entry, of a body, or of a node of the tree. Prints as `sha256:` and 64
/// lower-case hexadecimal digits.
public final class Sha256Digest implements Comparable<Sha256Digest> {

  /// In bytes.
  public static final int LENGTH = 32;

  /// The prefix of the hexadecimal digits.
  public static final String PREFIX = "sha256:";

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Sha256Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Creates a digest from its bytes.
  ///
  /// @param bytes 32 bytes
  public static Sha256Digest of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a digest of " + bytes.length + " bytes");
    }
    return new Sha256Digest(bytes.clone());
  }

  /// Reads the digest at an offset of a byte array.
  public static Sha256Digest at(byte[] bytes, int offset) {
    return new Sha256Digest(Arrays.copyOfRange(bytes, offset, offset + LENGTH));
  }

  /// Computes the SHA-256 of all parts, concatenated.
  public static Sha256Digest sha256(byte[]... parts) {
    MessageDigest sha256 = newSha256();
    for (byte[] part : parts) {
      sha256.update(part);
    }
    return new Sha256Digest(sha256.digest());
  }

  /// A message digest for incremental hashing.
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Parses `sha256:` and 64 lower-case hexadecimal digits.
  public static Sha256Digest parse(String text) throws MalformedLogException {
    if (text.length() != PREFIX.length() + 2 * LENGTH || !text.startsWith(PREFIX)) {
      throw new MalformedLogException(
          "`%s` is not a digest: expected `sha256:` and 64 hexadecimal digits"
              .formatted(StrictText.shown(text)));
    }
    for (int i = PREFIX.length(); i < text.length(); i++) {
      if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
        throw new MalformedLogException(
            "`%s` is not a digest: only the digits 0 to 9 and a to f are allowed"
                .formatted(StrictText.shown(text)),
            i);
      }
    }
    return new Sha256Digest(HEX.parseHex(text, PREFIX.length(), text.length()));
  }

  /// The 32 bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// Copies the 32 bytes into an array.
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, LENGTH);
  }

  /// 64 lower-case hexadecimal digits.
  public String hex() {
    return HEX.formatHex(bytes);
  }

  /// Standard base64 with padding, as in checkpoints and proofs.
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public int compareTo(Sha256Digest other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sha256Digest that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return PREFIX + hex();
  }
}
