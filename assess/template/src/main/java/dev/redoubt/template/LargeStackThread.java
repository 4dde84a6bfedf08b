package dev.redoubt.template;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Runs what goes as deep as its input does on a thread whose stack is large enough for the depth
/// that the readers and the evaluator allow.
public final class LargeStackThread {

  /// Reserved, and used only as far as it is needed. Ten thousand levels of evaluation, at less
  /// than 4 KB each, and modules of 256 levels of nesting within one another, are well within it.
  private static final long BYTES = 128L << 20;

  private LargeStackThread() {}

  private static final class LargeThread extends Thread {
    LargeThread(Runnable task) {
      super(null, task, "large-stack", BYTES);
      setDaemon(true);
    }
  }

  /// The result of a task, which is waited for; where it is called on such a thread, the task runs
  /// there. An exception of the task is an [IllegalStateException] with that cause.
  public static <T> T call(Supplier<T> task) {
    if (Thread.currentThread() instanceof LargeThread) {
      return task.get();
    }
    FutureTask<T> future = new FutureTask<>(task::get);
    new LargeThread(future).start();
    return join(future);
  }

  private static <T> T join(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("an input could not be processed", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
