package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Metrics, parameters and tags that are logged to a run in one request.
///
/// @param metrics up to 1,000
/// @param parameters up to 100 with unique keys; values are truncated to 6,000 characters
/// @param tags up to 100; values are truncated to 8,000 characters; the last one of equal keys wins
public record RunDataBatch(List<Metric> metrics, List<KeyValue> parameters, List<KeyValue> tags) {

  /// @throws RequestRefusedException if there are too many entries, more than 1,000 in total, or a
  ///   key is too long
  public RunDataBatch {
    TrackingLimits.count("metrics", metrics.size(), TrackingLimits.METRICS_AT_ONCE);
    TrackingLimits.count("params", parameters.size(), TrackingLimits.ENTRIES_AT_ONCE);
    TrackingLimits.count("tags", tags.size(), TrackingLimits.ENTRIES_AT_ONCE);
    TrackingLimits.count(
        "metrics, params, and tags",
        metrics.size() + parameters.size() + tags.size(),
        TrackingLimits.ALL_AT_ONCE);
    metrics = List.copyOf(metrics);
    parameters =
        parameters.stream()
            .map(each -> TrackingLimits.cut(each, TrackingLimits.PARAMETER_VALUE))
            .toList();
    tags = tags.stream().map(each -> TrackingLimits.cut(each, TrackingLimits.TAG_VALUE)).toList();
    Set<String> keys = new HashSet<>();
    for (KeyValue parameter : parameters) {
      if (!keys.add(parameter.key())) {
        throw RequestRefusedException.invalid(
            "Duplicate parameter keys have been submitted: `"
                + parameter.key()
                + "` may have only one value per request");
      }
    }
  }
}
