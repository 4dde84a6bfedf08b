package dev.redoubt.registry.tracking;

import org.jspecify.annotations.Nullable;

/// A version of a data set: what it is called, and where it comes from. Two of one experiment with
/// the same name and digest are the same.
///
/// @param digest at most 36 characters, of whatever algorithm the client uses: not evidence of
///   anything
/// @param sourceType `local`, `s3`, `hugging_face` and the like
/// @param source in words of that type, usually JSON
/// @param schema usually JSON, or null
/// @param profile usually JSON, or null
public record DataSet(
    String name,
    String digest,
    String sourceType,
    String source,
    @Nullable String schema,
    @Nullable String profile) {

  /// @throws dev.redoubt.access.RefusedException if something is too long
  public DataSet {
    Limits.text("name of a data set", name, Limits.DATASET_NAME);
    Limits.text("digest of `" + name + "`", digest, Limits.DATASET_DIGEST);
    Limits.text("source_type of `" + name + "`", sourceType, Limits.DATASET_SOURCE_TYPE);
    Limits.text("source of `" + name + "`", source, Limits.DATASET_SOURCE);
    if (schema != null) {
      Limits.text("schema of `" + name + "`", schema, Limits.DATASET_SCHEMA);
    }
    if (profile != null) {
      Limits.text("profile of `" + name + "`", profile, Limits.DATASET_PROFILE);
    }
  }
}
