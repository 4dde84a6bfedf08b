package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.Problem;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of an extended parameter file.
///
/// @param values the values by name, in source order
record ExtendedParameters(Map<String, TemplateExpression> values) {

  static final ExtendedParameters NONE = new ExtendedParameters(Map.of());

  /// @param problems receives the problems of the extended file
  static ExtendedParameters of(ExternalFiles.Extended extended, List<Problem> problems) {
    Map<String, TemplateExpression> values = new LinkedHashMap<>();
    ParameterLowering.values(extended.file(), extended.outside(), problems)
        .forEach((name, value) -> values.put(name, new TemplateExpression.Literal(value)));
    return new ExtendedParameters(values);
  }
}
