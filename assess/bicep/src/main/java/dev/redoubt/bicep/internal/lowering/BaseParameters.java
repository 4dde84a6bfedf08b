package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.Problem;
import dev.redoubt.template.syntax.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the parameter file that another one extends gives.
///
/// @param values by name, in order
record BaseParameters(Map<String, Expression> values) {

  static final BaseParameters NONE = new BaseParameters(Map.of());

  /// @param problems takes what is wrong with the file that is extended
  static BaseParameters of(Outside.Extended extended, List<Problem> problems) {
    Map<String, Expression> values = new LinkedHashMap<>();
    ParameterLowering.values(extended.file(), extended.outside(), problems)
        .forEach((name, value) -> values.put(name, new Expression.Literal(value)));
    return new BaseParameters(values);
  }
}
