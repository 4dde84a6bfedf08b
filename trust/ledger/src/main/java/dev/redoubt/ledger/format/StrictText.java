package dev.redoubt.ledger.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Parses the elements of log texts strictly.
final class StrictText {

  /// The maximum length of invalid text in a message.
  private static final int SHOWN = 80;

  private StrictText() {}

  /// Decodes UTF-8 strictly.
  static String utf8(byte[] bytes) throws MalformedLogException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new MalformedLogException("the text is not valid UTF-8");
    }
  }

  /// Decodes standard base64 (RFC 4648, section 4) with padding, in canonical form; null if it is
  /// not valid. Java's own decoder also accepts missing padding and stray bits.
  static byte @Nullable [] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// Decodes a digest in base64; null if it is not valid.
  static @Nullable Sha256Digest digest(String text) {
    byte[] bytes = base64(text);
    return bytes == null || bytes.length != Sha256Digest.LENGTH ? null : Sha256Digest.of(bytes);
  }

  /// Parses a decimal number from 0 to 2^63 - 1 without sign and leading zeros; -1 if it is not
  /// valid.
  static long decimal(String text) {
    int length = text.length();
    if (length == 0 || length > 19 || (length > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    // Nineteen digits overflow at most once, which shows as a sign.
    return number < 0 ? -1 : number;
  }

  /// Prepares text for a message: truncated, and on one line.
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            point -> {
              boolean odd =
                  Character.isISOControl(point)
                      || Character.getType(point) == Character.FORMAT
                      || Character.getType(point) == Character.SURROGATE;
              shown.appendCodePoint(odd ? '?' : point);
            });
    return text.codePointCount(0, text.length()) > SHOWN ? shown + "..." : shown.toString();
  }
}
