package dev.redoubt.estate;

/// Whether a declared resource will be there.
public sealed interface ResourceExistence {

  /// It will be deployed.
  record Certain() implements ResourceExistence {
    public static final Certain CERTAIN = new Certain();
  }

  /// It will be deployed if a condition holds that is not known.
  record Conditional(Unknown condition) implements ResourceExistence {}

  /// It stands for an unknown number of resources of this form, none included.
  record Repeated(Unknown count) implements ResourceExistence {}

  default boolean isCertain() {
    return this instanceof Certain;
  }
}
