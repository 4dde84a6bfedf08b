package dev.redoubt.access;

/// The rules cannot be used: they cannot be read, or do not fit the schema.
public final class CedarPolicyException extends Exception {

  private static final long serialVersionUID = 1L;

  CedarPolicyException(String message) {
    super(message);
  }
}
