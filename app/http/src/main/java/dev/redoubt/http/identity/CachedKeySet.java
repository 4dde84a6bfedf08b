package dev.redoubt.http.identity;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keys that are fetched and kept for a while. One thread fetches; meanwhile, others use the keys
/// that are there.
final class CachedKeySet implements KeySetProvider {

  /// After this, keys are fetched again: a key that was withdrawn is trusted that long.
  static final Duration FRESH = Duration.ofMinutes(10);

  /// How long the last keys are trusted while the issuer cannot be reached.
  static final Duration KEPT = Duration.ofHours(24);

  /// Between two attempts: whoever sends tokens with keys of their own invention makes us fetch no
  /// more often.
  static final Duration PAUSE = Duration.ofSeconds(30);

  /// Fetches the keys.
  @FunctionalInterface
  interface Fetch {
    /// The keys as they are now.
    ///
    /// @throws IOException if they cannot be had
    JsonWebKeySet fetch() throws IOException;
  }

  private record Known(JsonWebKeySet ring, Instant at) {}

  private final Fetch fetch;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Known known;
  private volatile Instant attempted = Instant.MIN;

  CachedKeySet(Fetch fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  @Override
  public Optional<JsonWebKeySet> ring(Optional<String> wanted) {
    if (isUsable(known, wanted)) {
      return held();
    }
    boolean mayGoOn = held().filter(ring -> ring.has(wanted)).isPresent();
    if (!mayGoOn) {
      fetching.lock();
    } else if (!fetching.tryLock()) {
      return held();
    }
    try {
      if (!isUsable(known, wanted)) {
        attempt();
      }
    } finally {
      fetching.unlock();
    }
    return held();
  }

  private boolean isUsable(@Nullable Known now, Optional<String> wanted) {
    return now != null && clock.instant().isBefore(now.at().plus(FRESH)) && now.ring().has(wanted);
  }

  private void attempt() {
    Instant now = clock.instant();
    if (!attempted.equals(Instant.MIN) && now.isBefore(attempted.plus(PAUSE))) {
      return;
    }
    attempted = now;
    try {
      known = new Known(fetch.fetch(), now);
    } catch (IOException _) {
      // The keys that are there go on for a while; whoever needs another one is refused.
    }
  }

  private Optional<JsonWebKeySet> held() {
    Known now = known;
    return now != null && clock.instant().isBefore(now.at().plus(KEPT))
        ? Optional.of(now.ring())
        : Optional.empty();
  }
}
