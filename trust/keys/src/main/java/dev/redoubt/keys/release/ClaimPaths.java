package dev.redoubt.keys.release;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Finds claims by the path that Azure's policies use: names of objects with dots between.
final class ClaimPaths {

  private ClaimPaths() {}

  /// The claim, or a missing node.
  static JsonNode find(JsonNode claims, String path) {
    JsonNode at = claims;
    for (String name : path.split("\\.", -1)) {
      at = at.isObject() ? at.path(name) : MissingNode.getInstance();
    }
    return at;
  }
}
