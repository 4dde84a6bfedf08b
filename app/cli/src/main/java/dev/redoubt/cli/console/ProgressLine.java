package dev.redoubt.cli.console;

import java.util.Locale;

/// A progress line on a terminal; prints nothing if standard error is not a terminal.
///
/// It appears after one second, is updated a few times a second, and is erased at the end.
/// Thread-safe.
public final class ProgressLine implements AutoCloseable {

  private static final long QUIET_NANOS = 1_000_000_000L;
  private static final long BETWEEN_NANOS = 200_000_000L;
  private static final String WIPE = "\r\u001b[2K";

  private final Terminal terminal;
  private final String verb;
  private final long totalBytes;
  private final long start = System.nanoTime();
  private long doneBytes;
  private long shown = start + QUIET_NANOS - BETWEEN_NANOS;
  private boolean visible;

  /// @param verb the activity, such as `scanning`
  /// @param totalBytes the total size in bytes; 0 if unknown
  public ProgressLine(Terminal terminal, String verb, long totalBytes) {
    this.terminal = terminal;
    this.verb = verb;
    this.totalBytes = totalBytes;
  }

  /// Reports progress.
  ///
  /// @param what the current file, as the user knows it
  public synchronized void advance(long bytes, String what) {
    doneBytes += bytes;
    if (!terminal.errIsTerminal()) {
      return;
    }
    long now = System.nanoTime();
    if (now - shown < BETWEEN_NANOS) {
      return;
    }
    shown = now;
    visible = true;
    terminal.err().print(WIPE + line(now, ConsoleMessages.printable(what)));
    terminal.err().flush();
  }

  private String line(long now, String what) {
    double seconds = Math.max((now - start) / 1e9, 0.001);
    String speed = String.format(Locale.ROOT, "%,d MB/s", Math.round(doneBytes / 1e6 / seconds));
    String part =
        totalBytes > 0
            ? Math.min(100, doneBytes * 100 / totalBytes) + " %"
            : String.format(Locale.ROOT, "%,d MB", doneBytes / 1_000_000);
    String head = verb + " " + part + "  " + speed + "  ";
    int room = Math.max(terminal.width() - 1 - head.length(), 0);
    return head + (what.length() <= room ? what : what.substring(what.length() - room));
  }

  /// Erases the line.
  @Override
  public synchronized void close() {
    if (visible) {
      terminal.err().print(WIPE);
      terminal.err().flush();
    }
  }
}
