package dev.redoubt.estate;

/// Whether a declared resource will be there.
public sealed interface Existence {

  /// It will be deployed.
  record Certain() implements Existence {
    public static final Certain CERTAIN = new Certain();
  }

  /// It will be deployed if a condition holds that is not known.
  record Conditional(Unknown condition) implements Existence {}

  /// It stands for an unknown number of resources of this form, none included.
  record Repeated(Unknown count) implements Existence {}

  default boolean isCertain() {
    return this instanceof Certain;
  }
}
