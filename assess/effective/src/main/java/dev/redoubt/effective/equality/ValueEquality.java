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
    if (left instanceof Unknown unknown) {
      return left.equals(right) ? TruthValue.TRUE : equalUnknown(unknown, right);
    }
    if (right instanceof Unknown unknown) {
      return equalUnknown(unknown, left);
    }
    if (left == null || right == null || isAbsent(left) || isAbsent(right)) {
      return TruthValue.of(isAbsent(left) && isAbsent(right));
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

  private static TruthValue equalUnknown(Unknown unknown, @Nullable Value other) {
    if (unknown.residual() instanceof ResidualExpression.Choice(_, var a, var b)) {
      return equal(a, other).join(equal(b, other));
    }
    if (other instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)) {
      return equal(unknown, a).join(equal(unknown, b));
    }
    if (other == null || isAbsent(other)) {
      return unknown.type() == TypeHint.ANY ? TruthValue.UNKNOWN : TruthValue.FALSE;
    }
    if (other instanceof Unknown that) {
      return mayBeEqual(unknown.type(), that.type()) ? TruthValue.UNKNOWN : TruthValue.FALSE;
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
      case INT -> isInteger(text) ? TruthValue.UNKNOWN : TruthValue.FALSE;
      case ANY, STRING ->
          PolicyWildcard.literal(text).folded().matches(unknown, true).and(TruthValue.UNKNOWN);
    };
  }

  /// Whether values of two types can be equal. Scalars are compared by their text; the texts of a
  /// number and of a boolean differ.
  private static boolean mayBeEqual(TypeHint left, TypeHint right) {
    if (left == TypeHint.ANY || right == TypeHint.ANY || left == right) {
      return true;
    }
    return (left == TypeHint.STRING && isScalar(right))
        || (right == TypeHint.STRING && isScalar(left));
  }

  private static boolean isScalar(TypeHint type) {
    return type == TypeHint.INT || type == TypeHint.BOOL;
  }

  /// Whether a text is that of an integer: no leading zeros, no fraction.
  private static boolean isInteger(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    if (digits < 1 || digits > 19 || (digits > 1 && text.charAt(start) == '0')) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
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

  /// In objects, a member that is null differs from a member that is absent.
  private static TruthValue equalObjects(ObjectValue mine, ObjectValue theirs) {
    TruthValue truth = mine.isOpen() || theirs.isOpen() ? TruthValue.UNKNOWN : TruthValue.TRUE;
    truth = truth.and(containsAll(mine, theirs));
    return truth == TruthValue.FALSE ? truth : truth.and(containsAll(theirs, mine));
  }

  /// Whether an object contains the members of another one.
  private static TruthValue containsAll(ObjectValue members, ObjectValue object) {
    TruthValue truth = TruthValue.TRUE;
    for (int i = 0; i < members.size() && truth != TruthValue.FALSE; i++) {
      Value theirs = object.get(members.nameAt(i));
      if (theirs != null) {
        truth = truth.and(equal(members.valueAt(i), theirs));
      } else {
        truth = truth.and(object.isOpen() ? TruthValue.UNKNOWN : TruthValue.FALSE);
      }
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
