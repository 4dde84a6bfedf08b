package dev.redoubt.effective.equality;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Compares values that may be partly unknown. Strings are compared ignoring case; a string equals
/// a number or a boolean with the same text; an absent value equals only an absent value.
public final class ValueEquality {

  private ValueEquality() {}

  /// Whether two values are equal.
  public static TruthValue equal(@Nullable Value left, @Nullable Value right) {
    if (left == null || right == null || isAbsent(left) || isAbsent(right)) {
      return left instanceof Unknown || right instanceof Unknown
          ? TruthValue.UNKNOWN
          : TruthValue.of(isAbsent(left) && isAbsent(right));
    }
    if (left instanceof Unknown unknown) {
      return left.equals(right) ? TruthValue.TRUE : equalUnknown(unknown, right);
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
    return TruthValue.of(mine != null && theirs != null && PropertyName.same(mine, theirs));
  }

  private static TruthValue equalUnknown(Unknown unknown, Value other) {
    if (other instanceof Unknown that) {
      return unknown.type().mayBe(that.type()) ? TruthValue.UNKNOWN : TruthValue.FALSE;
    }
    if (unknown.residual() instanceof ResidualExpression.Choice(_, var a, var b)) {
      return equal(a, other).join(equal(b, other));
    }
    String text = scalarText(other);
    if (text == null) {
      return unknown.type().mayBe(TypeHint.of(other)) ? TruthValue.UNKNOWN : TruthValue.FALSE;
    }
    return switch (unknown.type()) {
      case ARRAY, OBJECT -> TruthValue.FALSE;
      case BOOL ->
          PropertyName.same(text, "true") || PropertyName.same(text, "false")
              ? TruthValue.UNKNOWN
              : TruthValue.FALSE;
      case INT -> number(other) != null ? TruthValue.UNKNOWN : TruthValue.FALSE;
      case ANY, STRING ->
          PolicyWildcard.literal(text)
              .folded()
              .matches(PolicyWildcard.of(unknown).folded())
              .and(TruthValue.UNKNOWN);
    };
  }

  private static TruthValue equalArrays(ArrayValue mine, ArrayValue theirs) {
    if (mine.isOpen() || theirs.isOpen()) {
      return TruthValue.UNKNOWN;
    }
    if (mine.size() != theirs.size()) {
      return TruthValue.FALSE;
    }
    TruthValue truth = TruthValue.TRUE;
    for (int i = 0; i < mine.size(); i++) {
      truth = truth.and(equal(mine.get(i), theirs.get(i)));
    }
    return truth;
  }

  private static TruthValue equalObjects(ObjectValue mine, ObjectValue theirs) {
    TruthValue truth = mine.isOpen() || theirs.isOpen() ? TruthValue.UNKNOWN : TruthValue.TRUE;
    if (truth == TruthValue.TRUE && mine.size() != theirs.size()) {
      return TruthValue.FALSE;
    }
    for (int i = 0; i < mine.size(); i++) {
      truth = truth.and(equal(mine.valueAt(i), theirs.lookup(mine.nameAt(i))));
    }
    return truth;
  }

  /// The text of a scalar; null if the value is not a scalar or unknown.
  public static @Nullable String scalarText(Value value) {
    return switch (value) {
      case StringValue(var text, _) -> text;
      case BooleanValue(var truth, _) -> truth ? "true" : "false";
      case NumberValue(var number, _) -> number.stripTrailingZeros().toPlainString();
      case NullValue _, ArrayValue _, ObjectValue _, Unknown _ -> null;
    };
  }

  /// Whether a value is absent or null.
  public static boolean isAbsent(@Nullable Value value) {
    return value == null || value instanceof NullValue;
  }

  /// The number of a value or of its text; null if it is not a number.
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
