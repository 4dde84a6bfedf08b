package dev.redoubt.detect;

import java.util.Objects;

/// A secret that was found in a text. The secret itself is not stored.
///
/// @param title the kind of secret, such as `GitHub token`
/// @param start of the match, in characters from the start of the text
/// @param masked the first characters and the length, enough to find the secret again
public record DetectedSecret(String title, long start, String masked) {

  /// @throws NullPointerException if one is null
  public DetectedSecret {
    Objects.requireNonNull(title);
    Objects.requireNonNull(masked);
  }
}
