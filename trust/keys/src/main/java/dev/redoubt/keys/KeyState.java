package dev.redoubt.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a version of a key can be used.
public sealed interface KeyState {

  /// It can.
  record Enabled() implements KeyState {}

  /// It cannot, until somebody enables it.
  record Disabled() implements KeyState {}

  /// It never will again.
  ///
  /// @param time when, null where the provider does not say
  record Destroyed(@Nullable Instant time) implements KeyState {}
}
