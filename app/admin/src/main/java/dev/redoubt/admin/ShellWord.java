package dev.redoubt.admin;

import dev.redoubt.cli.console.Messages;

/// A word as it is typed into a POSIX shell.
final class ShellWord {

  private ShellWord() {}

  /// In quotes where the shell would read anything else but the word.
  static String of(String word) {
    return word.matches("[A-Za-z0-9@%+=:,./_-]+")
        ? word
        : "'" + Messages.printable(word).replace("'", "'\\''") + "'";
  }
}
