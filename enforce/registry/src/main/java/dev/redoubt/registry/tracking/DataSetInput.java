package dev.redoubt.registry.tracking;

import java.util.List;
import java.util.Objects;

/// A data set that a run has used.
///
/// @param tags describe the use: `mlflow.data.context` is `training`, for example
public record DataSetInput(DataSet dataSet, List<KeyValue> tags) {

  /// Tag that searches call `context`.
  public static final String CONTEXT_TAG = "mlflow.data.context";

  /// @throws dev.redoubt.access.RequestRefusedException if a tag is too long
  public DataSetInput {
    Objects.requireNonNull(dataSet);
    tags =
        tags.stream()
            .map(
                tag ->
                    TrackingLimits.entry(
                        tag, TrackingLimits.INPUT_TAG_KEY, TrackingLimits.INPUT_TAG_VALUE))
            .toList();
  }
}
