package dev.redoubt.cli.console;

/// The exit codes of the process.
public final class ExitCode {

  /// Success: no finding at or above the threshold.
  public static final int PASSED = 0;

  /// There are findings at or above the threshold, or a check failed.
  public static final int FAILED = 1;

  /// Wrong usage or unreadable input.
  public static final int USAGE = 2;

  /// Internal error, a bug or a failure of the machine: `EX_SOFTWARE` of BSD's `sysexits.h`.
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
