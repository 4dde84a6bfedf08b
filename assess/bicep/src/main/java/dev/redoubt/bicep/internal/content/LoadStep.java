package dev.redoubt.bicep.internal.content;

import java.util.function.Function;

/// One of the steps from an argument to a value: what it yields, or why it cannot.
sealed interface LoadStep<T> {

  record Done<T>(T result) implements LoadStep<T> {}

  /// It yields nothing.
  ///
  /// @param message what is wrong, as in [LoadResult.Failed]
  record Failed<T>(String message) implements LoadStep<T> {}

  /// The next step, with what this one yields.
  default <R> LoadStep<R> then(Function<? super T, LoadStep<R>> next) {
    return switch (this) {
      case Done<T>(var result) -> next.apply(result);
      case Failed<T>(var message) -> new Failed<>(message);
    };
  }

  static <T> LoadStep<T> done(T result) {
    return new Done<>(result);
  }

  static <T> LoadStep<T> failed(String message) {
    return new Failed<>(message);
  }
}
