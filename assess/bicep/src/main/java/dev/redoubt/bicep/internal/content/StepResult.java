package dev.redoubt.bicep.internal.content;

import java.util.function.Function;

/// The result of one step of loading content: a value or an error.
sealed interface StepResult<T> {

  record Done<T>(T result) implements StepResult<T> {}

  /// The step failed.
  ///
  /// @param message the error, as in [LoadResult.Failed]
  record Failed<T>(String message) implements StepResult<T> {}

  /// Runs the next step with the value of this one; an error is passed on.
  default <R> StepResult<R> then(Function<? super T, StepResult<R>> next) {
    return switch (this) {
      case Done<T>(var result) -> next.apply(result);
      case Failed<T>(var message) -> new Failed<>(message);
    };
  }

  static <T> StepResult<T> done(T result) {
    return new Done<>(result);
  }

  static <T> StepResult<T> failed(String message) {
    return new Failed<>(message);
  }
}
