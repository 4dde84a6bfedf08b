package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.equality.PolicyWildcard;
import dev.redoubt.effective.equality.ValueEquality;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.expression.DateComparison;
import dev.redoubt.policy.syntax.ConditionOperator;
import java.math.BigDecimal;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Evaluates the comparison operators. Strings are compared ignoring case, except in `match`; a
/// string equals a number or a boolean with the same text; an absent value equals nothing and
/// matches nothing.
///
/// Source: "Azure Policy definition structure: policy rule, conditions", Microsoft Learn, 2025.
final class OperatorComparison {

  private OperatorComparison() {}

  /// Whether the comparison holds.
  ///
  /// @param left null if absent
  static TruthValue test(ConditionOperator operator, @Nullable Value left, Value operand) {
    TruthValue truth = positive(operator.positive(), left, operand);
    return operator.isNegation() ? truth.not() : truth;
  }

  private static TruthValue positive(
      ConditionOperator operator, @Nullable Value left, Value operand) {
    if (left instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)) {
      return positive(operator, a, operand).join(positive(operator, b, operand));
    }
    if (operator != ConditionOperator.IN
        && operand instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)) {
      return positive(operator, left, a).join(positive(operator, left, b));
    }
    return switch (operator) {
      case EQUALS, NOT_EQUALS -> ValueEquality.equal(left, operand);
      case LIKE, NOT_LIKE -> pattern(left, operand, PolicyWildcard::like, true);
      case MATCH, NOT_MATCH -> pattern(left, operand, PolicyWildcard::match, false);
      case MATCH_INSENSITIVELY, NOT_MATCH_INSENSITIVELY ->
          pattern(left, operand, PolicyWildcard::match, true);
      case CONTAINS, NOT_CONTAINS -> contains(left, operand);
      case IN, NOT_IN -> in(left, operand);
      case CONTAINS_KEY, NOT_CONTAINS_KEY -> containsKey(left, operand);
      case LESS -> order(left, operand, sign -> sign < 0);
      case LESS_OR_EQUALS -> order(left, operand, sign -> sign <= 0);
      case GREATER -> order(left, operand, sign -> sign > 0);
      case GREATER_OR_EQUALS -> order(left, operand, sign -> sign >= 0);
      case EXISTS -> exists(left, operand);
    };
  }

  private static TruthValue pattern(
      @Nullable Value left,
      Value operand,
      java.util.function.Function<String, PolicyWildcard> kind,
      boolean fold) {
    if (ValueEquality.isAbsent(left) || left == null) {
      return TruthValue.FALSE;
    }
    if (operand instanceof Unknown) {
      return TruthValue.UNKNOWN;
    }
    String text = ValueEquality.scalarText(operand);
    if (text == null) {
      return TruthValue.FALSE;
    }
    PolicyWildcard pattern = kind.apply(text);
    return matches(left, fold ? pattern.folded() : pattern, fold);
  }

  private static TruthValue matches(Value left, PolicyWildcard pattern, boolean fold) {
    if (left instanceof Unknown unknown) {
      if (unknown.type() == TypeHint.ARRAY || unknown.type() == TypeHint.OBJECT) {
        return TruthValue.FALSE;
      }
      PolicyWildcard possible = PolicyWildcard.of(unknown);
      return pattern.matches(unknown, fold ? possible.folded() : possible);
    }
    String text = ValueEquality.scalarText(left);
    if (text == null) {
      return TruthValue.FALSE;
    }
    PolicyWildcard exact = PolicyWildcard.literal(text);
    return pattern.matches(fold ? exact.folded() : exact);
  }

  /// Whether a string contains a string, or an array contains an element.
  private static TruthValue contains(@Nullable Value left, Value operand) {
    if (left instanceof ArrayValue array) {
      return anyEqual(array, operand);
    }
    if (ValueEquality.isAbsent(left) || left == null) {
      return TruthValue.FALSE;
    }
    if (operand instanceof Unknown || (left instanceof Unknown unknown && !maybeText(unknown))) {
      return TruthValue.UNKNOWN;
    }
    String text = ValueEquality.scalarText(operand);
    return text == null
        ? TruthValue.of(false).or(left instanceof Unknown ? TruthValue.UNKNOWN : TruthValue.FALSE)
        : matches(left, PolicyWildcard.containing(text).folded(), true);
  }

  private static boolean maybeText(Unknown unknown) {
    return unknown.type() == TypeHint.STRING;
  }

  private static TruthValue in(@Nullable Value left, Value operand) {
    if (operand instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)) {
      return in(left, a).join(in(left, b));
    }
    if (operand instanceof Unknown) {
      return TruthValue.UNKNOWN;
    }
    return operand instanceof ArrayValue array
        ? anyEqual(array, left)
        : ValueEquality.equal(left, operand);
  }

  private static TruthValue anyEqual(ArrayValue array, @Nullable Value value) {
    TruthValue truth = array.isOpen() ? TruthValue.UNKNOWN : TruthValue.FALSE;
    for (Value element : array) {
      truth = truth.or(ValueEquality.equal(element, value));
      if (truth == TruthValue.TRUE) {
        return truth;
      }
    }
    return truth;
  }

  private static TruthValue containsKey(@Nullable Value left, Value operand) {
    if (left instanceof Unknown unknown) {
      return unknown.type().mayBe(TypeHint.OBJECT) ? TruthValue.UNKNOWN : TruthValue.FALSE;
    }
    if (!(left instanceof ObjectValue object)) {
      return TruthValue.FALSE;
    }
    if (!(operand instanceof StringValue key)) {
      return operand instanceof Unknown ? TruthValue.UNKNOWN : TruthValue.FALSE;
    }
    return object.get(key.text()) != null
        ? TruthValue.TRUE
        : TruthValue.of(false).or(openness(object));
  }

  private static TruthValue openness(ObjectValue object) {
    return object.isOpen() ? TruthValue.UNKNOWN : TruthValue.FALSE;
  }

  private static TruthValue exists(@Nullable Value left, Value operand) {
    String wanted = ValueEquality.scalarText(operand);
    if (wanted == null) {
      return TruthValue.UNKNOWN;
    }
    TruthValue there =
        left instanceof Unknown unknown && unknown.type() == TypeHint.ANY
            ? TruthValue.UNKNOWN
            : TruthValue.of(!ValueEquality.isAbsent(left));
    return PropertyName.same(wanted, "true") ? there : there.not();
  }

  private static TruthValue order(@Nullable Value left, Value operand, IntPredicate holds) {
    if (ValueEquality.isAbsent(left) || left == null) {
      return TruthValue.FALSE;
    }
    Integer sign = compare(left, operand);
    return sign == null ? TruthValue.UNKNOWN : TruthValue.of(holds.test(sign));
  }

  /// Less, equal or greater; null if one is unknown or the kinds cannot be compared.
  private static @Nullable Integer compare(Value left, Value right) {
    BigDecimal mine = ValueEquality.number(left);
    BigDecimal theirs = ValueEquality.number(right);
    if (mine != null && theirs != null) {
      return mine.compareTo(theirs);
    }
    if (!(left instanceof StringValue a) || !(right instanceof StringValue b)) {
      return null;
    }
    return DateComparison.isDate(a.text()) && DateComparison.isDate(b.text())
        ? DateComparison.parse(a.text()).compareTo(DateComparison.parse(b.text()))
        : String.CASE_INSENSITIVE_ORDER.compare(a.text(), b.text());
  }

  /// Whether kinds without an order are compared, which is an error in Azure.
  static boolean isMismatch(ConditionOperator operator, @Nullable Value left, Value operand) {
    boolean ordering =
        switch (operator) {
          case LESS, LESS_OR_EQUALS, GREATER, GREATER_OR_EQUALS -> true;
          case EQUALS,
              NOT_EQUALS,
              LIKE,
              NOT_LIKE,
              MATCH,
              NOT_MATCH,
              MATCH_INSENSITIVELY,
              NOT_MATCH_INSENSITIVELY,
              CONTAINS,
              NOT_CONTAINS,
              IN,
              NOT_IN,
              CONTAINS_KEY,
              NOT_CONTAINS_KEY,
              EXISTS ->
              false;
        };
    return ordering
        && left != null
        && !ValueEquality.isAbsent(left)
        && !(left instanceof Unknown)
        && !(operand instanceof Unknown)
        && compare(left, operand) == null;
  }
}
