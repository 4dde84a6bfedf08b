package dev.redoubt.estate;

/// The type that an unknown value will have, as far as it is known.
public enum TypeHint {
  ANY,
  STRING,
  INT,
  BOOL,
  ARRAY,
  OBJECT;

  /// Whether a value of this type could be of the other type.
  public boolean mayBe(TypeHint other) {
    return this == ANY || other == ANY || this == other;
  }

  /// Returns the type of a value.
  public static TypeHint of(Value value) {
    return switch (value) {
      case NullValue _ -> ANY;
      case BooleanValue _ -> BOOL;
      case NumberValue number -> number.isInteger() ? INT : ANY;
      case StringValue _ -> STRING;
      case ArrayValue _ -> ARRAY;
      case ObjectValue _ -> OBJECT;
      case Unknown unknown -> unknown.type();
    };
  }

  /// Returns the type that covers both.
  public TypeHint join(TypeHint other) {
    return this == other ? this : ANY;
  }
}
