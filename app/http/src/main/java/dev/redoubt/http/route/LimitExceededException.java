package dev.redoubt.http.route;

/// Thrown when a request exceeds a limit and is rejected.
public final class LimitExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ErrorResponse failure;

  /// Creates the exception.
  public LimitExceededException(ErrorResponse failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  /// Returns the response to the client.
  public ErrorResponse failure() {
    return failure;
  }
}
