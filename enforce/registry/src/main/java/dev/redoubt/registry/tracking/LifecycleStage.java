package dev.redoubt.registry.tracking;

import java.util.Locale;

/// Whether an object is active, or deleted and restorable.
public enum LifecycleStage {
  /// Active.
  ACTIVE,
  /// Deleted: can be read by its id, but not changed.
  DELETED;

  /// Returns the spelling of MLflow and the database.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Parses a value of the database.
  static LifecycleStage of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
