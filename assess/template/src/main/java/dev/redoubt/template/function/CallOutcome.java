package dev.redoubt.template.function;

import dev.redoubt.estate.Value;

/// The outcome of a function call: a value or a failure.
public sealed interface CallOutcome {

  /// The function's value. The evaluator gives it the origin of the call.
  record Returned(Value value) implements CallOutcome {}

  /// The call is invalid; Azure would reject the template.
  ///
  /// @param message lower case, what is wrong with which argument
  record Failed(String message) implements CallOutcome {}

  static CallOutcome of(Value value) {
    return new Returned(value);
  }

  static CallOutcome failed(String message) {
    return new Failed(message);
  }
}
