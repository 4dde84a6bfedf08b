package dev.redoubt.bicep;

import dev.redoubt.estate.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameter values that a parameter file assigns.
///
/// @param using the template of the parameter file, as written: a path or a module reference; null
///   for `using none` and for a file without `using`
/// @param values by name as written
public record BicepParameters(@Nullable String using, Map<String, Value> values) {

  public BicepParameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
