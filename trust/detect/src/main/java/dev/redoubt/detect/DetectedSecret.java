package dev.redoubt.detect;

import java.util.Objects;

/// A secret that was found. The secret itself is not kept.
///
/// @param title what it is, as `token of GitHub`
/// @param start of what has the form of the secret, in characters from the start of the text
/// @param masked enough to find it again: its first characters, and how long it is
public record DetectedSecret(String title, long start, String masked) {

  /// @throws NullPointerException if one is null
  public DetectedSecret {
    Objects.requireNonNull(title);
    Objects.requireNonNull(masked);
  }
}
