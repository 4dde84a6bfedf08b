package dev.redoubt.configuration;

import java.util.regex.Pattern;

/// An error in a configuration file: a syntax error, an unknown setting or an invalid value.
///
/// @param line from 1; 0 if the error has no position
/// @param column from 1
/// @param message what is wrong and what to do, with the user's words in backticks
public record ConfigurationError(int line, int column, String message) {

  private static final Pattern ODD = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /// Replaces control and formatting characters, which a terminal would interpret: YAML escapes can
  /// produce any character.
  public ConfigurationError {
    message = ODD.matcher(message).replaceAll("\uFFFD");
  }

  /// Formats the error on one line, like a compiler: `file:line:column: message`.
  ///
  /// @param file the file name as the user wrote it
  public String in(String file) {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
