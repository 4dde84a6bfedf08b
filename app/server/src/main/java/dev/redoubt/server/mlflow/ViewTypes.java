package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.RequestFields;
import dev.redoubt.registry.tracking.ViewType;
import java.util.List;

/// Parses MLflow's view types.
final class ViewTypes {

  /// Indexed by their Protocol Buffers number, which starts at 1.
  private static final List<String> NAMES = List.of("", "ACTIVE_ONLY", "DELETED_ONLY", "ALL");

  private ViewTypes() {}

  /// Parses a view type; active resources are the default.
  static ViewType of(RequestFields fields, String name) {
    String view = fields.constant(name, NAMES);
    return view.isEmpty() ? ViewType.ACTIVE_ONLY : ViewType.valueOf(view);
  }
}
