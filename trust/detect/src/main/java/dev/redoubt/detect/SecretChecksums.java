package dev.redoubt.detect;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/// Verifies secrets that contain a checksum or a verifiable structure.
final class SecretChecksums {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int CHECK = 6;

  private SecretChecksums() {}

  /// The last six characters are the CRC-32 of those after the underscore, to the base of 62.
  static boolean isGitHub(String token) {
    int start = token.indexOf('_') + 1;
    int end = token.length() - CHECK;
    CRC32 crc = new CRC32();
    crc.update(token.substring(start, end).getBytes(StandardCharsets.US_ASCII));
    return base62(crc.getValue()).equals(token.substring(end));
  }

  /// The number in six digits.
  static String base62(long number) {
    StringBuilder text = new StringBuilder();
    long rest = number;
    for (int i = 0; i < CHECK; i++) {
      text.append(DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return text.reverse().toString();
  }

  /// The header is JSON that names an algorithm of signing.
  static boolean isWebToken(String token) {
    try {
      String header = token.substring(0, token.indexOf('.'));
      String json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
      return json.startsWith("{") && json.contains("\"alg\"") && !json.contains("\"none\"");
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
