package dev.redoubt.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tells whether a version of a key can be used.
public sealed interface KeyState {

  /// The version can be used.
  record Enabled() implements KeyState {}

  /// The version cannot be used until it is enabled again.
  record Disabled() implements KeyState {}

  /// The version can never be used again.
  ///
  /// @param time of the destruction, null if the provider does not record it
  record Destroyed(@Nullable Instant time) implements KeyState {}
}
