package dev.redoubt.artifacts.blob;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Name of a blob: random, and never reused.
///
/// @param text 32 hexadecimal digits
public record BlobId(String text) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /// @throws IllegalArgumentException if it is not a valid id
  public BlobId {
    if (!isValid(text)) {
      throw new IllegalArgumentException("`" + text + "` is not a valid id of a blob");
    }
  }

  /// Returns a new random id.
  public static BlobId random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new BlobId(HexFormat.of().formatHex(bytes));
  }

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
