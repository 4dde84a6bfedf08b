package dev.redoubt.registry.tracking;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A model that was logged: files, and what is known of them. Registered models have versions that
/// refer to them.
///
/// @param id `m-` and 32 hexadecimal digits
/// @param name not unique
/// @param type what kind of model, in words of its maker, or null
/// @param owner the id of the caller that has made it
/// @param sourceRun the id of the run that has made it, or null
/// @param artifactUri below which clients take its files to be
/// @param creationTime in milliseconds since 1970
/// @param lastUpdateTime when it was made, finalized or deleted
/// @param tags sorted by key
/// @param parameters sorted by key
/// @param metrics all that were measured of it, by key, time, step and run
public record LoggedModel(
    String id,
    long experiment,
    String name,
    @Nullable String type,
    String owner,
    @Nullable String sourceRun,
    LoggedModelStatus status,
    @Nullable String statusMessage,
    LifecycleStage lifecycle,
    String artifactUri,
    long creationTime,
    long lastUpdateTime,
    List<KeyValue> tags,
    List<KeyValue> parameters,
    List<RunMetric> metrics) {

  /// Copies the lists.
  public LoggedModel {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(status);
    Objects.requireNonNull(lifecycle);
    Objects.requireNonNull(artifactUri);
    tags = List.copyOf(tags);
    parameters = List.copyOf(parameters);
    metrics = List.copyOf(metrics);
  }

  LoggedModel with(
      List<KeyValue> newTags, List<KeyValue> newParameters, List<RunMetric> newMetrics) {
    return new LoggedModel(
        id,
        experiment,
        name,
        type,
        owner,
        sourceRun,
        status,
        statusMessage,
        lifecycle,
        artifactUri,
        creationTime,
        lastUpdateTime,
        newTags,
        newParameters,
        newMetrics);
  }
}
