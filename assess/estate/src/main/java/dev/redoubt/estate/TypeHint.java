package dev.redoubt.estate;

/// What kind of value an unknown will turn out to be, as far as that is known.
public enum TypeHint {
  ANY,
  STRING,
  INT,
  BOOL,
  ARRAY,
  OBJECT;

  /// Whether a value of this kind could be of that kind.
  public boolean mayBe(TypeHint other) {
    return this == ANY || other == ANY || this == other;
  }

  /// The hint that a known value gives.
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

  /// The hint that covers both.
  public TypeHint join(TypeHint other) {
    return this == other ? this : ANY;
  }
}
