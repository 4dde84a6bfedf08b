package dev.redoubt.template.internal;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template.ParameterDeclaration;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.stream.Collectors;

/// Validates a parameter's value against its declaration, as Azure does before deployment.
final class ParameterValidation {

  private ParameterValidation() {}

  static void check(TemplateDeployment deployment, ParameterDeclaration declaration, Value value) {
    new Check(deployment, declaration)
        .value(declaration.type(), value, "`" + declaration.name() + "`", 0);
  }

  private record Check(TemplateDeployment deployment, ParameterDeclaration declaration) {

    /// Types may be recursive; real values are not nested this deeply.
    private static final int MAX_DEPTH = 64;

    void value(TypeDefinition type, Value value, String what, int depth) {
      if (value instanceof Unknown || depth > MAX_DEPTH) {
        return;
      }
      if (value instanceof NullValue) {
        return;
      }
      if (type.reference() != null) {
        TypeDefinition referenced = deployment.template().definition(type.reference());
        if (referenced == null) {
          problem("the type `" + type.reference() + "` is not defined", type.origin());
        } else {
          value(referenced, value, what, depth + 1);
        }
      }
      if (!isOfKind(type.type(), value)) {
        problem(
            "%s must be of type %s, not %s"
                .formatted(
                    what,
                    DeploymentParameters.hint(type).name().toLowerCase(java.util.Locale.ROOT),
                    value.kind()),
            value.origin());
        return;
      }
      allowed(type, value, what);
      range(type, value, what);
      members(type, value, what, depth);
    }

    private void members(TypeDefinition type, Value value, String what, int depth) {
      if (value instanceof ObjectValue object) {
        for (int i = 0; i < object.size(); i++) {
          TypeDefinition property = type.properties().get(PropertyName.folded(object.nameAt(i)));
          TypeDefinition use = property == null ? type.additionalProperties() : property;
          if (use != null) {
            value(use, object.valueAt(i), what + " at `" + object.nameAt(i) + "`", depth + 1);
          }
        }
      } else if (value instanceof ArrayValue array) {
        for (int i = 0; i < array.size(); i++) {
          TypeDefinition item =
              i < type.prefixItems().size() ? type.prefixItems().get(i) : type.items();
          if (item != null) {
            value(item, array.get(i), what + " at [" + i + "]", depth + 1);
          }
        }
      }
    }

    private void allowed(TypeDefinition type, Value value, String what) {
      if (type.allowedValues() == null || !value.isFullyKnown()) {
        return;
      }
      boolean fits =
          (value instanceof ArrayValue array && !anyArray(type))
              ? array.stream().allMatch(each -> among(type, each))
              : among(type, value);
      if (!fits) {
        String shown = type.secure() ? "the value" : "`" + JsonWriter.asText(value) + "`";
        String options =
            type.allowedValues().stream()
                .limit(10)
                .map(option -> "`" + JsonWriter.asText(option) + "`")
                .collect(Collectors.joining(", "));
        problem(
            "%s: %s is not among the allowed values %s%s"
                .formatted(what, shown, options, type.allowedValues().size() > 10 ? ", ..." : ""),
            value.origin());
      }
    }

    private static boolean anyArray(TypeDefinition type) {
      return type.allowedValues() != null
          && type.allowedValues().stream().anyMatch(ArrayValue.class::isInstance);
    }

    /// Azure compares allowed strings ignoring case.
    private static boolean among(TypeDefinition type, Value value) {
      if (type.allowedValues() == null) {
        return true;
      }
      for (Value allowed : type.allowedValues()) {
        if (allowed.equals(value)
            || (allowed instanceof StringValue left
                && value instanceof StringValue right
                && PropertyName.same(left.text(), right.text()))) {
          return true;
        }
      }
      return false;
    }

    private void range(TypeDefinition type, Value value, String what) {
      long size;
      String unit;
      switch (value) {
        case NumberValue number when number.isInteger() -> {
          size = number.integer();
          unit = "";
        }
        case StringValue string -> {
          size = string.text().length();
          unit = " characters";
        }
        case ArrayValue array when !array.isOpen() -> {
          size = array.size();
          unit = " elements";
        }
        case NumberValue _, ArrayValue _, ObjectValue _, BooleanValue _, NullValue _, Unknown _ -> {
          return;
        }
      }
      if (type.minimum() != null && size < type.minimum()) {
        problem(
            "%s must be at least %d%s, but is %d".formatted(what, type.minimum(), unit, size),
            value.origin());
      }
      if (type.maximum() != null && size > type.maximum()) {
        problem(
            "%s must be at most %d%s, but is %d".formatted(what, type.maximum(), unit, size),
            value.origin());
      }
    }

    private static boolean isOfKind(TypeDefinition.Kind kind, Value value) {
      return switch (kind) {
        case ANY -> true;
        case STRING -> value instanceof StringValue;
        case INT -> value instanceof NumberValue number && number.isInteger();
        case BOOL -> value instanceof BooleanValue;
        case ARRAY -> value instanceof ArrayValue;
        case OBJECT -> value instanceof ObjectValue;
      };
    }

    private void problem(String message, Origin origin) {
      deployment
          .context()
          .report(
              Problem.error(
                  "parameter " + message, origin.isWritten() ? origin : declaration.origin()));
    }
  }
}
