package dev.redoubt.policy;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parameter of a policy definition.
///
/// @param type as written: `String`, `Array`, `Object`, `Boolean`, `Integer`, `Float`, `DateTime`
/// @param defaultValue the value if the assignment sets none, or null
/// @param allowedValues empty if all values are allowed
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
