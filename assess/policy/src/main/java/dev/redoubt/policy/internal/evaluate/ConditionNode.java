package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A condition for one resource type and API version, ready to be evaluated.
sealed interface ConditionNode {

  /// The possible outcomes for a resource.
  ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope);

  /// Whether the evaluation can be an error for some resource.
  boolean mayFail();

  /// An outcome that does not depend on the resource.
  ///
  /// @param source the condition, for an explanation
  record Constant(ConditionOutcome outcome, BoundCondition source) implements ConditionNode {
    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      return outcome;
    }

    @Override
    public boolean mayFail() {
      return outcome.mayFail();
    }
  }

  /// Conditions that must all hold.
  ///
  /// @param failing the number of parts up to the last one that can be an error
  record AllOf(List<ConditionNode> parts, int failing) implements ConditionNode {
    AllOf(List<ConditionNode> parts) {
      this(List.copyOf(parts), lastFailing(parts));
    }

    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      ConditionOutcome outcome = ConditionOutcome.TRUE;
      for (int i = 0; i < parts.size(); i++) {
        outcome = outcome.and(parts.get(i).evaluate(frame, scope));
        if (outcome == ConditionOutcome.FALSE && i + 1 >= failing) {
          break;
        }
      }
      return outcome;
    }

    @Override
    public boolean mayFail() {
      return failing > 0;
    }
  }

  /// Conditions of which one must hold.
  ///
  /// @param failing the number of parts up to the last one that can be an error
  record AnyOf(List<ConditionNode> parts, int failing) implements ConditionNode {
    AnyOf(List<ConditionNode> parts) {
      this(List.copyOf(parts), lastFailing(parts));
    }

    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      ConditionOutcome outcome = ConditionOutcome.FALSE;
      for (int i = 0; i < parts.size(); i++) {
        outcome = outcome.or(parts.get(i).evaluate(frame, scope));
        if (outcome == ConditionOutcome.TRUE && i + 1 >= failing) {
          break;
        }
      }
      return outcome;
    }

    @Override
    public boolean mayFail() {
      return failing > 0;
    }
  }

  private static int lastFailing(List<ConditionNode> parts) {
    int failing = 0;
    for (int i = 0; i < parts.size(); i++) {
      failing = parts.get(i).mayFail() ? i + 1 : failing;
    }
    return failing;
  }

  record Not(ConditionNode inner) implements ConditionNode {
    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      return inner.evaluate(frame, scope).not();
    }

    @Override
    public boolean mayFail() {
      return inner.mayFail();
    }
  }

  /// A comparison.
  sealed interface Test extends ConditionNode {
    OperandComparison comparison();
  }

  /// A comparison of the values of a field: all of them must meet it.
  record FieldTest(
      FieldAccess access,
      FieldReference field,
      OperandComparison comparison,
      BoundCondition.Test source)
      implements Test {

    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      Value operand = comparison.operand(frame, scope);
      return access instanceof FieldAccess.Single single
          ? comparison.test(single.read(frame, scope), operand)
          : access.fold(frame, scope, comparison.of(operand));
    }

    @Override
    public boolean mayFail() {
      return comparison.mayFail();
    }
  }

  /// A comparison of a field whose name depends on the resource.
  record ComputedFieldTest(
      FieldReference.Computed field,
      TypeBinding binding,
      OperandComparison comparison,
      BoundCondition.Test source)
      implements Test {

    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      Value operand = comparison.operand(frame, scope);
      return named(name(frame, scope), operand, frame, scope);
    }

    Value name(EvaluationFrame frame, @Nullable CountScope scope) {
      return ExpressionContext.evaluate(field.name(), frame, scope);
    }

    private ConditionOutcome named(
        Value name, Value operand, EvaluationFrame frame, @Nullable CountScope scope) {
      return switch (name) {
        case StringValue(var text, _) -> {
          FieldAccess access = access(text, scope);
          yield access == null
              ? ConditionOutcome.ERROR
              : access.fold(frame, scope, comparison.of(operand));
        }
        case Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _) ->
            named(a, operand, frame, scope).join(named(b, operand, frame, scope));
        case Unknown unknown when !Unknown.isFailure(unknown) -> ConditionOutcome.ANY;
        default -> ConditionOutcome.ERROR;
      };
    }

    /// The access to a field; null if there is no such field.
    @Nullable FieldAccess access(String name, @Nullable CountScope scope) {
      FieldReference reference = FieldReference.parse(name);
      return reference == null
          ? null
          : binding.access(reference, CountedAliases.of(scope, binding));
    }

    @Override
    public boolean mayFail() {
      return true;
    }
  }

  /// A comparison of a computed value.
  record ValueTest(
      TemplateExpression value,
      String text,
      OperandComparison comparison,
      BoundCondition.Test source)
      implements Test {

    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      return comparison.test(value(frame, scope), comparison.operand(frame, scope));
    }

    Value value(EvaluationFrame frame, @Nullable CountScope scope) {
      return ExpressionContext.evaluate(value, frame, scope);
    }

    @Override
    public boolean mayFail() {
      return !(value instanceof TemplateExpression.Literal) || comparison.mayFail();
    }
  }

  /// A comparison of the number of elements of an array that meet a condition.
  record FieldCount(
      FieldAccess access,
      FieldReference.Alias array,
      @Nullable ConditionNode where,
      OperandComparison comparison,
      BoundCondition.Test source)
      implements Test {

    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      return count(frame, scope).test(comparison.operator(), comparison.operand(frame, scope));
    }

    CountInterval count(EvaluationFrame frame, @Nullable CountScope scope) {
      return access.fold(
          frame,
          scope,
          new SelectionFold<>() {
            @Override
            public CountInterval one(@Nullable Value value, @Nullable Value holder) {
              return counted(value, frame, scope);
            }

            @Override
            public CountInterval either(
                Value condition, CountInterval whenTrue, CountInterval whenFalse) {
              return whenTrue.join(whenFalse);
            }

            @Override
            public CountInterval all(
                ArrayValue elements, Function<@Nullable Value, CountInterval> part) {
              CountInterval sum =
                  elements.isOpen()
                      ? CountInterval.unbounded(where != null && where.mayFail())
                      : CountInterval.NONE;
              for (int i = 0; i < elements.size(); i++) {
                sum = sum.plus(part.apply(elements.get(i)));
              }
              return sum;
            }
          });
    }

    CountInterval counted(
        @Nullable Value value, EvaluationFrame frame, @Nullable CountScope scope) {
      return where == null
          ? CountInterval.ONE
          : CountInterval.of(where.evaluate(frame, inner(value, scope)));
    }

    CountScope inner(@Nullable Value value, @Nullable CountScope scope) {
      return new CountScope(array.text(), true, PropertyPath.orNull(value), scope);
    }

    @Override
    public boolean mayFail() {
      return comparison.mayFail() || (where != null && where.mayFail());
    }
  }

  /// A comparison of the number of values that meet a condition.
  record ValueCount(
      TemplateExpression values,
      @Nullable String name,
      @Nullable ConditionNode where,
      OperandComparison comparison,
      BoundCondition.Test source)
      implements Test {

    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      return count(frame, scope).test(comparison.operator(), comparison.operand(frame, scope));
    }

    Value values(EvaluationFrame frame, @Nullable CountScope scope) {
      return ExpressionContext.evaluate(values, frame, scope);
    }

    CountInterval count(EvaluationFrame frame, @Nullable CountScope scope) {
      return count(values(frame, scope), frame, scope);
    }

    private CountInterval count(
        @Nullable Value values, EvaluationFrame frame, @Nullable CountScope scope) {
      return switch (values) {
        case Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _) ->
            count(a, frame, scope).join(count(b, frame, scope));
        case Unknown unknown when Unknown.isFailure(unknown) -> CountInterval.FAILED;
        case Unknown _ -> CountInterval.unbounded(true);
        case ArrayValue array -> {
          CountInterval sum =
              array.isOpen()
                  ? CountInterval.unbounded(where != null && where.mayFail())
                  : CountInterval.NONE;
          for (Value element : array) {
            sum = sum.plus(counted(element, frame, scope));
          }
          yield sum;
        }
        case NullValue _ -> CountInterval.FAILED;
        case null, default -> CountInterval.FAILED;
      };
    }

    private CountInterval counted(
        Value element, EvaluationFrame frame, @Nullable CountScope scope) {
      return where == null
          ? CountInterval.ONE
          : CountInterval.of(where.evaluate(frame, new CountScope(name, false, element, scope)));
    }

    @Override
    public boolean mayFail() {
      return true;
    }
  }

  /// A condition that is not supported.
  record Unsupported(BoundCondition.Unsupported source) implements ConditionNode {
    @Override
    public ConditionOutcome evaluate(EvaluationFrame frame, @Nullable CountScope scope) {
      return ConditionOutcome.UNKNOWN;
    }

    @Override
    public boolean mayFail() {
      return false;
    }
  }
}
