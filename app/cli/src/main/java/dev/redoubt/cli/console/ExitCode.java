package dev.redoubt.cli.console;

/// What a process says to a script.
public final class ExitCode {

  /// Nothing reaches the gate.
  public static final int PASSED = 0;

  /// Something reaches the gate.
  public static final int FAILED = 1;

  /// Wrong usage, or an input that cannot be read.
  public static final int USAGE = 2;

  /// A bug or a broken machine: `EX_SOFTWARE` of BSD's `sysexits.h`.
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
