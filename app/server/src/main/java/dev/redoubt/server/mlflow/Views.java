package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.Fields;
import dev.redoubt.registry.tracking.View;
import java.util.List;

/// MLflow's names of views.
final class Views {

  /// Protocol Buffers count them from 1.
  private static final List<String> NAMES = List.of("", "ACTIVE_ONLY", "DELETED_ONLY", "ALL");

  private Views() {}

  /// Reads one; nothing means those that are active.
  static View of(Fields fields, String name) {
    String view = fields.constant(name, NAMES);
    return view.isEmpty() ? View.ACTIVE_ONLY : View.valueOf(view);
  }
}
