package dev.redoubt.artifacts;

import dev.redoubt.access.RequestRefusedException;
import java.nio.charset.StandardCharsets;

/// Validates the reason given for a legal hold, a retention or an erasure.
final class RetentionValidation {

  /// In UTF-16 units: a sentence or two, and a reference to the case.
  private static final int MAX_REASON = 1000;

  private RetentionValidation() {}

  static void reason(String reason) {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw RequestRefusedException.invalid(
          "a reason is required, of at most " + MAX_REASON + " characters");
    }
    if (reason.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(reason)) {
      throw RequestRefusedException.invalid(
          "the reason contains a NUL character or an unpaired surrogate");
    }
  }
}
