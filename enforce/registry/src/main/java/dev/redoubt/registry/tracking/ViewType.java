package dev.redoubt.registry.tracking;

/// Lifecycle stages that a search includes.
public enum ViewType {
  /// Active objects.
  ACTIVE_ONLY,
  /// Deleted objects.
  DELETED_ONLY,
  /// Active and deleted objects.
  ALL;

  /// Returns an SQL condition on a lifecycle stage column.
  String condition(String column) {
    return switch (this) {
      case ACTIVE_ONLY -> column + " = 'active'";
      case DELETED_ONLY -> column + " = 'deleted'";
      case ALL -> column + " IN ('active', 'deleted')";
    };
  }
}
