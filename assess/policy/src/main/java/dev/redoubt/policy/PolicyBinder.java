package dev.redoubt.policy;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.internal.evaluate.CompiledRules;
import dev.redoubt.policy.internal.evaluate.ExistenceRule;
import dev.redoubt.policy.internal.expression.DateComparison;
import dev.redoubt.policy.internal.expression.ExpressionBinder;
import dev.redoubt.policy.internal.expression.TemplateSyntax;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.ConditionBinder;
import dev.redoubt.policy.syntax.PolicyCondition;
import dev.redoubt.policy.syntax.PolicyConditionReader;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Binds a policy definition: sets parameters, resolves names and aliases, and determines the
/// effect. What cannot be resolved is in the problems of the bound policy.
public final class PolicyBinder {

  private final PolicyDefinition definition;
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable String refusal;

  private PolicyBinder(PolicyDefinition definition) {
    this.definition = definition;
  }

  /// The bound policy.
  ///
  /// @param parameters the values of the assignment by name, ignoring case; a parameter without a
  ///   value and without a default is unknown
  public static BoundPolicy bind(PolicyDefinition definition, Map<String, Value> parameters) {
    return new PolicyBinder(definition).bind(parameters);
  }

  private BoundPolicy bind(Map<String, Value> given) {
    ExpressionBinder expressions =
        new ExpressionBinder(new TemplateSyntax(), values(given), problems);
    ConditionBinder rules = new ConditionBinder(expressions, problems);
    checkMode();
    BoundCondition rule = rules.bind(definition.condition());
    PolicyEffect effect = effect(expressions, rules);
    return new BoundPolicy(definition, effect, rule, refusal, problems);
  }

  private Map<String, Value> values(Map<String, Value> given) {
    Map<String, Value> folded = new HashMap<>();
    given.forEach((name, value) -> folded.put(PropertyName.folded(name), value));
    Map<String, Value> values = new HashMap<>();
    for (ParameterDefinition parameter : definition.parameters().values()) {
      String key = PropertyName.folded(parameter.name());
      Value value = folded.remove(key);
      if (value != null) {
        checkType(parameter, value);
        checkAllowed(parameter, value);
      } else {
        value = parameter.defaultValue() == null ? missing(parameter) : parameter.defaultValue();
      }
      values.put(key, value);
    }
    for (String name : folded.keySet()) {
      refuse("the policy has no parameter `" + name + "`", definition.origin());
    }
    return values;
  }

