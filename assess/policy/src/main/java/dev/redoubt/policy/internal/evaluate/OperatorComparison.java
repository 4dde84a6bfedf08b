package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.equality.PolicyWildcard;
import dev.redoubt.effective.equality.ValueEquality;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.expression.DateComparison;
import dev.redoubt.policy.syntax.ConditionOperator;
import java.math.BigDecimal;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Evaluates the comparison operators. Strings are compared ignoring case, except in `match`; a
/// string equals a number or a boolean with the same text; an absent value equals nothing and
/// matches nothing. The ordering operators compare two numbers, two dates or two strings; other
/// pairs of types are an error. A number and the text of a number are an error according to the
/// documentation, but Microsoft's policy engine in Regorus converts the text; both are possible.
///
/// Source: "Azure Policy definition structure: policy rule, conditions", Microsoft Learn, 2025.
final class OperatorComparison {

  /// An integer that is not known, for counts.
  private static final Unknown SOME_NUMBER =
      Unknown.symbol(
          "count()",
          new UnknownCause(UnknownCause.Kind.RUNTIME, "the number of elements is unknown", ""),
          TypeHint.INT,
          Origin.NONE);

  private OperatorComparison() {}

  /// The possible outcomes of a comparison.
  ///
  /// @param left null if absent
  static ConditionOutcome test(ConditionOperator operator, @Nullable Value left, Value operand) {
    ConditionOutcome outcome = positive(operator.positive(), left, operand);
    return operator.isNegation() ? outcome.not() : outcome;
  }

  /// The possible outcomes for an integer of which nothing is known.
  static ConditionOutcome ofUnknownNumber(ConditionOperator operator, Value operand) {
    return test(operator, SOME_NUMBER, operand);
  }

