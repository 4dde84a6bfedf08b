package dev.redoubt.registry.tracking;

import org.jspecify.annotations.Nullable;

/// A version of a data set, with its source. Within an experiment it is identified by name and
/// digest.
///
/// @param digest at most 36 characters, of an algorithm chosen by the client: not evidence of the
///   content
/// @param sourceType `local`, `s3`, `hugging_face` and others
/// @param source in the format of that type, usually JSON
/// @param schema usually JSON, or null
/// @param profile usually JSON, or null
public record DataSet(
    String name,
    String digest,
    String sourceType,
    String source,
    @Nullable String schema,
    @Nullable String profile) {

  /// @throws dev.redoubt.access.RequestRefusedException if a value is too long
  public DataSet {
    TrackingLimits.text("name of a data set", name, TrackingLimits.DATASET_NAME);
    TrackingLimits.text("digest of `" + name + "`", digest, TrackingLimits.DATASET_DIGEST);
    TrackingLimits.text(
        "source_type of `" + name + "`", sourceType, TrackingLimits.DATASET_SOURCE_TYPE);
    TrackingLimits.text("source of `" + name + "`", source, TrackingLimits.DATASET_SOURCE);
    if (schema != null) {
      TrackingLimits.text("schema of `" + name + "`", schema, TrackingLimits.DATASET_SCHEMA);
    }
    if (profile != null) {
      TrackingLimits.text("profile of `" + name + "`", profile, TrackingLimits.DATASET_PROFILE);
    }
  }
}
