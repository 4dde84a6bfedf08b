package dev.redoubt.registry.tracking;

import java.util.List;
import java.util.Objects;

/// A run with everything that was logged to it.
///
/// @param metrics latest value of each key, sorted by key
/// @param parameters sorted by key
/// @param tags sorted by key
/// @param dataSets data sets that it has used
/// @param modelsRead ids of logged models that it has used and the caller can see
/// @param modelsMade logged models that it has produced and the caller can see
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
