package dev.redoubt.estate;

import org.jspecify.annotations.Nullable;

/// One part of a resource's identity: a name that is known, or one that is not.
///
/// Equal literals ignore case. Equal symbols have equal residuals: two symbols that differ may
/// still turn out to be the same name, but nobody may assume it.
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

  /// The name where it is known, else null.
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

  /// The name, or the expression in brackets.
  @Override
  public String toString() {
    String mine = text();
    return mine != null ? mine : ExpressionText.bracketed(value);
  }
}
