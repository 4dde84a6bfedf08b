package dev.redoubt.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// Waits for a condition that another thread or process fulfills, by polling.
public final class WaitUntil {

  /// Reached only if something is broken.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private WaitUntil() {}

  /// The condition to wait for.
  @FunctionalInterface
  public interface Condition {
    /// Whether the condition holds now.
    boolean holds() throws Exception;
  }

  /// Returns when a condition holds.
  ///
  /// @param what describes the condition, for the failure message
  public static void until(String what, Condition condition) throws Exception {
    value(what, condition::holds, Boolean::booleanValue);
  }

  /// Evaluates repeatedly until the result is the wanted one, and returns it.
  ///
  /// @param what describes the condition, for the failure message
  public static <T> T value(String what, Callable<T> question, Predicate<T> wanted)
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
