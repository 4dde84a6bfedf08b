package dev.redoubt.workspace;

import dev.redoubt.arm.ArmParametersReader;
import dev.redoubt.bicep.BicepParameters;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Evaluates the parameter values of a deployment: the parameter files in order, then the command
/// line. A later value overrides an earlier one.
final class DeploymentParameterValues {

  private final List<InlineParameter> inline;
  private final EnvironmentVariables variables;

  DeploymentParameterValues(List<InlineParameter> inline, EnvironmentVariables variables) {
    this.inline = inline;
    this.variables = variables;
  }

  /// The values by folded name.
  ///
  /// @param problems receives problems of JSON files; Bicep problems go to the project
  Map<String, Value> of(Deployment deployment, Template template, List<Problem> problems) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (SourceFile file : deployment.parameters()) {
      ofFile(file, template, problems)
          .forEach((name, value) -> values.put(PropertyName.folded(name), value));
    }
    for (InlineParameter each : inline) {
      Value value = each.value(template);
      if (value != null) {
        values.put(PropertyName.folded(each.name()), value);
      }
    }
    return values;
  }

  private Map<String, Value> ofFile(SourceFile file, Template template, List<Problem> problems) {
    return switch (file) {
      case BicepSourceFile it -> {
        BicepParameters read = it.project().parameters(it.path());
        yield read == null ? Map.of() : read.values();
      }
      case JsonSourceFile it -> {
        Map<String, Value> read = ArmParametersReader.read(it.json(), problems);
        yield it.hasVariables() ? withVariables(it, read, template, problems) : read;
      }
    };
  }

  private Map<String, Value> withVariables(
      JsonSourceFile file, Map<String, Value> read, Template template, List<Problem> problems) {
    AzdParameterPlaceholders placeholders = new AzdParameterPlaceholders(variables);
    AzdParameterConversion conversion = new AzdParameterConversion(template, problems);
    Map<String, Value> filled = new LinkedHashMap<>();
    placeholders
        .fill(read)
        .forEach(
            (name, value) -> {
              Value converted = conversion.of(name, value);
              if (converted != null) {
                filled.put(name, converted);
              }
            });
    if (!placeholders.missing().isEmpty()) {
      problems.add(
          Problem.info(
              "%d environment %s not set, so parameters have no value, their default or empty texts: `%s`"
                  .formatted(
                      placeholders.missing().size(),
                      placeholders.missing().size() == 1 ? "variable is" : "variables are",
                      String.join("`, `", placeholders.missing())),
              file.origin()));
    }
    return filled;
  }
}
