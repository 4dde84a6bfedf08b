package dev.redoubt.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Hashes of inline styles and scripts, as [Content Security Policy](https://www.w3.org/TR/CSP3/)
/// writes them.
final class ContentHash {

  private ContentHash() {}

  /// `'sha256-...'`, of the text between the tags.
  static String source(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
