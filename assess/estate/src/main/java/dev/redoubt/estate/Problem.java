package dev.redoubt.estate;

/// Something that could not be read or evaluated in somebody's input. Collected, never thrown.
///
/// @param severity how much of the answer it costs
/// @param message lower case, the user's own words in backticks; what is wrong and what to do
/// @param origin where; [Origin#NONE] where no place can be named
public record Problem(Severity severity, String message, Origin origin) {

  /// How much of the answer a problem costs.
  public enum Severity {
    /// An input, or a part of it, could not be read.
    ERROR,
    /// Something is unknown, or was read in one of several possible ways.
    WARNING,
    /// Worth knowing; the answer is whole.
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
