package dev.redoubt.server.mlflow;

import dev.redoubt.registry.RefusedException;
import dev.redoubt.registry.tracking.View;

/// MLflow's names of views.
final class Views {

  private Views() {}

  /// Reads one; nothing means those that are active.
  static View of(String text) {
    return switch (text) {
      case "", "ACTIVE_ONLY" -> View.ACTIVE_ONLY;
      case "DELETED_ONLY" -> View.DELETED_ONLY;
      case "ALL" -> View.ALL;
      default ->
          throw RefusedException.invalid("Invalid value '" + text + "' for parameter 'view_type'");
    };
  }
}
