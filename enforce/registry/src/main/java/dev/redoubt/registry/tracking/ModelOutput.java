package dev.redoubt.registry.tracking;

import java.util.Objects;

/// A logged model that a run has produced.
///
/// @param model id of the logged model
/// @param step of the run
public record ModelOutput(String model, long step) {

  /// @throws NullPointerException if the model is null
  public ModelOutput {
    Objects.requireNonNull(model);
  }
}
