package dev.redoubt.admin;

import dev.redoubt.cli.console.ConsoleMessages;

/// A word as it is typed into a POSIX shell.
final class ShellQuoting {

  private ShellQuoting() {}

  /// In quotes where the shell would read anything else but the word.
  static String of(String word) {
    return word.matches("[A-Za-z0-9@%+=:,./_-]+")
        ? word
        : "'" + ConsoleMessages.printable(word).replace("'", "'\\''") + "'";
  }
}
