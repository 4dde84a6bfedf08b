package dev.redoubt.http.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts what became of requests at the door. Denials of nobody in particular are counted, and not
/// logged one by one: whoever can send requests could fill a log.
public final class AuthenticationCounters {

  /// What became of one.
  public enum Outcome {
    /// Somebody known.
    KNOWN,
    /// No token.
    ANONYMOUS,
    /// A token that does not count.
    REJECTED,
    /// A genuine token that stands for nobody here.
    UNMAPPED,
    /// A genuine token from before something happened.
    REVOKED
  }

  private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);

  /// Begins at 0.
  public AuthenticationCounters() {
    for (Outcome each : Outcome.values()) {
      counts.put(each, new LongAdder());
    }
  }

  void count(Outcome outcome) {
    adder(outcome).increment();
  }

  /// How many there were since the start.
  public long of(Outcome outcome) {
    return adder(outcome).sum();
  }

  private LongAdder adder(Outcome outcome) {
    LongAdder adder = counts.get(outcome);
    if (adder == null) {
      throw new IllegalStateException("no count of " + outcome);
    }
    return adder;
  }
}
