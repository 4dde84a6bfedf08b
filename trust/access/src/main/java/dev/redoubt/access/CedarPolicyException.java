package dev.redoubt.access;

/// Thrown when Cedar policies cannot be parsed or do not match the schema.
public final class CedarPolicyException extends Exception {

  private static final long serialVersionUID = 1L;

  CedarPolicyException(String message) {
    super(message);
  }
}
