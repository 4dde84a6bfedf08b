package dev.redoubt.access;

import java.util.Objects;

/// What somebody asked for is refused, for a reason that they may read. Nothing has been changed.
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /// Refuses.
  ///
  /// @param message lower case, with the user's own words in backticks
  public RefusedException(Problem problem, String message) {
    super(message);
    this.problem = Objects.requireNonNull(problem);
  }

  /// Why.
  public Problem problem() {
    return problem;
  }

  /// A parameter that is wrong.
  public static RefusedException invalid(String message) {
    return new RefusedException(Problem.INVALID_PARAMETER_VALUE, message);
  }

  /// Something that is not there.
  public static RefusedException missing(String message) {
    return new RefusedException(Problem.RESOURCE_DOES_NOT_EXIST, message);
  }
}
