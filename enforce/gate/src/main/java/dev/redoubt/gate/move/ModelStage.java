package dev.redoubt.gate.move;

import dev.redoubt.access.RequestRefusedException;

/// Where in its life a version is. MLflow's own, which it would like to replace by aliases.
public enum ModelStage {
  /// Nowhere in particular.
  NONE("None"),
  /// Being tried.
  STAGING("Staging"),
  /// In use.
  PRODUCTION("Production"),
  /// No longer in use.
  ARCHIVED("Archived");

  private final String text;

  ModelStage(String text) {
    this.text = text;
  }

  /// As MLflow writes it.
  public String text() {
    return text;
  }

  /// Reads a stage, in any case.
  ///
  /// @throws RequestRefusedException if there is none of that name
  public static ModelStage of(String text) {
    for (ModelStage stage : values()) {
      if (stage.text.equalsIgnoreCase(text)) {
        return stage;
      }
    }
    throw RequestRefusedException.invalid(
        "`" + text + "` is not a stage; use `None`, `Staging`, `Production` or `Archived`");
  }

  /// Whether versions in it are in use; others can be asked to leave it for a new one.
  public boolean active() {
    return this == STAGING || this == PRODUCTION;
  }
}
