package dev.redoubt.registry.tracking;

/// Which objects a search is about.
public enum ViewType {
  /// Those that are there.
  ACTIVE_ONLY,
  /// Those that are deleted.
  DELETED_ONLY,
  /// Both.
  ALL;

  /// A condition for a column of lifecycles.
  String condition(String column) {
    return switch (this) {
      case ACTIVE_ONLY -> column + " = 'active'";
      case DELETED_ONLY -> column + " = 'deleted'";
      case ALL -> column + " IN ('active', 'deleted')";
    };
  }
}
