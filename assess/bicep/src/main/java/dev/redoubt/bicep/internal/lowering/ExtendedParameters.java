package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.Problem;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the parameter file that another one extends gives.
///
/// @param values by name, in order
record ExtendedParameters(Map<String, TemplateExpression> values) {

  static final ExtendedParameters NONE = new ExtendedParameters(Map.of());

  /// @param problems takes what is wrong with the file that is extended
  static ExtendedParameters of(ExternalFiles.Extended extended, List<Problem> problems) {
    Map<String, TemplateExpression> values = new LinkedHashMap<>();
    ParameterLowering.values(extended.file(), extended.outside(), problems)
        .forEach((name, value) -> values.put(name, new TemplateExpression.Literal(value)));
    return new ExtendedParameters(values);
  }
}
