package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.FieldReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Compiles conditions for one resource type and API version.
///
/// Conditions on the type are evaluated here. A part of the rule that is for another type is not
/// evaluated at all, as in Azure, so it cannot fail.
final class RuleCompiler {

  private final TypeBinding binding;

  RuleCompiler(TypeBinding binding) {
    this.binding = binding;
  }

  ConditionNode compile(BoundCondition condition) {
    return compile(condition, null);
  }

  /// Compiles only the conditions on certain fields; the others count as met.
  ConditionNode compileOnly(BoundCondition condition, Predicate<FieldReference.Name> fields) {
    return only(condition, fields, true);
  }

  private ConditionNode compile(BoundCondition condition, @Nullable CountedAliases counted) {
    return switch (condition) {
      case BoundCondition.AllOf(var parts, _) ->
          all(parts.stream().map(part -> compile(part, counted)).toList(), condition);
      case BoundCondition.AnyOf(var parts, _) ->
          any(parts.stream().map(part -> compile(part, counted)).toList(), condition);
      case BoundCondition.Not(var inner, _) -> not(compile(inner, counted), condition);
      case BoundCondition.Test test -> test(test, counted);
      case BoundCondition.Unsupported unsupported -> new ConditionNode.Unsupported(unsupported);
    };
  }

  private static ConditionNode all(List<ConditionNode> parts, BoundCondition source) {
    List<ConditionNode> open = new ArrayList<>();
    for (ConditionNode part : parts) {
      if (isConstant(part, ConditionOutcome.FALSE)) {
        return part;
      }
      if (!isConstant(part, ConditionOutcome.TRUE)) {
        open.add(part);
      }
    }
    if (open.isEmpty()) {
      return parts.isEmpty()
          ? new ConditionNode.Constant(ConditionOutcome.TRUE, source)
          : parts.getFirst();
    }
    return new ConditionNode.AllOf(open);
  }

  private static ConditionNode any(List<ConditionNode> parts, BoundCondition source) {
    List<ConditionNode> open = new ArrayList<>();
    for (ConditionNode part : parts) {
      if (isConstant(part, ConditionOutcome.TRUE)) {
        return part;
      }
      if (!isConstant(part, ConditionOutcome.FALSE)) {
        open.add(part);
      }
    }
    return open.isEmpty()
        ? new ConditionNode.Constant(ConditionOutcome.FALSE, source)
        : new ConditionNode.AnyOf(open);
  }

  private static ConditionNode not(ConditionNode inner, BoundCondition source) {
    return inner instanceof ConditionNode.Constant(var outcome, _)
        ? new ConditionNode.Constant(outcome.not(), source)
        : new ConditionNode.Not(inner);
  }

  private static boolean isConstant(ConditionNode node, ConditionOutcome outcome) {
    return node instanceof ConditionNode.Constant constant && constant.outcome() == outcome;
  }

  private ConditionNode test(BoundCondition.Test test, @Nullable CountedAliases counted) {
    FieldReference.Name name = name(test);
    OperandComparison comparison =
        new OperandComparison(
            test.operator(), test.operand(), name == FieldReference.Name.LOCATION);
    return switch (test.subject()) {
      case BoundCondition.Subject.Field(FieldReference.Computed computed) ->
          new ConditionNode.ComputedFieldTest(computed, binding, comparison, test);
      case BoundCondition.Subject.Field(var field) -> {
        if (name == FieldReference.Name.TYPE && !comparison.mayFail()) {
          yield typeTest(test, comparison);
        }
        yield new ConditionNode.FieldTest(binding.access(field, counted), field, comparison, test);
      }
      case BoundCondition.Subject.Computed(var value, var text) ->
          new ConditionNode.ValueTest(value, text, comparison, test);
      case BoundCondition.Subject.FieldCount(var array, var where) -> {
        CountedAliases inner =
            new CountedAliases(array.text(), binding.steps(array.text()), counted);
        yield new ConditionNode.FieldCount(
            binding.access(array, counted),
            array,
            where == null ? null : compile(where, inner),
            comparison,
            test);
      }
      case BoundCondition.Subject.ValueCount(var values, var label, var where) ->
          new ConditionNode.ValueCount(
              values, label, where == null ? null : compile(where, counted), comparison, test);
    };
  }

  private ConditionNode typeTest(BoundCondition.Test test, OperandComparison comparison) {
    StringValue type = new StringValue(binding.typeText(), Origin.NONE.packed());
    dev.redoubt.estate.Value operand =
        ((dev.redoubt.template.syntax.TemplateExpression.Literal) test.operand()).value();
    return new ConditionNode.Constant(comparison.test(type, operand), test);
  }

  /// The field that a condition is on, if every resource has it; otherwise null.
  static FieldReference.@Nullable Name name(BoundCondition.Test test) {
    return test.subject() instanceof BoundCondition.Subject.Field(FieldReference.Named(var name, _))
        ? name
        : null;
  }

  /// @param met the outcome of the other conditions
  private ConditionNode only(
      BoundCondition condition, Predicate<FieldReference.Name> fields, boolean met) {
    return switch (condition) {
      case BoundCondition.AllOf(var parts, _) ->
          all(parts.stream().map(part -> only(part, fields, met)).toList(), condition);
      case BoundCondition.AnyOf(var parts, _) ->
          any(parts.stream().map(part -> only(part, fields, met)).toList(), condition);
      case BoundCondition.Not(var inner, _) -> not(only(inner, fields, !met), condition);
      case BoundCondition.Test test -> {
        FieldReference.Name name = name(test);
        yield name != null && fields.test(name)
            ? test(test, null)
            : new ConditionNode.Constant(ConditionOutcome.of(met), test);
      }
      case BoundCondition.Unsupported _ ->
          new ConditionNode.Constant(ConditionOutcome.of(met), condition);
    };
  }
}
