package dev.redoubt.registry.tracking;

import dev.redoubt.access.RefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is logged to a run at once.
///
/// @param metrics up to 1,000
/// @param parameters up to 100, no key twice; values are cut after 6,000 characters
/// @param tags up to 100; values are cut after 8,000 characters; of equal keys the last one counts
public record Batch(List<Metric> metrics, List<Entry> parameters, List<Entry> tags) {

  /// @throws RefusedException if there are too many, altogether more than 1,000, or keys too long
  public Batch {
    Limits.count("metrics", metrics.size(), Limits.METRICS_AT_ONCE);
    Limits.count("params", parameters.size(), Limits.ENTRIES_AT_ONCE);
    Limits.count("tags", tags.size(), Limits.ENTRIES_AT_ONCE);
    Limits.count(
        "metrics, params, and tags",
        metrics.size() + parameters.size() + tags.size(),
        Limits.ALL_AT_ONCE);
    metrics = List.copyOf(metrics);
    parameters = parameters.stream().map(each -> Limits.cut(each, Limits.PARAMETER_VALUE)).toList();
    tags = tags.stream().map(each -> Limits.cut(each, Limits.TAG_VALUE)).toList();
    Set<String> keys = new HashSet<>();
    for (Entry parameter : parameters) {
      if (!keys.add(parameter.key())) {
        throw RefusedException.invalid(
            "Duplicate parameter keys have been submitted: `"
                + parameter.key()
                + "` has one value in a request");
      }
    }
  }
}
