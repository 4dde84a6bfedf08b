package dev.redoubt.artifacts;

import dev.redoubt.access.RequestRefusedException;
import java.nio.charset.StandardCharsets;

/// What may be said about holds and erasures.
final class RetentionValidation {

  /// In UTF-16 units: a sentence or two, and where the file of the case is.
  private static final int MAX_REASON = 1000;

  private RetentionValidation() {}

  static void reason(String reason) {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw RequestRefusedException.invalid(
          "a reason is needed, of at most " + MAX_REASON + " characters");
    }
    if (reason.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(reason)) {
      throw RequestRefusedException.invalid("the reason has characters in it that no text has");
    }
  }
}
