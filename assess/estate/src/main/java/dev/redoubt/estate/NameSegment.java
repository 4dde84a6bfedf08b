package dev.redoubt.estate;

import org.jspecify.annotations.Nullable;

/// One segment of a resource name, known or unknown.
///
/// Known segments are compared ignoring case. Unknown segments are equal if their residual
/// expressions are equal: two different residuals may still turn out to be the same name, but this
/// must not be assumed.
///
/// @param value a [StringValue] or an [Unknown]
public record NameSegment(Value value) {

  public NameSegment {
    if (!(value instanceof StringValue) && !(value instanceof Unknown)) {
      value = StringValue.of(JsonWriter.asText(value));
    }
  }

  public static NameSegment literal(String text) {
    return new NameSegment(StringValue.of(text));
  }

  public boolean isLiteral() {
    return value instanceof StringValue;
  }

  /// Returns the name if it is known, otherwise null.
  public @Nullable String text() {
    return value instanceof StringValue string ? string.text() : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof NameSegment that)) {
      return false;
    }
    String mine = text();
    String theirs = that.text();
    if (mine != null && theirs != null) {
      return PropertyName.same(mine, theirs);
    }
    return value.equals(that.value);
  }

  @Override
  public int hashCode() {
    String mine = text();
    return mine != null ? PropertyName.hash(mine) : value.hashCode();
  }

  /// Returns the name, or the expression in brackets.
  @Override
  public String toString() {
    String mine = text();
    return mine != null ? mine : ExpressionPrinter.bracketed(value);
  }
}
