package dev.redoubt.policy;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parameter of a policy definition.
///
/// @param type as written: `String`, `Array`, `Object`, `Boolean`, `Integer`, `Float`, `DateTime`
/// @param defaultValue its value where the assignment gives none, or null
/// @param allowedValues empty where any value is allowed
public record ParameterDefinition(
    String name,
    String type,
    @Nullable Value defaultValue,
    List<Value> allowedValues,
    Origin origin) {

  public ParameterDefinition {
    allowedValues = List.copyOf(allowedValues);
  }
}
