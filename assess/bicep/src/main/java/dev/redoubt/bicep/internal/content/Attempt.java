package dev.redoubt.bicep.internal.content;

import java.util.function.Function;

/// One of the steps from an argument to a value: what it yields, or why it cannot.
sealed interface Attempt<T> {

  record Done<T>(T result) implements Attempt<T> {}

  /// It yields nothing.
  ///
  /// @param message what is wrong, as in [Loaded.Failed]
  record Failed<T>(String message) implements Attempt<T> {}

  /// The next step, with what this one yields.
  default <R> Attempt<R> then(Function<? super T, Attempt<R>> next) {
    return switch (this) {
      case Done<T>(var result) -> next.apply(result);
      case Failed<T>(var message) -> new Failed<>(message);
    };
  }

  static <T> Attempt<T> done(T result) {
    return new Done<>(result);
  }

  static <T> Attempt<T> failed(String message) {
    return new Failed<>(message);
  }
}
