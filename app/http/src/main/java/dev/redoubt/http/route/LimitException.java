package dev.redoubt.http.route;

/// A request goes over a limit, and is not done.
public final class LimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /// Refuses.
  public LimitException(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  /// What the client is told.
  public Failure failure() {
    return failure;
  }
}
