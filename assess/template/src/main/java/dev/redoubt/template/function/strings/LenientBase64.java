package dev.redoubt.template.function.strings;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Decodes base64 as .NET does: white space is allowed anywhere, padding is required.
final class LenientBase64 {

  private LenientBase64() {}

  /// Decodes base64 to UTF-8 text, or returns null if the input is not base64.
  static @Nullable String decode(String text) {
    StringBuilder dense = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        dense.append(c);
      }
    }
    if (dense.length() % 4 != 0) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(dense.toString());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
