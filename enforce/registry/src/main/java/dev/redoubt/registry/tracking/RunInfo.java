package dev.redoubt.registry.tracking;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run, without what was logged to it.
///
/// @param id 32 hexadecimal digits
/// @param experiment the id of the one it belongs to
/// @param name not unique
/// @param user who has made it, as the client says: not evidence of anything
/// @param owner the id of the caller that has made it
/// @param startTime in milliseconds since 1970, as the client says
/// @param endTime the same, or null while nobody has said it
/// @param artifactUri below which clients take its artifacts to be
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

  /// @throws NullPointerException if one is null that may not be
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
