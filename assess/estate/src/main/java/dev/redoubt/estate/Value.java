package dev.redoubt.estate;

import org.jspecify.annotations.Nullable;

/// A JSON value with its origin; it may be [unknown][Unknown].
///
/// Equality ignores the origin, and compares property names ignoring case, as Azure does. All
/// values are immutable.
public sealed interface Value
    permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, Unknown {

  /// Returns the location of the value; for a computed value, the location of its expression.
  default Origin origin() {
    return new Origin(packedOrigin());
  }

  /// [#origin] in packed form, so that a value needs no extra object.
  long packedOrigin();

  /// Returns the size of the value when written out: one per contained value, more for long
  /// strings. A value with shared parts can be far larger than the memory it takes, and every
  /// traversal takes time proportional to this size. Saturates.
  int weight();

  /// Returns this value with another origin.
  Value at(Origin origin);

  /// Returns the type name for messages: `string`, `int`, `bool`, `array`, `object`, `null`, or
  /// `unknown`.
  default String kind() {
    return switch (this) {
      case NullValue _ -> "null";
      case BooleanValue _ -> "bool";
      case NumberValue number -> number.isInteger() ? "int" : "number";
      case StringValue _ -> "string";
      case ArrayValue _ -> "array";
      case ObjectValue _ -> "object";
      case Unknown _ -> "unknown";
    };
  }

  /// Whether neither the value nor anything inside it is unknown.
  default boolean isFullyKnown() {
    return switch (this) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> true;
      case ArrayValue array -> array.isFullyKnown();
      case ObjectValue object -> object.isFullyKnown();
      case Unknown _ -> false;
    };
  }

  /// Returns the first unknown in the value, outermost first, or null if everything is known.
  default @Nullable Unknown firstUnknown() {
    return switch (this) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> null;
      case ArrayValue array -> {
        for (Value element : array) {
          Unknown found = element.firstUnknown();
          if (found != null) {
            yield found;
          }
        }
        yield array.rest();
      }
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          Unknown found = object.valueAt(i).firstUnknown();
          if (found != null) {
            yield found;
          }
        }
        yield object.rest();
      }
      case Unknown unknown -> unknown;
    };
  }
}
