package dev.redoubt.http.route;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/// Something that was not done.
///
/// @param code as MLflow's clients know it
/// @param message for who asked
public record ErrorResponse(int status, String code, String message, Map<String, String> headers) {

  /// Copies the headers.
  public ErrorResponse {
    headers = Map.copyOf(headers);
  }

  /// One without headers.
  static ErrorResponse of(int status, String code, String message) {
    return new ErrorResponse(status, code, message, Map.of());
  }

  /// One of our own kind.
  static ErrorResponse of(RequestRefusedException refused) {
    return of(
        status(refused.problem()), refused.problem().name(), String.valueOf(refused.getMessage()));
  }

  /// MLflow answers `INVALID_STATE` and a limit that is exceeded with 500, upon which its clients
  /// try again for minutes; here it is what it is.
  private static int status(ErrorCode problem) {
    return switch (problem) {
      case INVALID_PARAMETER_VALUE, RESOURCE_ALREADY_EXISTS, RESOURCE_LIMIT_EXCEEDED -> 400;
      case PERMISSION_DENIED -> 403;
      case RESOURCE_DOES_NOT_EXIST -> 404;
      case INVALID_STATE -> 409;
    };
  }

  /// The same with one more header.
  ErrorResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ErrorResponse(status, code, message, more);
  }

  /// An object with `error_code` and `message`, as MLflow's clients read them.
  public RouteResponse json() {
    return withHeaders(
        RouteResponse.json(
            status,
            JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message)));
  }

  /// An answer that shows it, with its headers.
  public RouteResponse withHeaders(RouteResponse answer) {
    RouteResponse with = answer;
    for (Map.Entry<String, String> each : headers.entrySet()) {
      with = with.with(each.getKey(), each.getValue());
    }
    return with;
  }
}
