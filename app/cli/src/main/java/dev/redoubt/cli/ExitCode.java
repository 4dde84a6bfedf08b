package dev.redoubt.cli;

/// What a process says to a script.
final class ExitCode {

  /// Nothing reaches the gate.
  static final int PASSED = 0;

  /// Something reaches the gate.
  static final int FAILED = 1;

  /// Wrong usage, or an input that cannot be read.
  static final int USAGE = 2;

  /// A bug or a broken machine: `EX_SOFTWARE` of BSD's `sysexits.h`.
  static final int INTERNAL = 70;

  private ExitCode() {}
}
