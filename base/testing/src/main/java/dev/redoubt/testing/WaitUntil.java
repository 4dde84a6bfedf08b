package dev.redoubt.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// Waits for what another thread or another process brings about, by looking again and again.
public final class WaitUntil {

  /// So long only where something is broken.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private WaitUntil() {}

  /// What is waited for.
  @FunctionalInterface
  public interface Condition {
    /// Whether it is so by now.
    boolean holds() throws Exception;
  }

  /// Returns when a condition holds.
  ///
  /// @param what is waited for, for the message of a failure
  public static void until(String what, Condition condition) throws Exception {
    answer(what, condition::holds, Boolean::booleanValue);
  }

  /// Asks until the answer is the wanted one, and gives that.
  ///
  /// @param what is waited for, for the message of a failure
  public static <T> T answer(String what, Callable<T> question, Predicate<T> wanted)
      throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    T answer = question.call();
    while (!wanted.test(answer)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("timed out waiting for " + what + "; last value: " + answer);
      }
      Thread.sleep(PAUSE);
      answer = question.call();
    }
    return answer;
  }
}
