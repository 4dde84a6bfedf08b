package dev.redoubt.estate;

/// Whether a declared resource will exist after the deployment.
public sealed interface ResourceExistence {

  /// It will be deployed.
  record Certain() implements ResourceExistence {
    public static final Certain CERTAIN = new Certain();
  }

  /// It will be deployed if an unknown condition is true.
  record Conditional(Unknown condition) implements ResourceExistence {}

  /// It represents an unknown number of such resources, possibly none.
  record Repeated(Unknown count) implements ResourceExistence {}

  default boolean isCertain() {
    return this instanceof Certain;
  }
}
