package dev.redoubt.controls;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.policy.ParameterDefinition;
import java.util.ArrayList;
import java.util.List;

/// A parameter that several policies of the catalog have, such as the values of the classification
/// tag that they apply to.
///
/// @param controls the ids of the controls
/// @param defaultValues the texts of its default, a list
public record SharedParameter(List<String> controls, List<String> defaultValues) {

  public SharedParameter {
    controls = List.copyOf(controls);
    defaultValues = List.copyOf(defaultValues);
  }

  /// The parameter with a name; without controls if no policy has it.
  public static SharedParameter of(ControlCatalog catalog, String name) {
    List<String> controls = new ArrayList<>();
    List<String> values = List.of();
    for (Control control : catalog.controls()) {
      ParameterDefinition parameter = control.policy().definition().parameters().get(name);
      if (parameter != null && control.isBuiltIn()) {
        controls.add(control.info().id());
        values = texts(parameter);
      }
    }
    return new SharedParameter(controls, values);
  }

  private static List<String> texts(ParameterDefinition parameter) {
    List<String> texts = new ArrayList<>();
    if (parameter.defaultValue() instanceof ArrayValue array) {
      array.forEach(
          each -> {
            if (each instanceof StringValue(var text, _)) {
              texts.add(text);
            }
          });
    }
    return texts;
  }
}
