package dev.redoubt.controls;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.ParameterDefinition;
import dev.redoubt.policy.PolicyDefinition;
import dev.redoubt.policy.syntax.ConditionOperator;
import dev.redoubt.policy.syntax.PolicyCondition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Widens policies whose scope is a list of values of the classification tag to resources without
/// the tag, if the value that these are judged by is in the list. A condition is only added as an
/// alternative, so no resource leaves the scope.
final class UntaggedResources {

  private final String untaggedValue;

  UntaggedResources(String untaggedValue) {
    this.untaggedValue = untaggedValue;
  }

  /// @param values the values of parameters that replace defaults
  PolicyDefinition judged(PolicyDefinition definition, Map<String, Value> values) {
    List<String> parameters =
        ConfiguredControls.VALUE_PARAMETERS.stream()
            .filter(name -> includes(definition.parameters().get(name), values.get(name)))
            .toList();
    if (parameters.isEmpty()) {
      return definition;
    }
    return new PolicyDefinition(
        definition.name(),
        definition.displayName(),
        definition.mode(),
        definition.parameters(),
        widened(definition.condition(), parameters),
        definition.effect(),
        definition.details(),
        definition.origin());
  }

  /// Whether a list of values has the one of resources without the tag; Azure Policy ignores case.
  private boolean includes(@Nullable ParameterDefinition parameter, @Nullable Value given) {
    if (parameter == null) {
      return false;
    }
    Value value = given == null ? parameter.defaultValue() : given;
    return value instanceof ArrayValue array
        && array.elements().stream()
            .anyMatch(
                each ->
                    each instanceof StringValue(var text, _)
                        && PropertyName.same(text, untaggedValue));
  }

  private static PolicyCondition widened(PolicyCondition condition, List<String> parameters) {
    return switch (condition) {
      case PolicyCondition.AllOf(var conditions, var origin) ->
          new PolicyCondition.AllOf(widened(conditions, parameters), origin);
      case PolicyCondition.AnyOf(var conditions, var origin) ->
          new PolicyCondition.AnyOf(widened(conditions, parameters), origin);
      // what is negated would become narrower
      case PolicyCondition.Not not -> not;
      case PolicyCondition.Test test when isScope(test, parameters) ->
          new PolicyCondition.AnyOf(
              List.of(
                  test,
                  new PolicyCondition.Test(
                      test.subject(),
                      ConditionOperator.EXISTS,
                      BooleanValue.of(false),
                      test.origin()),
                  // an empty class is no class
                  new PolicyCondition.Test(
                      test.subject(), ConditionOperator.EQUALS, StringValue.of(""), test.origin())),
              test.origin());
      case PolicyCondition.Test test -> test;
    };
  }

  private static List<PolicyCondition> widened(
      List<PolicyCondition> conditions, List<String> parameters) {
    return conditions.stream().map(each -> widened(each, parameters)).toList();
  }

  private static boolean isScope(PolicyCondition.Test test, List<String> parameters) {
    return test.operator() == ConditionOperator.IN
        && test.operand() instanceof StringValue(var text, _)
        && parameters.stream().anyMatch(name -> text.equals("[parameters('" + name + "')]"));
  }
}
