package dev.redoubt.signing.digest;

import java.util.HexFormat;

/// A digest in lower-case hexadecimal, two digits per byte.
public record ResourceDigest(String hex) {

  public ResourceDigest {
    if (hex.isEmpty() || hex.length() % 2 != 0 || !hex.chars().allMatch(ResourceDigest::isDigit)) {
      throw new IllegalArgumentException("a digest must be lower-case hexadecimal");
    }
  }

  private static boolean isDigit(int letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
  }

  /// That of bytes.
  public static ResourceDigest of(byte[] bytes) {
    return new ResourceDigest(HexFormat.of().formatHex(bytes));
  }

  /// Whether a text is a digest of so many bytes.
  public static boolean is(String text, int bytes) {
    return text.length() == 2 * bytes && text.chars().allMatch(ResourceDigest::isDigit);
  }

  /// A copy of its bytes.
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