  static boolean isOrdering(ConditionOperator operator) {
    return switch (operator) {
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
  }

  private static ConditionOutcome positive(
      ConditionOperator operator, @Nullable Value left, Value operand) {
    if (left instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)) {
      return positive(operator, a, operand).join(positive(operator, b, operand));
    }
    if (operand instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)) {
      return positive(operator, left, a).join(positive(operator, left, b));
    }
    if (Unknown.isFailure(left) || Unknown.isFailure(operand)) {
      return ConditionOutcome.ERROR;
    }
    return switch (operator) {
      case EQUALS, NOT_EQUALS -> ConditionOutcome.of(ValueEquality.equal(left, operand));
      case LIKE, NOT_LIKE -> like(left, operand);
      case MATCH, NOT_MATCH ->
          ConditionOutcome.of(pattern(left, operand, PolicyWildcard::match, false));
      case MATCH_INSENSITIVELY, NOT_MATCH_INSENSITIVELY ->
          ConditionOutcome.of(pattern(left, operand, PolicyWildcard::match, true));
      case CONTAINS, NOT_CONTAINS -> ConditionOutcome.of(contains(left, operand));
      case IN, NOT_IN -> ConditionOutcome.of(in(left, operand));
      case CONTAINS_KEY, NOT_CONTAINS_KEY -> ConditionOutcome.of(containsKey(left, operand));
      case LESS -> order(left, operand, sign -> sign < 0);
      case LESS_OR_EQUALS -> order(left, operand, sign -> sign <= 0);
      case GREATER -> order(left, operand, sign -> sign > 0);
      case GREATER_OR_EQUALS -> order(left, operand, sign -> sign >= 0);
      case EXISTS -> exists(left, operand);
    };
  }

  /// The documented wildcard is `*`. Microsoft's engine in Regorus also knows `?`.
  private static ConditionOutcome like(@Nullable Value left, Value operand) {
    ConditionOutcome documented =
        ConditionOutcome.of(pattern(left, operand, PolicyWildcard::like, true));
    return operand instanceof StringValue(var text, _) && text.indexOf('?') >= 0
        ? documented.join(
            ConditionOutcome.of(
                pattern(left, operand, PolicyWildcard::likeWithQuestionMarks, true)))
        : documented;
  }

  private static TruthValue pattern(
      @Nullable Value left, Value operand, Function<String, PolicyWildcard> kind, boolean fold) {
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

  static TruthValue matches(Value left, PolicyWildcard pattern, boolean fold) {
    if (left instanceof Unknown unknown) {
      if (unknown.type() == TypeHint.ARRAY || unknown.type() == TypeHint.OBJECT) {
        return TruthValue.FALSE;
      }
      return pattern.matches(unknown, fold);
    }
    String text = ValueEquality.scalarText(left);
    return TruthValue.of(text != null && pattern.matchesText(text, fold));
  }

  /// Whether a string contains a string, or an array contains an element.
  private static TruthValue contains(@Nullable Value left, Value operand) {
    if (left instanceof ArrayValue array) {
      return anyEqual(array, operand);
    }
    if (ValueEquality.isAbsent(left) || left == null) {
      return TruthValue.FALSE;
    }
    if (left instanceof Unknown unknown && unknown.type() != TypeHint.STRING) {
      return unknown.type() == TypeHint.OBJECT ? TruthValue.FALSE : TruthValue.UNKNOWN;
    }
    if (operand instanceof Unknown) {
      return left instanceof ObjectValue ? TruthValue.FALSE : TruthValue.UNKNOWN;
    }
    String text = ValueEquality.scalarText(operand);
    return text == null
        ? TruthValue.FALSE
        : matches(left, PolicyWildcard.containing(text).folded(), true);
  }

  private static TruthValue in(@Nullable Value left, Value operand) {
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
    if (operand instanceof Unknown) {
      return TruthValue.UNKNOWN;
    }
    String key = ValueEquality.scalarText(operand);
    if (key == null) {
      return TruthValue.FALSE;
    }
    return object.get(key) != null
        ? TruthValue.TRUE
        : object.isOpen() ? TruthValue.UNKNOWN : TruthValue.FALSE;
  }

  /// `exists` needs `true` or `false`; another operand is an error.
  private static ConditionOutcome exists(@Nullable Value left, Value operand) {
    ConditionOutcome there =
        left instanceof Unknown unknown && unknown.type() == TypeHint.ANY
            ? ConditionOutcome.UNKNOWN
            : ConditionOutcome.of(!ValueEquality.isAbsent(left));
    if (operand instanceof Unknown unknown) {
      return unknown.type() == TypeHint.BOOL ? ConditionOutcome.UNKNOWN : ConditionOutcome.ANY;
    }
    String wanted = ValueEquality.scalarText(operand);
    if (wanted != null && PropertyName.same(wanted, "true")) {
      return there;
    }
    return wanted != null && PropertyName.same(wanted, "false")
        ? there.not()
        : ConditionOutcome.ERROR;
  }

  private static ConditionOutcome order(@Nullable Value left, Value operand, IntPredicate holds) {
    if (ValueEquality.isAbsent(left) || left == null) {
      return ConditionOutcome.FALSE;
    }
    if (left instanceof Unknown || operand instanceof Unknown) {
      return orderOfUnknown(TypeHint.of(left), left, TypeHint.of(operand), operand);
    }
    if (left instanceof NumberValue(var mine, _) && operand instanceof NumberValue(var theirs, _)) {
      return ConditionOutcome.of(holds.test(mine.compareTo(theirs)));
    }
    if (left instanceof StringValue(var mine, _) && operand instanceof StringValue(var theirs, _)) {
      Integer sign = DateComparison.compare(mine, theirs);
      sign = sign == null ? StringOrder.compare(mine, theirs) : sign;
      return sign == null ? ConditionOutcome.UNKNOWN : ConditionOutcome.of(holds.test(sign));
    }
    BigDecimal mine = ValueEquality.number(left);
    BigDecimal theirs = ValueEquality.number(operand);
    return mine != null && theirs != null
        ? ConditionOutcome.of(holds.test(mine.compareTo(theirs))).join(ConditionOutcome.ERROR)
        : ConditionOutcome.ERROR;
  }

  /// Two values of which at least one is unknown; the unknown one may be absent if its type is.
  private static ConditionOutcome orderOfUnknown(
      TypeHint leftType, Value left, TypeHint operandType, Value operand) {
    boolean knownTypes =
        (leftType != TypeHint.ANY || left instanceof NumberValue)
            && (operandType != TypeHint.ANY || operand instanceof NumberValue);
    if (!knownTypes) {
      return ConditionOutcome.ANY;
    }
    boolean strings = leftType == TypeHint.STRING && operandType == TypeHint.STRING;
    boolean numbers = isNumber(leftType, left) && isNumber(operandType, operand);
    if (strings || numbers) {
      return ConditionOutcome.UNKNOWN;
    }
    boolean mixed =
        (leftType == TypeHint.STRING && isNumber(operandType, operand))
            || (operandType == TypeHint.STRING && isNumber(leftType, left));
    return mixed ? ConditionOutcome.ANY : ConditionOutcome.ERROR;
  }

  private static boolean isNumber(TypeHint type, Value value) {
    return type == TypeHint.INT || value instanceof NumberValue;
  }
}
