package dev.redoubt.gate;

import java.util.Objects;

/// The version that an approval or a rejection is of. It counts for no other, whatever files that
/// has: a reviewer who lets a model into an environment knows what the model is for.
///
/// @param id of the row of the version, which is never given twice; numbers are, where one model
///   gets the name of another that is gone
/// @param model the name of its model then
/// @param number of the version
/// @param turn counts what one reviewer has said of it for one environment, from 1
public record ReviewedVersion(long id, String model, long number, long turn) {

  /// @throws NullPointerException if there is no name
  public ReviewedVersion {
    Objects.requireNonNull(model);
  }
}
