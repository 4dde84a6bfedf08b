package dev.redoubt.bicep;

import dev.redoubt.estate.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a parameter file gives.
///
/// @param using the template it is for, as written: a path or a module; null for `using none`, or
///   where nothing is written
/// @param values by name as written
public record BicepParameters(@Nullable String using, Map<String, Value> values) {

  public BicepParameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
