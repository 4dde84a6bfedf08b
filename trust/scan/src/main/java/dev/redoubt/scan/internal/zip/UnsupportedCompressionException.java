package dev.redoubt.scan.internal.zip;

/// A member is compressed in a way that is not known here.
final class UnsupportedCompressionException extends Exception {

  private static final long serialVersionUID = 1L;
}
