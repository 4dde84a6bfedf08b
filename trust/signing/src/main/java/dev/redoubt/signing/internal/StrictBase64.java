package dev.redoubt.signing.internal;

import dev.redoubt.signing.refusal.RefusedException;
import java.util.Base64;

/// Decodes base64 of RFC 4648, section 4, only in its canonical form: the standard alphabet,
/// padded, no line breaks, no stray bits at the end.
public final class StrictBase64 {

  private StrictBase64() {}

  /// Decodes.
  ///
  /// @param where as messages name the place
  public static byte[] decode(String text, String where) throws RefusedException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (encode(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new RefusedException(
        "`" + where + "` is not standard base64 (RFC 4648, padded, without line breaks)");
  }

  /// Encodes.
  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
