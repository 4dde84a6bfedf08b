package dev.redoubt.bicep.internal.registry;

import java.util.function.Function;

/// The result of a registry or cache operation: a value or a reason for refusal.
public sealed interface RegistryResult<T> {

  /// The value is available.
  record Given<T>(T value) implements RegistryResult<T> {}

  /// The value is not available.
  ///
  /// @param reason the reason, lower case
  record Refused<T>(String reason) implements RegistryResult<T> {}

  static <T> RegistryResult<T> given(T value) {
    return new Given<>(value);
  }

  static <T> RegistryResult<T> refused(String why) {
    return new Refused<>(why);
  }

  /// Runs the next operation with the value; a refusal is passed on.
  default <R> RegistryResult<R> then(Function<? super T, RegistryResult<R>> next) {
    return switch (this) {
      case Given<T>(var value) -> next.apply(value);
      case Refused<T>(var why) -> refused(why);
    };
  }
}
