package dev.redoubt.admin;

import dev.redoubt.cli.console.ConsoleMessages;

/// Quotes words for a POSIX shell.
final class ShellQuoting {

  private ShellQuoting() {}

  /// The word, in quotes if the shell would interpret it otherwise.
  static String of(String word) {
    return word.matches("[A-Za-z0-9@%+=:,./_-]+")
        ? word
        : "'" + ConsoleMessages.printable(word).replace("'", "'\\''") + "'";
  }
}
