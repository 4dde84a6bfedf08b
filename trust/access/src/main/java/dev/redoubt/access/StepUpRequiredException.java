package dev.redoubt.access;

/// Somebody may do what they asked for, once they have signed in with more. Nothing has been
/// changed.
public final class StepUpRequiredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String context;

  public StepUpRequiredException(String context) {
    super("sign in with the authentication context `" + context + "`, then retry the request");
    this.context = context;
  }

  /// The authentication context that is asked for.
  public String context() {
    return context;
  }
}
