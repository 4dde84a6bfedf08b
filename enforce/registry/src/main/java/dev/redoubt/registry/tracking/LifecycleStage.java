package dev.redoubt.registry.tracking;

import java.util.Locale;

/// Whether something is there, or deleted and can be restored.
public enum LifecycleStage {
  /// It is there.
  ACTIVE,
  /// It is deleted: read when asked for by its id, and not changed.
  DELETED;

  /// As MLflow and the database write it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads what the database holds.
  static LifecycleStage of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
