package dev.redoubt.http.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts authentication results. Unauthenticated requests are counted but not logged one by one:
/// anyone who can send requests could fill the log.
public final class AuthenticationCounters {

  /// The authentication result of a request.
  public enum Outcome {
    /// An authenticated principal.
    KNOWN,
    /// No token.
    ANONYMOUS,
    /// An invalid token.
    REJECTED,
    /// A valid token without a matching persona mapping.
    UNMAPPED,
    /// A valid token that was issued before a revocation.
    REVOKED
  }

  private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);

  /// All counters start at 0.
  public AuthenticationCounters() {
    for (Outcome each : Outcome.values()) {
      counts.put(each, new LongAdder());
    }
  }

  void count(Outcome outcome) {
    adder(outcome).increment();
  }

  /// Returns the number of requests since the start of the server.
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
