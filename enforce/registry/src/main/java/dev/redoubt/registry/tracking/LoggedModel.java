package dev.redoubt.registry.tracking;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A logged model of MLflow: files with metadata. Versions of registered models refer to it.
///
/// @param id `m-` and 32 hexadecimal digits
/// @param name not unique
/// @param type kind of model in the client's words, or null
/// @param owner id of the principal who created it
/// @param sourceRun id of the run that created it, or null
/// @param artifactUri artifact URI that clients see
/// @param creationTime in milliseconds since 1970
/// @param lastUpdateTime when it was created, finalized or deleted
/// @param tags sorted by key
/// @param parameters sorted by key
/// @param metrics all metrics about it, by key, time, step and run
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
