package dev.redoubt.bicep.internal.registry;

import java.util.function.Function;

/// What came of asking for something that may not be had.
public sealed interface Answer<T> {

  /// It was had.
  record Given<T>(T value) implements Answer<T> {}

  /// It was not.
  ///
  /// @param why lower case, in words for a person
  record Refused<T>(String why) implements Answer<T> {}

  static <T> Answer<T> given(T value) {
    return new Given<>(value);
  }

  static <T> Answer<T> refused(String why) {
    return new Refused<>(why);
  }

  /// What comes of asking on with what was had.
  default <R> Answer<R> then(Function<? super T, Answer<R>> next) {
    return switch (this) {
      case Given<T>(var value) -> next.apply(value);
      case Refused<T>(var why) -> refused(why);
    };
  }
}
