package dev.redoubt.scan.internal.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Decodes text by its byte order mark; UTF-8 if there is none.
public final class TextDecoding {

  private TextDecoding() {}

  /// Decodes text; invalid bytes become replacement characters.
  public static String decode(byte[] bytes) {
    Charset charset = of(bytes);
    String text = new String(bytes, charset);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static Charset of(byte[] bytes) {
    int first = bytes.length > 1 ? ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff) : 0;
    boolean wide = bytes.length > 3 && bytes[2] == 0 && bytes[3] == 0;
    return switch (first) {
      case 0xfffe -> wide ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
      case 0xfeff -> StandardCharsets.UTF_16BE;
      default -> StandardCharsets.UTF_8;
    };
  }
}
