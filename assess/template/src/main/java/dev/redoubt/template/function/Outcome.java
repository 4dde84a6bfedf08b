package dev.redoubt.template.function;

import dev.redoubt.estate.Value;

/// What came of a call.
public sealed interface Outcome {

  /// The function's value. The evaluator gives it the origin of the call.
  record Returned(Value value) implements Outcome {}

  /// The call is invalid; Azure would refuse the template.
  ///
  /// @param message lower case, what is wrong with which argument
  record Failed(String message) implements Outcome {}

  static Outcome of(Value value) {
    return new Returned(value);
  }

  static Outcome failed(String message) {
    return new Failed(message);
  }
}
