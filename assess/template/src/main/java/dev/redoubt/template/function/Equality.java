package dev.redoubt.template.function;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Residual;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.Objects;

/// Whether two values are the same, as `equals` compares: strings ordinal, arrays and objects deep,
/// values of different kinds never.
public final class Equality {

  private Equality() {}

  /// Whether they are certainly the same, certainly not, or either.
  public static Certainty of(Value left, Value right) {
    if (left instanceof Unknown unknown) {
      return ofUnknown(unknown, right);
    }
    if (right instanceof Unknown unknown) {
      return ofUnknown(unknown, left);
    }
    return switch (left) {
      case ArrayValue array ->
          right instanceof ArrayValue other ? ofArrays(array, other) : Certainty.NO;
      case ObjectValue object ->
          right instanceof ObjectValue other ? ofObjects(object, other) : Certainty.NO;
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ ->
          Certainty.of(left.equals(right));
      case Unknown _ -> Certainty.UNKNOWN;
    };
  }

  private static Certainty ofUnknown(Unknown unknown, Value other) {
    if (unknown.equals(other)) {
      return Certainty.YES;
    }
    if (areOfDifferentKinds(unknown.type(), other)) {
      return Certainty.NO;
    }
    if (unknown.residual() instanceof Residual.Choice(_, var whenTrue, var whenFalse)) {
      return ofBranches(whenTrue, whenFalse, other);
    }
    if (other instanceof Unknown(Residual.Choice(_, var whenTrue, var whenFalse), _, _, _, _)) {
      return ofBranches(whenTrue, whenFalse, unknown);
    }
    if (unknown.type() == TypeHint.STRING || TypeHint.of(other) == TypeHint.STRING) {
      return KnownText.equal(KnownText.of(unknown), KnownText.of(other));
    }
    return Certainty.UNKNOWN;
  }

  private static Certainty ofBranches(Value whenTrue, Value whenFalse, Value other) {
    Certainty left = of(whenTrue, other);
    return left != Certainty.UNKNOWN && left == of(whenFalse, other) ? left : Certainty.UNKNOWN;
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

  /// Where the elements of an open array stand is not known, so that it is never certainly equal.
  private static Certainty ofArrays(ArrayValue left, ArrayValue right) {
    if (left.isOpen() || right.isOpen()) {
      boolean tooLong =
          (!right.isOpen() && left.size() > right.size())
              || (!left.isOpen() && right.size() > left.size());
      return tooLong ? Certainty.NO : Certainty.UNKNOWN;
    }
    if (left.size() != right.size()) {
      return Certainty.NO;
    }
    Certainty all = Certainty.YES;
    for (int i = 0; i < left.size() && all != Certainty.NO; i++) {
      all = all.and(of(left.get(i), right.get(i)));
    }
    return all;
  }

  private static Certainty ofObjects(ObjectValue left, ObjectValue right) {
    boolean open = left.isOpen() || right.isOpen();
    if (!open && left.size() != right.size()) {
      return Certainty.NO;
    }
    boolean same = Objects.equals(left.rest(), right.rest());
    Certainty all = !open || same ? Certainty.YES : Certainty.UNKNOWN;
    return all.and(ofNames(left, right)).and(open ? ofNames(right, left) : Certainty.YES);
  }

  /// Whether all that one lists is equal in the other.
  private static Certainty ofNames(ObjectValue left, ObjectValue right) {
    Certainty all = Certainty.YES;
    for (int i = 0; i < left.size() && all != Certainty.NO; i++) {
      Value theirs = right.lookup(left.nameAt(i));
      all = all.and(theirs == null ? Certainty.NO : of(left.valueAt(i), theirs));
    }
    return all;
  }
}
