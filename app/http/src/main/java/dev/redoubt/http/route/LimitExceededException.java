package dev.redoubt.http.route;

/// A request goes over a limit, and is not done.
public final class LimitExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ErrorResponse failure;

  /// Refuses.
  public LimitExceededException(ErrorResponse failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  /// What the client is told.
  public ErrorResponse failure() {
    return failure;
  }
}
