package dev.redoubt.access;

import java.util.Objects;

/// What somebody asked for is refused, for a reason that they may read. Nothing has been changed.
public final class RequestRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode problem;

  /// Refuses.
  ///
  /// @param message lower case, with the user's own words in backticks
  public RequestRefusedException(ErrorCode problem, String message) {
    super(message);
    this.problem = Objects.requireNonNull(problem);
  }

  /// Why.
  public ErrorCode problem() {
    return problem;
  }

  /// A parameter that is wrong.
  public static RequestRefusedException invalid(String message) {
    return new RequestRefusedException(ErrorCode.INVALID_PARAMETER_VALUE, message);
  }

  /// Something that is not there.
  public static RequestRefusedException missing(String message) {
    return new RequestRefusedException(ErrorCode.RESOURCE_DOES_NOT_EXIST, message);
  }
}
