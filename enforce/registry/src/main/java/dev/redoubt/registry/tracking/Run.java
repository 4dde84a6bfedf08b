package dev.redoubt.registry.tracking;

import java.util.List;
import java.util.Objects;

/// A run, and what was logged to it.
///
/// @param metrics the latest one of each key, sorted by key
/// @param parameters sorted by key
/// @param tags sorted by key
/// @param dataSets that it has read
/// @param modelsRead the ids of logged models that it has read, and the caller sees
/// @param modelsMade those that it has made, and the caller sees
public record Run(
    RunInfo info,
    List<Metric> metrics,
    List<KeyValue> parameters,
    List<KeyValue> tags,
    List<DataSetInput> dataSets,
    List<String> modelsRead,
    List<ModelOutput> modelsMade) {

  /// Copies the lists.
  public Run {
    Objects.requireNonNull(info);
    metrics = List.copyOf(metrics);
    parameters = List.copyOf(parameters);
    tags = List.copyOf(tags);
    dataSets = List.copyOf(dataSets);
    modelsRead = List.copyOf(modelsRead);
    modelsMade = List.copyOf(modelsMade);
  }
}
