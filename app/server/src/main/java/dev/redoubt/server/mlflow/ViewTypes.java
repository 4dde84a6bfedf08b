package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.RequestFields;
import dev.redoubt.registry.tracking.ViewType;
import java.util.List;

/// MLflow's names of views.
final class ViewTypes {

  /// Protocol Buffers count them from 1.
  private static final List<String> NAMES = List.of("", "ACTIVE_ONLY", "DELETED_ONLY", "ALL");

  private ViewTypes() {}

  /// Reads one; nothing means those that are active.
  static ViewType of(RequestFields fields, String name) {
    String view = fields.constant(name, NAMES);
    return view.isEmpty() ? ViewType.ACTIVE_ONLY : ViewType.valueOf(view);
  }
}
