package dev.redoubt.cli;

import dev.redoubt.cli.console.Terminal;
import java.time.Instant;

/// The time that reports with a time contain.
final class ReportTime {

  private ReportTime() {}

  /// The current time, or that of the environment variable
  /// [`SOURCE_DATE_EPOCH`](https://reproducible-builds.org/specs/source-date-epoch/), so that equal
  /// inputs can give equal reports.
  static Instant of(Terminal terminal) {
    String epoch = terminal.environment().getOrDefault("SOURCE_DATE_EPOCH", "");
    return epoch.matches("\\d{1,11}")
        ? Instant.ofEpochSecond(Long.parseLong(epoch))
        : Instant.now();
  }
}
