package dev.redoubt.access;

import java.util.Objects;

/// Thrown when a request is refused, with a message for the client. Nothing has been changed.
public final class RequestRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode problem;

  /// Creates the refusal.
  ///
  /// @param message lower case, with the user's own words in backticks
  public RequestRefusedException(ErrorCode problem, String message) {
    super(message);
    this.problem = Objects.requireNonNull(problem);
  }

  /// Returns the error code.
  public ErrorCode problem() {
    return problem;
  }

  /// Returns a refusal because of an invalid parameter.
  public static RequestRefusedException invalid(String message) {
    return new RequestRefusedException(ErrorCode.INVALID_PARAMETER_VALUE, message);
  }

  /// Returns a refusal because an object does not exist.
  public static RequestRefusedException missing(String message) {
    return new RequestRefusedException(ErrorCode.RESOURCE_DOES_NOT_EXIST, message);
  }
}
