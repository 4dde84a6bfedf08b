package dev.redoubt.http.route;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/// An error response: status code, error code and message.
///
/// @param code error code as MLflow clients know it
/// @param message shown to the client
public record ErrorResponse(int status, String code, String message, Map<String, String> headers) {

  /// Copies the headers.
  public ErrorResponse {
    headers = Map.copyOf(headers);
  }

  /// Creates an error without extra headers.
  static ErrorResponse of(int status, String code, String message) {
    return new ErrorResponse(status, code, message, Map.of());
  }

  /// Creates an error from a refused request.
  static ErrorResponse of(RequestRefusedException refused) {
    return of(
        status(refused.problem()), refused.problem().name(), String.valueOf(refused.getMessage()));
  }

  /// MLflow responds to `INVALID_STATE` and exceeded limits with 500, which makes its clients retry
  /// for minutes; here the status code tells what happened.
  private static int status(ErrorCode problem) {
    return switch (problem) {
      case INVALID_PARAMETER_VALUE, RESOURCE_ALREADY_EXISTS, RESOURCE_LIMIT_EXCEEDED -> 400;
      case PERMISSION_DENIED -> 403;
      case RESOURCE_DOES_NOT_EXIST -> 404;
      case INVALID_STATE -> 409;
    };
  }

  /// Returns a copy with one more header.
  ErrorResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ErrorResponse(status, code, message, more);
  }

  /// Returns a JSON body with `error_code` and `message`, as MLflow clients expect.
  public RouteResponse json() {
    return withHeaders(
        RouteResponse.json(
            status,
            JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message)));
  }

  /// Returns a response that shows the error, with the error's headers added.
  public RouteResponse withHeaders(RouteResponse response) {
    RouteResponse with = response;
    for (Map.Entry<String, String> each : headers.entrySet()) {
      with = with.with(each.getKey(), each.getValue());
    }
    return with;
  }
}
