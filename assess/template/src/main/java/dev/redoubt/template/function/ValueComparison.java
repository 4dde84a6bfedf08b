package dev.redoubt.template.function;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.Objects;

/// Compares two values as the `equals` function does: strings ordinally, arrays and objects deeply;
/// values of different types are never equal.
public final class ValueComparison {

  private ValueComparison() {}

  /// Whether two values are certainly equal, certainly different, or possibly equal.
  public static ThreeValuedAnswer of(Value left, Value right) {
    if (left instanceof Unknown unknown) {
      return ofUnknown(unknown, right);
    }
    if (right instanceof Unknown unknown) {
      return ofUnknown(unknown, left);
    }
    return switch (left) {
      case ArrayValue array ->
          right instanceof ArrayValue other ? ofArrays(array, other) : ThreeValuedAnswer.NO;
      case ObjectValue object ->
          right instanceof ObjectValue other ? ofObjects(object, other) : ThreeValuedAnswer.NO;
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ ->
          ThreeValuedAnswer.of(left.equals(right));
      case Unknown _ -> ThreeValuedAnswer.UNKNOWN;
    };
  }

  private static ThreeValuedAnswer ofUnknown(Unknown unknown, Value other) {
    if (unknown.equals(other)) {
      return ThreeValuedAnswer.YES;
    }
    if (areOfDifferentKinds(unknown.type(), other)) {
      return ThreeValuedAnswer.NO;
    }
    if (unknown.residual() instanceof ResidualExpression.Choice(_, var whenTrue, var whenFalse)) {
      return ofBranches(whenTrue, whenFalse, other);
    }
    if (other
        instanceof Unknown(ResidualExpression.Choice(_, var whenTrue, var whenFalse), _, _, _, _)) {
      return ofBranches(whenTrue, whenFalse, unknown);
    }
    if (unknown.type() == TypeHint.STRING || TypeHint.of(other) == TypeHint.STRING) {
      return PartialString.equal(PartialString.of(unknown), PartialString.of(other));
    }
    return ThreeValuedAnswer.UNKNOWN;
  }

  private static ThreeValuedAnswer ofBranches(Value whenTrue, Value whenFalse, Value other) {
    ThreeValuedAnswer left = of(whenTrue, other);
    return left != ThreeValuedAnswer.UNKNOWN && left == of(whenFalse, other)
        ? left
        : ThreeValuedAnswer.UNKNOWN;
  }

  private static boolean areOfDifferentKinds(TypeHint hint, Value other) {
    if (hint == TypeHint.ANY) {
      return false;
    }
    return switch (other) {
      case NullValue _ -> true;
      case BooleanValue _ -> hint != TypeHint.BOOL;
      case NumberValue number -> hint != TypeHint.INT || !number.isInteger();
      case StringValue _ -> hint != TypeHint.STRING;
      case ArrayValue _ -> hint != TypeHint.ARRAY;
      case ObjectValue _ -> hint != TypeHint.OBJECT;
      case Unknown unknown -> !hint.mayBe(unknown.type());
    };
  }

  /// The positions of the elements of an open array are unknown, so it is never certainly equal.
  private static ThreeValuedAnswer ofArrays(ArrayValue left, ArrayValue right) {
    if (left.isOpen() || right.isOpen()) {
      boolean tooLong =
          (!right.isOpen() && left.size() > right.size())
              || (!left.isOpen() && right.size() > left.size());
      return tooLong ? ThreeValuedAnswer.NO : ThreeValuedAnswer.UNKNOWN;
    }
    if (left.size() != right.size()) {
      return ThreeValuedAnswer.NO;
    }
    ThreeValuedAnswer all = ThreeValuedAnswer.YES;
    for (int i = 0; i < left.size() && all != ThreeValuedAnswer.NO; i++) {
      all = all.and(of(left.get(i), right.get(i)));
    }
    return all;
  }

  private static ThreeValuedAnswer ofObjects(ObjectValue left, ObjectValue right) {
    boolean open = left.isOpen() || right.isOpen();
    if (!open && left.size() != right.size()) {
      return ThreeValuedAnswer.NO;
    }
    boolean same = Objects.equals(left.rest(), right.rest());
    ThreeValuedAnswer all = !open || same ? ThreeValuedAnswer.YES : ThreeValuedAnswer.UNKNOWN;
    return all.and(ofNames(left, right)).and(open ? ofNames(right, left) : ThreeValuedAnswer.YES);
  }

  /// Whether all listed properties of one object are equal in the other.
  private static ThreeValuedAnswer ofNames(ObjectValue left, ObjectValue right) {
    ThreeValuedAnswer all = ThreeValuedAnswer.YES;
    for (int i = 0; i < left.size() && all != ThreeValuedAnswer.NO; i++) {
      Value theirs = right.lookup(left.nameAt(i));
      all = all.and(theirs == null ? ThreeValuedAnswer.NO : of(left.valueAt(i), theirs));
    }
    return all;
  }
}
