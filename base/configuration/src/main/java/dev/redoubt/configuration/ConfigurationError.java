package dev.redoubt.configuration;

import java.util.regex.Pattern;

/// Something in a configuration that cannot be followed.
///
/// @param line from 1; 0 where no place can be named
/// @param column from 1
/// @param message what is wrong and what to do, with the user's words in backticks
public record ConfigurationError(int line, int column, String message) {

  private static final Pattern ODD = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /// Replaces what a terminal would follow instead of showing it: escapes in YAML stand for any
  /// character.
  public ConfigurationError {
    message = ODD.matcher(message).replaceAll("\uFFFD");
  }

  /// On one line, as compilers write it.
  ///
  /// @param file what the user calls the file
  public String in(String file) {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
