package dev.redoubt.keys.release;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Finds claims by the paths that Azure's policies use: object names separated by dots.
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
