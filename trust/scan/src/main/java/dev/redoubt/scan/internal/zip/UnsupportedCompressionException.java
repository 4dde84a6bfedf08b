package dev.redoubt.scan.internal.zip;

/// Thrown if the compression method of a member is not supported.
final class UnsupportedCompressionException extends Exception {

  private static final long serialVersionUID = 1L;
}
