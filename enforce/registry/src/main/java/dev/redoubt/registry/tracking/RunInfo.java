package dev.redoubt.registry.tracking;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Metadata of a run, without the data logged to it.
///
/// @param id 32 hexadecimal digits
/// @param experiment id of its experiment
/// @param name not unique
/// @param user creator as given by the client: not evidence of identity
/// @param owner id of the principal who created it
/// @param startTime in milliseconds since 1970, as given by the client
/// @param endTime in milliseconds since 1970, as given by the client, or null
/// @param artifactUri artifact URI that clients see
public record RunInfo(
    String id,
    long experiment,
    String name,
    String user,
    String owner,
    RunStatus status,
    long startTime,
    @Nullable Long endTime,
    LifecycleStage lifecycle,
    String artifactUri) {

  /// @throws NullPointerException if a required argument is null
  public RunInfo {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(user);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(status);
    Objects.requireNonNull(lifecycle);
    Objects.requireNonNull(artifactUri);
  }
}
