package dev.redoubt.registry.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Exponential backoff for failed versions: retries after one second, then after twice the previous
/// delay.
final class RetryBackoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(1);

  /// @param attempts number of failed attempts
  private record Failed(int attempts, Instant notBefore) {}

  private final InstantSource clock;
  private final Map<String, Failed> failed = new HashMap<>();

  RetryBackoff(InstantSource clock) {
    this.clock = clock;
  }

  /// Whether a retry is due.
  synchronized boolean isDue(String what) {
    Failed before = failed.get(what);
    return before == null || !clock.instant().isBefore(before.notBefore());
  }

  /// Records a failure.
  ///
  /// @return number of failures so far
  synchronized int failed(String what) {
    Failed before = failed.get(what);
    int attempts = before == null ? 1 : before.attempts() + 1;
    Duration wait = FIRST.multipliedBy(1L << Math.min(attempts - 1, 10));
    failed.put(
        what, new Failed(attempts, clock.instant().plus(wait.compareTo(MOST) < 0 ? wait : MOST)));
    return attempts;
  }

  synchronized void forget(String what) {
    failed.remove(what);
  }
}
