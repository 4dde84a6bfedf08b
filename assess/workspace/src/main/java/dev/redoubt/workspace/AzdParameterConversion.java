package dev.redoubt.workspace;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.Template.ParameterDeclaration;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Converts the texts in a parameter file of the Azure Developer CLI to the types that the template
/// declares, whether they contain a variable or not. Other tools do not convert them.
///
/// A text that cannot be a boolean or an integer, and an empty text for a parameter without
/// default, are no value: the tool asks for one. Source: `bicep_provider.go` of Azure/azure-dev,
/// which uses Go's `ParseBool`, `ParseInt` and `json.Unmarshal`, November 2026.
final class AzdParameterConversion {

  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  private final Template template;
  private final List<Problem> problems;

  AzdParameterConversion(Template template, List<Problem> problems) {
    this.template = template;
    this.problems = problems;
  }

  /// Returns the value of a parameter, or null if it has none.
  @Nullable Value of(String name, Value value) {
    ParameterDeclaration declared = template.parameter(name);
    if (declared == null) {
      return value;
    }
    TypeDefinition.Kind kind = InlineParameter.kind(declared.type(), template);
    return switch (value) {
      case StringValue(var text, _) -> converted(declared, kind, text, value.origin());
      case Unknown unknown
          when unknown.type() == TypeHint.STRING && kind != TypeDefinition.Kind.STRING ->
          unknown.as(TypeHint.ANY);
      case NullValue _, BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _, Unknown _ ->
          value;
    };
  }

  private @Nullable Value converted(
      ParameterDeclaration declared, TypeDefinition.Kind kind, String text, Origin at) {
    return switch (kind) {
      case ANY -> StringValue.of(text).at(at);
      case STRING ->
          text.isEmpty() && declared.defaultValue() == null ? null : StringValue.of(text).at(at);
      case BOOL ->
          TRUE.contains(text) || FALSE.contains(text)
              ? BooleanValue.of(TRUE.contains(text)).at(at)
              : none(declared, "a boolean", text, at);
      case INT -> {
        Long number = integer(text);
        yield number == null
            ? none(declared, "an integer", text, at)
            : NumberValue.of(number).at(at);
      }
      case ARRAY, OBJECT -> json(declared, text, at);
    };
  }

  private @Nullable Value none(
      ParameterDeclaration declared, String expected, String text, Origin at) {
    if (!text.isEmpty()) {
      problems.add(
          Problem.warning(
              "the value `%s` of `%s` is not %s; the Azure Developer CLI ignores it"
                  .formatted(shown(declared, text), declared.name(), expected),
              at));
    }
    return null;
  }

  private Value json(ParameterDeclaration declared, String text, Origin at) {
    Value read = new JsonReader(new SourceFiles(), new ArrayList<>()).read(text, "");
    if (read instanceof ArrayValue || read instanceof ObjectValue) {
      return InlineParameter.located(read, at);
    }
    String message =
        "the value `%s` of `%s` is not a JSON array or object"
            .formatted(shown(declared, text), declared.name());
    problems.add(Problem.error(message, at));
    UnknownCause cause = new UnknownCause(UnknownCause.Kind.PARAMETER, message, "a value in JSON");
    return Unknown.symbol("parameters('" + declared.name() + "')", cause, TypeHint.ANY, at);
  }

  private static String shown(ParameterDeclaration declared, String text) {
    return declared.type().secure() ? "..." : text;
  }

  private static @Nullable Long integer(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
