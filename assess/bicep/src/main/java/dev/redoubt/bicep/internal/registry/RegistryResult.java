package dev.redoubt.bicep.internal.registry;

import java.util.function.Function;

/// What came of asking for something that may not be had.
public sealed interface RegistryResult<T> {

  /// It was had.
  record Given<T>(T value) implements RegistryResult<T> {}

  /// It was not.
  ///
  /// @param why lower case, in words for a person
  record Refused<T>(String why) implements RegistryResult<T> {}

  static <T> RegistryResult<T> given(T value) {
    return new Given<>(value);
  }

  static <T> RegistryResult<T> refused(String why) {
    return new Refused<>(why);
  }

  /// What comes of asking on with what was had.
  default <R> RegistryResult<R> then(Function<? super T, RegistryResult<R>> next) {
    return switch (this) {
      case Given<T>(var value) -> next.apply(value);
      case Refused<T>(var why) -> refused(why);
    };
  }
}
