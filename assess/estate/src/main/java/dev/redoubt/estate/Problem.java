package dev.redoubt.estate;

/// An error, a warning or a note about an input that could not be fully read or evaluated. Problems
/// are collected, never thrown.
///
/// @param severity how much the problem affects the result
/// @param message lower case, the user's own words in backticks; what is wrong and what to do
/// @param origin the location, or [Origin#NONE] if there is none
public record Problem(Severity severity, String message, Origin origin) {

  /// How much a problem affects the result.
  public enum Severity {
    /// An input, or a part of it, could not be read.
    ERROR,
    /// Something is unknown, or was interpreted in one of several possible ways.
    WARNING,
    /// Informational; the result is complete.
    INFO
  }

  public static Problem error(String message, Origin origin) {
    return new Problem(Severity.ERROR, message, origin);
  }

  public static Problem warning(String message, Origin origin) {
    return new Problem(Severity.WARNING, message, origin);
  }

  public static Problem info(String message, Origin origin) {
    return new Problem(Severity.INFO, message, origin);
  }
}
