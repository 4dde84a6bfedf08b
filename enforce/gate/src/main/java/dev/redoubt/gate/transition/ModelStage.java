package dev.redoubt.gate.transition;

import dev.redoubt.access.RequestRefusedException;

/// Stage of a model version in MLflow, deprecated there in favor of aliases.
public enum ModelStage {
  /// No stage.
  NONE("None"),
  /// Under test.
  STAGING("Staging"),
  /// In production use.
  PRODUCTION("Production"),
  /// No longer used.
  ARCHIVED("Archived");

  private final String text;

  ModelStage(String text) {
    this.text = text;
  }

  /// Returns MLflow's spelling.
  public String text() {
    return text;
  }

  /// Parses a stage, case-insensitively.
  ///
  /// @throws RequestRefusedException if it is not a stage
  public static ModelStage of(String text) {
    for (ModelStage stage : values()) {
      if (stage.text.equalsIgnoreCase(text)) {
        return stage;
      }
    }
    throw RequestRefusedException.invalid(
        "`" + text + "` is not a stage; use `None`, `Staging`, `Production` or `Archived`");
  }

  /// Whether versions in this stage are in use; a client can ask to archive them when another
  /// version enters it.
  public boolean active() {
    return this == STAGING || this == PRODUCTION;
  }
}
