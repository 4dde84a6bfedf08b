package dev.redoubt.estate;

import org.jspecify.annotations.Nullable;

/// A JSON value that knows where it was written and may be [unknown][Unknown].
///
/// Equality ignores origin, and compares property names as Azure does. Nothing here is ever
/// changed.
public sealed interface Value
    permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, Unknown {

  /// Where it was written; for a computed value, where the expression that made it stands.
  default Origin origin() {
    return new Origin(packedOrigin());
  }

  /// [#origin] in packed form, so that a value needs no object for it.
  long packedOrigin();

  /// How large it is written out: one for each value in it, more for long texts. A value that
  /// shares its parts can be far larger than the memory it takes, and everything that walks through
  /// values takes as long as this says. Saturates.
  int weight();

  /// The same value with another origin.
  Value at(Origin origin);

  /// The word for this kind of value in a message: `string`, `int`, `bool`, `array`, `object`,
  /// `null`, or `unknown`.
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

  /// Whether neither it nor anything inside it is unknown.
  default boolean isFullyKnown() {
    return switch (this) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> true;
      case ArrayValue array -> array.isFullyKnown();
      case ObjectValue object -> object.isFullyKnown();
      case Unknown _ -> false;
    };
  }

  /// The first unknown in it, outermost first, or null where all is known.
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
