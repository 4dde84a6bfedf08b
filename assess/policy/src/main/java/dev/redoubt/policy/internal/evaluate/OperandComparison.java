package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.equality.PolicyWildcard;
import dev.redoubt.effective.equality.ValueEquality;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.syntax.ConditionOperator;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The operator and the operand of a condition. If the operand is a literal, comparisons with known
/// strings are prepared; they agree with [OperatorComparison].
final class OperandComparison {

  private final ConditionOperator operator;
  private final TemplateExpression expression;
  private final boolean isLocation;
  private final @Nullable Value literal;
  private final @Nullable String text;
  private final String @Nullable [] texts;
  private final @Nullable PolicyWildcard pattern;
  private final boolean isFolded;
  private final @Nullable Boolean exists;

  /// @param isLocation whether locations are compared, whose names are normalized
  OperandComparison(ConditionOperator operator, TemplateExpression expression, boolean isLocation) {
    this.operator = operator;
    this.expression = expression;
    this.isLocation = isLocation;
    this.literal =
        expression instanceof TemplateExpression.Literal(var value)
            ? isLocation ? LocationNames.normalized(value) : value
            : null;
    ConditionOperator positive = operator.positive();
    this.text =
        positive == ConditionOperator.EQUALS && literal instanceof StringValue(var string, _)
            ? string
            : null;
    this.texts = positive == ConditionOperator.IN ? strings(literal) : null;
    this.isFolded = positive != ConditionOperator.MATCH;
    this.pattern = pattern(positive, literal);
    this.exists = positive == ConditionOperator.EXISTS ? truth(literal) : null;
  }

  private static String @Nullable [] strings(@Nullable Value literal) {
    if (!(literal instanceof ArrayValue array) || array.isOpen()) {
      return null;
    }
    String[] texts = new String[array.size()];
    for (int i = 0; i < texts.length; i++) {
      if (!(array.get(i) instanceof StringValue(var text, _))) {
        return null;
      }
      texts[i] = text;
    }
    return texts;
  }

  private static @Nullable PolicyWildcard pattern(
      ConditionOperator positive, @Nullable Value literal) {
    if (!(literal instanceof StringValue(var text, _))) {
      return null;
    }
    return switch (positive) {
      case LIKE -> text.indexOf('?') < 0 ? PolicyWildcard.like(text).folded() : null;
      case MATCH -> PolicyWildcard.match(text);
      case MATCH_INSENSITIVELY -> PolicyWildcard.match(text).folded();
      case CONTAINS -> PolicyWildcard.containing(text).folded();
      default -> null;
    };
  }

  private static @Nullable Boolean truth(@Nullable Value literal) {
    String word =
        literal instanceof StringValue || literal instanceof BooleanValue
            ? ValueEquality.scalarText(literal)
            : null;
    if (word == null) {
      return null;
    }
    return PropertyName.same(word, "true")
        ? Boolean.TRUE
        : PropertyName.same(word, "false") ? Boolean.FALSE : null;
  }

  ConditionOperator operator() {
    return operator;
  }

  /// Whether the comparison can be an error for some value.
  boolean mayFail() {
    boolean isCertain =
        operator.positive() == ConditionOperator.EXISTS
            ? exists != null
            : literal != null && !OperatorComparison.isOrdering(operator);
    return !isCertain;
  }

  /// The value to compare with.
  Value operand(EvaluationFrame frame, @Nullable CountScope scope) {
    if (literal != null) {
      return literal;
    }
    Value operand = ExpressionContext.evaluate(expression, frame, scope);
    return isLocation ? LocationNames.normalized(operand) : operand;
  }

  /// The possible outcomes for a value.
  ///
  /// @param value null if absent
  ConditionOutcome test(@Nullable Value value, Value operand) {
    if (value instanceof StringValue(var string, _)) {
      if (text != null) {
        return outcome(PropertyName.same(string, text));
      }
      if (texts != null) {
        return outcome(isAmong(string, texts));
      }
      if (pattern != null) {
        return outcome(pattern.matchesText(string, isFolded));
      }
      if (exists != null) {
        return ConditionOutcome.of(exists);
      }
    } else if (value instanceof Unknown unknown
        && pattern != null
        && !isContains()
        && isPlain(unknown)) {
      TruthValue matches = OperatorComparison.matches(value, pattern, isFolded);
      ConditionOutcome outcome = ConditionOutcome.of(matches);
      return operator.isNegation() ? outcome.not() : outcome;
    }
    return OperatorComparison.test(operator, value, operand);
  }

  private boolean isContains() {
    return operator.positive() == ConditionOperator.CONTAINS;
  }

  private static boolean isPlain(Unknown unknown) {
    return !(unknown.residual() instanceof ResidualExpression.Choice)
        && !Unknown.isFailure(unknown);
  }

  private ConditionOutcome outcome(boolean holds) {
    return ConditionOutcome.of(holds != operator.isNegation());
  }

  private static boolean isAmong(String string, String[] texts) {
    for (String each : texts) {
      if (PropertyName.same(string, each)) {
        return true;
      }
    }
    return false;
  }

  /// Combines the values of a field, all of which must meet the comparison.
  SelectionFold<ConditionOutcome> of(Value operand) {
    return new SelectionFold<>() {
      @Override
      public ConditionOutcome one(@Nullable Value value, @Nullable Value holder) {
        return test(value, operand);
      }

      @Override
      public ConditionOutcome either(
          Value condition, ConditionOutcome whenTrue, ConditionOutcome whenFalse) {
        return whenTrue.join(whenFalse);
      }

      @Override
      public ConditionOutcome all(
          ArrayValue elements, Function<@Nullable Value, ConditionOutcome> part) {
        ConditionOutcome outcome = elements.isOpen() ? ofRest() : ConditionOutcome.TRUE;
        for (int i = 0; i < elements.size(); i++) {
          outcome = outcome.and(part.apply(elements.get(i)));
        }
        return outcome;
      }
    };
  }

  /// The possible outcomes for unknown further elements.
  private ConditionOutcome ofRest() {
    return mayFail() ? ConditionOutcome.ANY : ConditionOutcome.UNKNOWN;
  }

  /// The possible outcomes for all values of a selection.
  ConditionOutcome test(FieldSelection selection, Value operand) {
    return switch (selection) {
      case FieldSelection.One(var value, _) -> test(value, operand);
      case FieldSelection.Either(_, var whenTrue, var whenFalse) ->
          test(whenTrue, operand).join(test(whenFalse, operand));
      case FieldSelection.All(var parts, var rest) -> {
        ConditionOutcome outcome = rest == null ? ConditionOutcome.TRUE : ofRest();
        for (FieldSelection part : parts) {
          outcome = outcome.and(test(part, operand));
        }
        yield outcome;
      }
    };
  }
}
