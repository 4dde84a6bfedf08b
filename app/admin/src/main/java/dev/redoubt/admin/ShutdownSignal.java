package dev.redoubt.admin;

import java.util.concurrent.CountDownLatch;

/// Handles Ctrl-C and SIGTERM for a graceful shutdown: the process exits with code 0 after the
/// server has stopped. By default, a JVM exits with the number of the signal.
final class ShutdownSignal implements AutoCloseable {

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::hold);

  private ShutdownSignal() {}

  /// Starts to handle signals. A signal before [#await()] makes that return at once.
  static ShutdownSignal listen() {
    ShutdownSignal stop = new ShutdownSignal();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  private void hold() {
    requested.countDown();
    try {
      done.await();
    } catch (InterruptedException _) {
      return;
    }
    Runtime.getRuntime().halt(0);
  }

  /// Waits for a signal or for an interrupt of the thread.
  void await() {
    try {
      requested.await();
    } catch (InterruptedException _) {
      // This is how a caller stops a command that runs in a thread.
    }
  }

  /// Lets the process exit if a signal was received; call it after everything is closed.
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending.
    }
  }
}
