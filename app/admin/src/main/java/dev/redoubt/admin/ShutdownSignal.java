package dev.redoubt.admin;

import java.util.concurrent.CountDownLatch;

/// Ctrl-C and SIGTERM, as a server hears them: it is asked to stop, and the process ends when it
/// has, with exit code 0. A JVM would end with the number of the signal, whatever was in order.
final class ShutdownSignal implements AutoCloseable {

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::hold);

  private ShutdownSignal() {}

  /// Listens from now on. Whoever asks before [#await()] is heard then.
  static ShutdownSignal listen() {
    ShutdownSignal stop = new ShutdownSignal();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  private void hold() {
    asked.countDown();
    try {
      done.await();
    } catch (InterruptedException _) {
      return;
    }
    Runtime.getRuntime().halt(0);
  }

  /// Returns when the server is to stop: by a signal, or because the thread is interrupted.
  void await() {
    try {
      asked.await();
    } catch (InterruptedException _) {
      // Whoever runs the command in a thread of theirs stops it so.
    }
  }

  /// Everything is closed and said; a process that was asked to end does so.
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
