package dev.redoubt.cli.console;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A line on a terminal that says what a command is doing, and for how long; prints nothing if
/// standard error is not a terminal.
///
/// It appears after one second, is updated a few times a second, and is erased at the end.
public final class StepProgress implements AutoCloseable {

  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final long BETWEEN_MILLIS = 200;
  private static final String WIPE = "\r\u001b[2K";

  private final Terminal terminal;
  private final long start = System.nanoTime();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile String step;
  private boolean visible;

  private StepProgress(Terminal terminal, String step) {
    this.terminal = terminal;
    this.step = step;
  }

  /// Starts the progress of a command.
  ///
  /// @param step the first step, such as `reading files`
  public static StepProgress of(Terminal terminal, String step) {
    return of(terminal, step, QUIET);
  }

  /// @param quiet how long nothing is printed
  static StepProgress of(Terminal terminal, String step, Duration quiet) {
    StepProgress progress = new StepProgress(terminal, step);
    if (terminal.errIsTerminal()) {
      Thread.ofPlatform().daemon().name("progress").start(() -> progress.run(quiet));
    }
    return progress;
  }

  /// What the command is doing from now on.
  public void step(String next) {
    step = next;
  }

  private void run(Duration quiet) {
    try {
      long wait = quiet.toMillis();
      while (!end.await(wait, TimeUnit.MILLISECONDS)) {
        show();
        wait = BETWEEN_MILLIS;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void show() {
    if (end.getCount() == 0) {
      return;
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    String time = String.format(Locale.ROOT, "  %d s", seconds);
    String text = ConsoleMessages.printable(step);
    int room = Math.max(terminal.width() - 1 - time.length(), 0);
    visible = true;
    terminal.err().print(WIPE + (text.length() <= room ? text : text.substring(0, room)) + time);
    terminal.err().flush();
  }

  /// Erases the line.
  @Override
  public synchronized void close() {
    end.countDown();
    if (visible) {
      visible = false;
      terminal.err().print(WIPE);
      terminal.err().flush();
    }
  }
}