  private Value missing(ParameterDefinition parameter) {
    String name = parameter.name();
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.PARAMETER,
            "policy parameter `" + name + "` has no value",
            "set a value for `" + name + "` in the assignment");
    TypeHint type =
        switch (PropertyName.folded(parameter.type())) {
          case "string", "datetime" -> TypeHint.STRING;
          case "array" -> TypeHint.ARRAY;
          case "object" -> TypeHint.OBJECT;
          case "boolean" -> TypeHint.BOOL;
          case "integer" -> TypeHint.INT;
          default -> TypeHint.ANY;
        };
    String text = "policyParameters('" + definition.name() + "', '" + name + "')";
    return Unknown.symbol(text, cause, type, parameter.origin());
  }

  /// Source: "Azure Policy definition structure: parameters", Microsoft Learn, 2025.
  private void checkType(ParameterDefinition parameter, Value value) {
    String type = PropertyName.folded(parameter.type());
    TypeHint kind = TypeHint.of(value);
    boolean fits =
        switch (type) {
          case "string" -> kind.mayBe(TypeHint.STRING) && !(value instanceof NumberValue);
          case "datetime" -> kind.mayBe(TypeHint.STRING) && DateComparison.isDate(value);
          case "array" -> kind.mayBe(TypeHint.ARRAY) && !(value instanceof NumberValue);
          case "object" -> kind.mayBe(TypeHint.OBJECT) && !(value instanceof NumberValue);
          case "boolean" -> kind.mayBe(TypeHint.BOOL) && !(value instanceof NumberValue);
          case "integer" -> kind.mayBe(TypeHint.INT) && !isFraction(value);
          case "float" -> value instanceof NumberValue || value instanceof Unknown;
          default -> false;
        };
    if (!fits || value instanceof NullValue) {
      refuse(
          "the parameter `%s` needs a value of type %s, not %s"
              .formatted(parameter.name(), parameter.type(), JsonWriter.asText(value)),
          parameter.origin());
    }
  }

  private static boolean isFraction(Value value) {
    return value instanceof NumberValue number && !number.isInteger();
  }

  private void checkAllowed(ParameterDefinition parameter, Value value) {
    List<Value> allowed = parameter.allowedValues();
    if (allowed.isEmpty() || !value.isFullyKnown()) {
      return;
    }
    List<Value> each =
        value instanceof ArrayValue array && !allowed.contains(value)
            ? array.elements()
            : List.of(value);
    for (Value one : each) {
      if (allowed.stream().noneMatch(other -> same(one, other))) {
        refuse(
            "`%s` is not among the allowed values of the parameter `%s`"
                .formatted(JsonWriter.asText(one), parameter.name()),
            parameter.origin());
      }
    }
  }

  private static boolean same(Value left, Value right) {
    if (left instanceof StringValue(var mine, _) && right instanceof StringValue(var theirs, _)) {
      return PropertyName.same(mine, theirs);
    }
    return left.equals(right);
  }

  private void checkMode() {
    String mode = definition.mode();
    if (!PropertyName.same(mode, "All") && !PropertyName.same(mode, "Indexed")) {
      refuse("the mode `" + mode + "` is for data planes, not for resources", definition.origin());
    }
  }

  private PolicyEffect effect(ExpressionBinder expressions, ConditionBinder rules) {
    Value value = expressions.bindConstant(definition.effect(), "the effect");
    if (!(value instanceof StringValue word)) {
      refuse("the effect is unknown", definition.effect().origin());
      return new PolicyEffect.Unsupported(PolicyEffect.Name.UNKNOWN);
    }
    PolicyEffect.Name name = PolicyEffect.Name.find(word.text());
    if (name == null) {
      refuse("`" + word.text() + "` is not an effect", definition.effect().origin());
      return new PolicyEffect.Unsupported(PolicyEffect.Name.UNKNOWN);
    }
    return switch (name) {
      case AUDIT -> new PolicyEffect.Audit();
      case DENY -> new PolicyEffect.Deny();
      case DISABLED -> new PolicyEffect.Disabled();
      case AUDIT_IF_NOT_EXISTS -> {
        ExistenceRule related = existence(name, expressions, rules);
        yield related == null
            ? new PolicyEffect.Unsupported(name)
            : new PolicyEffect.AuditIfNotExists(related);
      }
      case DEPLOY_IF_NOT_EXISTS -> {
        ExistenceRule related = existence(name, expressions, rules);
        yield related == null
            ? new PolicyEffect.Unsupported(name)
            : new PolicyEffect.DeployIfNotExists(related);
      }
      case MODIFY,
          APPEND,
          DENY_ACTION,
          MANUAL,
          MUTATE,
          ADD_TO_NETWORK_GROUP,
          AUDIT_ACTION,
          ENFORCE_SETTING,
          ENFORCE_OPA_CONSTRAINT,
          ENFORCE_REGO_POLICY,
          UNKNOWN -> {
        refuse("the effect `" + name.word() + "` is not supported", definition.effect().origin());
        yield new PolicyEffect.Unsupported(name);
      }
    };
  }

  private @Nullable ExistenceRule existence(
      PolicyEffect.Name effect, ExpressionBinder expressions, ConditionBinder rules) {
    if (!(definition.details() instanceof ObjectValue details)) {
      refuse("`" + effect.word() + "` needs `details` with a `type`", definition.origin());
      return null;
    }
    Value typeJson = details.get("type");
    Value type = typeJson == null ? null : expressions.bindConstant(typeJson, "`details.type`");
    if (!(type instanceof StringValue text)
        || !ResourceType.of(withoutProviders(text.text())).isWellFormed()) {
      refuse("`details.type` must be a resource type", details.origin());
      return null;
    }
    String scope = details.text("existenceScope");
    return new ExistenceRule(
        ResourceType.of(withoutProviders(text.text())),
        optional(details, "name", expressions),
        optional(details, "kind", expressions),
        optional(details, "resourceGroupName", expressions),
        scope != null && PropertyName.same(scope, "Subscription"),
        condition(details, rules));
  }

  /// `Microsoft.KeyVault/vaults/providers/diagnosticSettings` names an extension; its type follows
  /// `providers`, without the namespace `Microsoft.Insights`.
  private static String withoutProviders(String type) {
    if (type.endsWith("/")) {
      return withoutProviders(type.substring(0, type.length() - 1));
    }
    int at = PropertyName.folded(type).indexOf("/providers/");
    if (at < 0) {
      return type;
    }
    String extension = type.substring(at + "/providers/".length());
    return extension.contains("/") ? extension : "Microsoft.Insights/" + extension;
  }

  private @Nullable TemplateExpression optional(
      ObjectValue details, String name, ExpressionBinder expressions) {
    Value json = details.get(name);
    if (json == null) {
      return null;
    }
    TemplateExpression expression = expressions.bind(json);
    if (expression == null) {
      refuse("`details." + name + "` cannot be evaluated", json.origin());
    }
    return expression;
  }

  private @Nullable CompiledRules condition(ObjectValue details, ConditionBinder rules) {
    Value json = details.get("existenceCondition");
    if (json == null) {
      return null;
    }
    PolicyCondition read = new PolicyConditionReader(problems).read(json);
    if (read == null) {
      refuse("`existenceCondition` cannot be read", json.origin());
      return null;
    }
    return new CompiledRules(rules.bind(read));
  }

  private void refuse(String message, Origin origin) {
    problems.add(Problem.error(message, origin));
    refusal = refusal == null ? message : refusal;
  }
}
