package dev.redoubt.effective.equality;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Residual;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Truth;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Whether two values that may be known in part are equal. Texts compare ignoring case; a text
/// equals a number or a boolean that is written the same; what is absent equals nothing but what is
/// absent.
public final class ValueEquality {

  private ValueEquality() {}

  /// Whether two values are equal.
  public static Truth equal(@Nullable Value left, @Nullable Value right) {
    if (left == null || right == null || isAbsent(left) || isAbsent(right)) {
      return left instanceof Unknown || right instanceof Unknown
          ? Truth.UNKNOWN
          : Truth.of(isAbsent(left) && isAbsent(right));
    }
    if (left instanceof Unknown unknown) {
      return left.equals(right) ? Truth.TRUE : equalUnknown(unknown, right);
    }
    if (right instanceof Unknown unknown) {
      return equalUnknown(unknown, left);
    }
    if (left instanceof ArrayValue mine && right instanceof ArrayValue theirs) {
      return equalArrays(mine, theirs);
    }
    if (left instanceof ObjectValue mine && right instanceof ObjectValue theirs) {
      return equalObjects(mine, theirs);
    }
    String mine = scalarText(left);
    String theirs = scalarText(right);
    return Truth.of(mine != null && theirs != null && PropertyName.same(mine, theirs));
  }

  private static Truth equalUnknown(Unknown unknown, Value other) {
    if (other instanceof Unknown that) {
      return unknown.type().mayBe(that.type()) ? Truth.UNKNOWN : Truth.FALSE;
    }
    if (unknown.residual() instanceof Residual.Choice(_, var a, var b)) {
      return equal(a, other).join(equal(b, other));
    }
    String text = scalarText(other);
    if (text == null) {
      return unknown.type().mayBe(TypeHint.of(other)) ? Truth.UNKNOWN : Truth.FALSE;
    }
    return switch (unknown.type()) {
      case ARRAY, OBJECT -> Truth.FALSE;
      case BOOL ->
          PropertyName.same(text, "true") || PropertyName.same(text, "false")
              ? Truth.UNKNOWN
              : Truth.FALSE;
      case INT -> number(other) != null ? Truth.UNKNOWN : Truth.FALSE;
      case ANY, STRING ->
          Glob.literal(text).folded().matches(Glob.of(unknown).folded()).and(Truth.UNKNOWN);
    };
  }

  private static Truth equalArrays(ArrayValue mine, ArrayValue theirs) {
    if (mine.isOpen() || theirs.isOpen()) {
      return Truth.UNKNOWN;
    }
    if (mine.size() != theirs.size()) {
      return Truth.FALSE;
    }
    Truth truth = Truth.TRUE;
    for (int i = 0; i < mine.size(); i++) {
      truth = truth.and(equal(mine.get(i), theirs.get(i)));
    }
    return truth;
  }

  private static Truth equalObjects(ObjectValue mine, ObjectValue theirs) {
    Truth truth = mine.isOpen() || theirs.isOpen() ? Truth.UNKNOWN : Truth.TRUE;
    if (truth == Truth.TRUE && mine.size() != theirs.size()) {
      return Truth.FALSE;
    }
    for (int i = 0; i < mine.size(); i++) {
      truth = truth.and(equal(mine.valueAt(i), theirs.lookup(mine.nameAt(i))));
    }
    return truth;
  }

  /// A scalar as it is written; null for what is none, or is not known.
  public static @Nullable String scalarText(Value value) {
    return switch (value) {
      case StringValue(var text, _) -> text;
      case BooleanValue(var truth, _) -> truth ? "true" : "false";
      case NumberValue(var number, _) -> number.stripTrailingZeros().toPlainString();
      case NullValue _, ArrayValue _, ObjectValue _, Unknown _ -> null;
    };
  }

  /// Whether a value is not there, or null.
  public static boolean isAbsent(@Nullable Value value) {
    return value == null || value instanceof NullValue;
  }

  /// The number that a value is, or that a text is written as; null where it is none.
  public static @Nullable BigDecimal number(Value value) {
    if (value instanceof NumberValue(var number, _)) {
      return number;
    }
    if (!(value instanceof StringValue(var text, _)) || !isDecimal(text)) {
      return null;
    }
    return new BigDecimal(text);
  }

  private static boolean isDecimal(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int points = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        points++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return text.length() > start
        && text.length() < 40
        && points <= 1
        && text.charAt(text.length() - 1) != '.'
        && text.charAt(start) != '.';
  }
}
