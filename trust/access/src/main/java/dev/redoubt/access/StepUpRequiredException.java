package dev.redoubt.access;

/// Thrown when an action needs step-up authentication (RFC 9470). Nothing has been changed.
public final class StepUpRequiredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String context;

  public StepUpRequiredException(String context) {
    super("sign in with the authentication context `" + context + "`, then retry the request");
    this.context = context;
  }

  /// Returns the required authentication context.
  public String context() {
    return context;
  }
}
