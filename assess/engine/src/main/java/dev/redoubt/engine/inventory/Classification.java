package dev.redoubt.engine.inventory;

import dev.redoubt.facts.DataProtection;
import dev.redoubt.facts.ResourceFacts;
import org.jspecify.annotations.Nullable;

/// How the data of a workload is classified.
///
/// @param tag the name of the tag
/// @param sensitivity of the workload, for resources without the tag; null if it is not set
/// @param configuration the name of the file that sets it
public record Classification(String tag, @Nullable String sensitivity, String configuration) {

  /// The tag unless `redoubt.yaml` names another one.
  public static final String DEFAULT_TAG = "dataClassification";

  /// A value and where it comes from.
  ///
  /// @param value empty if the resource has none
  record Of(String value, String source) {}

  Of of(ResourceFacts resource) {
    String value = DataProtection.tag(resource, tag);
    if (value != null) {
      boolean isUnknown = value.startsWith("[");
      return isUnknown
          ? new Of("", "the tag `%s` is unknown: %s".formatted(tag, value))
          : new Of(value, "tag `%s`".formatted(tag));
    }
    if (!resource.resource().managed()) {
      return new Of("", "an existing resource whose tags are not declared");
    }
    return sensitivity == null
        ? new Of("", "no tag `%s`".formatted(tag))
        : new Of(sensitivity, "`workload.sensitivity` in `%s`".formatted(configuration));
  }
}
