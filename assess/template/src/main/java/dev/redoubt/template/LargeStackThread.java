package dev.redoubt.template;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Runs recursive tasks on a thread with a stack that is large enough for the nesting that the
/// readers and the evaluator allow.
public final class LargeStackThread {

  /// Reserved address space; memory is used only as needed. Sufficient for ten thousand levels of
  /// evaluation, at less than 4 KB each, including 256 levels of nested modules.
  private static final long BYTES = 128L << 20;

  private LargeStackThread() {}

  private static final class LargeThread extends Thread {
    LargeThread(Runnable task) {
      super(null, task, "large-stack", BYTES);
      setDaemon(true);
    }
  }

  /// Runs a task, waits for it and returns its result. If the caller already runs on such a thread,
  /// the task runs there. An exception of the task becomes the cause of an [IllegalStateException].
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
