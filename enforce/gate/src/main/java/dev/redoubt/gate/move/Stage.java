package dev.redoubt.gate.move;

import dev.redoubt.access.RefusedException;

/// Where in its life a version is. MLflow's own, which it would like to replace by aliases.
public enum Stage {
  /// Nowhere in particular.
  NONE("None"),
  /// Being tried.
  STAGING("Staging"),
  /// In use.
  PRODUCTION("Production"),
  /// No longer in use.
  ARCHIVED("Archived");

  private final String text;

  Stage(String text) {
    this.text = text;
  }

  /// As MLflow writes it.
  public String text() {
    return text;
  }

  /// Reads a stage, in any case.
  ///
  /// @throws RefusedException if there is none of that name
  public static Stage of(String text) {
    for (Stage stage : values()) {
      if (stage.text.equalsIgnoreCase(text)) {
        return stage;
      }
    }
    throw RefusedException.invalid(
        "`" + text + "` is no stage; there are `None`, `Staging`, `Production` and `Archived`");
  }

  /// Whether versions in it are in use; others can be asked to leave it for a new one.
  public boolean active() {
    return this == STAGING || this == PRODUCTION;
  }
}
