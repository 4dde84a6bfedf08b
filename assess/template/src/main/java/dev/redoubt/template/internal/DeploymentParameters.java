package dev.redoubt.template.internal;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template.ParameterDeclaration;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of one deployment: supplied, default or unknown values.
final class DeploymentParameters {

  private final TemplateDeployment deployment;
  private final Map<String, Value> given = new HashMap<>();
  private final List<String> givenNames = new ArrayList<>();
  private final Map<String, Value> known = new HashMap<>();
  private final Set<String> evaluating = new HashSet<>();
  private final Origin origin;

  /// @param given values by name; case does not matter
  /// @param origin the location of the deployment, for missing values
  DeploymentParameters(TemplateDeployment deployment, Map<String, Value> given, Origin origin) {
    this.deployment = deployment;
    this.origin = origin;
    given.forEach(
        (name, value) -> {
          this.given.put(PropertyName.folded(name), value);
          this.givenNames.add(name);
        });
  }

  /// Reports values for undeclared parameters, and evaluates all declared ones, so that errors are
  /// reported even in unused parameters.
  void check() {
    for (String name : givenNames) {
      Value value = given.get(PropertyName.folded(name));
      if (value != null && deployment.template().parameter(name) == null) {
        deployment.warn(
            "a value is supplied for `" + name + "`, but the template has no such parameter",
            value.origin());
      }
    }
    deployment.template().parameters().values().forEach(p -> value(p.name(), p.origin()));
  }

  Value value(String wanted, Origin at) {
    String folded = PropertyName.folded(wanted);
    Value before = known.get(folded);
    if (before != null) {
      return before;
    }
    ParameterDeclaration declaration = deployment.template().parameters().get(folded);
    if (declaration == null) {
      return deployment.context().fail("there is no parameter `" + wanted + "`", at);
    }
    if (!evaluating.add(folded)) {
      return deployment.context().cyclic("parameter `" + wanted + "` depends on itself", at);
    }
    long interruptions = deployment.context().interruptions();
    Value value = compute(declaration, folded);
    evaluating.remove(folded);
    if (interruptions == deployment.context().interruptions()) {
      known.put(folded, value);
    }
    return value;
  }

  private Value compute(ParameterDeclaration declaration, String folded) {
    Origin before = deployment.context().moveTo(declaration.origin());
    Value value = checked(declaration, folded);
    deployment.context().moveTo(before);
    return value;
  }

  private Value checked(ParameterDeclaration declaration, String folded) {
    Value value = given.get(folded);
    TypeDefinition type = resolved(declaration.type());
    boolean nullable = declaration.type().nullable() || type.nullable();
    if (value == null || (value instanceof NullValue && !nullable)) {
      value = defaultOf(declaration, type, nullable);
    }
    if (!nullable && value instanceof Unknown unknown && unknown.type() == TypeHint.ANY) {
      value = unknown.as(hint(type));
    }
    ParameterValidation.check(deployment, declaration, value);
    return type.secure() || declaration.type().secure()
        ? SecureParameters.hide(
            value, "parameters('" + label(declaration) + "')", declaration.name())
        : value;
  }

  private Value defaultOf(ParameterDeclaration declaration, TypeDefinition type, boolean nullable) {
    if (declaration.defaultValue() != null) {
      return deployment.evaluate(declaration.defaultValue());
    }
    if (nullable) {
      return NullValue.NULL.at(declaration.origin());
    }
    if (deployment.parent() != null) {
      return deployment
          .context()
          .fail(
              "the nested deployment `%s` needs a value for its parameter `%s`"
                  .formatted(deployment.label(), declaration.name()),
              origin);
    }
    Unknown unknown =
        Unknown.symbol(
            "parameters('" + declaration.name() + "')",
            UnknownCause.parameter(declaration.name()),
            hint(type),
            declaration.origin());
    return type.secure() ? unknown.asSecret() : unknown;
  }

  /// Two nested deployments may have parameters of the same name.
  private String label(ParameterDeclaration declaration) {
    return deployment.parent() == null
        ? declaration.name()
        : deployment.path() + "." + declaration.name();
  }

  /// Follows references to their definition as far as possible.
  private TypeDefinition resolved(TypeDefinition type) {
    TypeDefinition here = type;
    for (int hops = 0; here.reference() != null && hops < 32; hops++) {
      TypeDefinition next = definition(here.reference());
      if (next == null) {
        return here;
      }
      here = next;
    }
    return here;
  }

  private @Nullable TypeDefinition definition(String reference) {
    return deployment.template().definition(reference);
  }

  static TypeHint hint(TypeDefinition type) {
    return switch (type.type()) {
      case ANY -> TypeHint.ANY;
      case STRING -> TypeHint.STRING;
      case INT -> TypeHint.INT;
      case BOOL -> TypeHint.BOOL;
      case ARRAY -> TypeHint.ARRAY;
      case OBJECT -> TypeHint.OBJECT;
    };
  }
}
