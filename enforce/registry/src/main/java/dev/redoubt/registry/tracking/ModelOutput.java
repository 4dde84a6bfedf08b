package dev.redoubt.registry.tracking;

import java.util.Objects;

/// A logged model that a run has made.
///
/// @param model its id
/// @param step of the run
public record ModelOutput(String model, long step) {

  /// @throws NullPointerException if there is no model
  public ModelOutput {
    Objects.requireNonNull(model);
  }
}
