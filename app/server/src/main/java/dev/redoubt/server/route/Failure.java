package dev.redoubt.server.route;

import dev.redoubt.registry.Problem;
import dev.redoubt.registry.RefusedException;
import tools.jackson.databind.node.JsonNodeFactory;

/// How failures look: an object with `error_code` and `message`, as MLflow's clients read them.
final class Failure {

  private Failure() {}

  /// One of our own kind.
  static Answer of(RefusedException refused) {
    return of(
        status(refused.problem()), refused.problem().name(), String.valueOf(refused.getMessage()));
  }

  /// MLflow answers `INVALID_STATE` and a limit that is exceeded with 500, upon which its clients
  /// try again for minutes; here it is what it is.
  private static int status(Problem problem) {
    return switch (problem) {
      case INVALID_PARAMETER_VALUE, RESOURCE_ALREADY_EXISTS, RESOURCE_LIMIT_EXCEEDED -> 400;
      case PERMISSION_DENIED -> 403;
      case RESOURCE_DOES_NOT_EXIST -> 404;
      case INVALID_STATE -> 409;
    };
  }

  /// Any.
  static Answer of(int status, String code, String message) {
    return Answer.json(
        status,
        JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message));
  }
}
