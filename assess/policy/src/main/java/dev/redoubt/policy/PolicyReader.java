package dev.redoubt.policy;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.syntax.PolicyCondition;
import dev.redoubt.policy.syntax.PolicyConditionReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads policy definitions: a whole definition with `properties`, the properties alone, or a rule
/// with `if` and `then` alone.
public final class PolicyReader {

  private final List<Problem> problems;

  /// @param problems receives the errors of the definitions
  public PolicyReader(List<Problem> problems) {
    this.problems = problems;
  }

  /// Reads a definition; null if it is invalid, which is added to the problems.
  ///
  /// @param name the name of a definition without a name of its own
  public @Nullable PolicyDefinition read(Value json, String name) {
    if (!(json instanceof ObjectValue root)) {
      return wrong("a policy definition must be an object, not " + json.kind(), json.origin());
    }
    ObjectValue properties = root.object("properties");
    if (properties == null) {
      properties = root;
    }
    ObjectValue rule = properties.object("policyRule");
    if (rule == null && properties.get("if") != null) {
      rule = properties;
      properties = ObjectValue.EMPTY;
    }
    if (rule == null) {
      return wrong("a policy definition needs a `policyRule`", root.origin());
    }
    String own = root.text("name");
    return rule(own == null || own.isBlank() ? name : own, properties, rule);
  }

  private @Nullable PolicyDefinition rule(String name, ObjectValue properties, ObjectValue rule) {
    Value condition = rule.get("if");
    if (condition == null) {
      return wrong("`policyRule` needs an `if`", rule.origin());
    }
    ObjectValue then = rule.object("then");
    Value effect = then == null ? null : then.get("effect");
    if (then == null || !(effect instanceof StringValue)) {
      return wrong("`policyRule` needs a `then` with an `effect`", rule.origin());
    }
    Map<String, ParameterDefinition> parameters = parameters(properties.get("parameters"));
    PolicyCondition read = new PolicyConditionReader(problems).read(condition);
    if (read == null || parameters == null) {
      return null;
    }
    String displayName = properties.text("displayName");
    String mode = properties.text("mode");
    return new PolicyDefinition(
        name,
        displayName == null ? name : displayName,
        mode == null ? "All" : mode,
        parameters,
        read,
        effect,
        then.get("details"),
        rule.origin());
  }

  private @Nullable Map<String, ParameterDefinition> parameters(@Nullable Value json) {
    Map<String, ParameterDefinition> parameters = new LinkedHashMap<>();
    if (json == null) {
      return parameters;
    }
    if (!(json instanceof ObjectValue object)) {
      wrong("`parameters` must be an object, not " + json.kind(), json.origin());
      return null;
    }
    for (int i = 0; i < object.size(); i++) {
      String name = object.nameAt(i);
      if (!(object.valueAt(i) instanceof ObjectValue parameter)) {
        wrong("parameter `" + name + "` must be an object", object.valueAt(i).origin());
        return null;
      }
      String type = parameter.text("type");
      ArrayValue allowed = parameter.array("allowedValues");
      parameters.put(
          name,
          new ParameterDefinition(
              name,
              type == null ? "String" : type,
              parameter.get("defaultValue"),
              allowed == null ? List.of() : allowed.elements(),
              parameter.origin()));
    }
    return parameters;
  }

  private @Nullable PolicyDefinition wrong(String message, Origin origin) {
    problems.add(Problem.error(message, origin));
    return null;
  }
}
