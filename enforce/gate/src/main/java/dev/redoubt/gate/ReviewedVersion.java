package dev.redoubt.gate;

import java.util.Objects;

/// The version that an approval or a rejection refers to. It applies to no other version, even with
/// the same files: a reviewer approves a model for its purpose.
///
/// @param id of the version's row, which is never reused; version numbers are, when a model gets
///   the name of a deleted one
/// @param model name of the model at that time
/// @param number of the version
/// @param turn counts the reviews of the version by one reviewer for one environment, from 1
public record ReviewedVersion(long id, String model, long number, long turn) {

  /// @throws NullPointerException if the name is null
  public ReviewedVersion {
    Objects.requireNonNull(model);
  }
}
