package dev.redoubt.access;

/// The rules cannot be used: they cannot be read, or do not fit the schema.
public final class RulesException extends Exception {

  private static final long serialVersionUID = 1L;

  RulesException(String message) {
    super(message);
  }
}
