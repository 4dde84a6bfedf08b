package dev.redoubt.http.identity;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Caches the key set of an issuer. One thread refreshes it while others use the cached keys.
final class CachedKeySet implements KeySetProvider {

  /// Time after which keys are fetched again; a key that the issuer has removed is trusted for up
  /// to this time.
  static final Duration FRESH = Duration.ofMinutes(10);

  /// How long cached keys are trusted while the issuer is unreachable.
  static final Duration KEPT = Duration.ofHours(24);

  /// Minimum time between two fetches: tokens with made-up key ids must not cause more requests to
  /// the issuer.
  static final Duration PAUSE = Duration.ofSeconds(30);

  /// Fetches a key set.
  @FunctionalInterface
  interface Fetch {
    /// Fetches the current keys.
    ///
    /// @throws IOException if the issuer is unreachable or its response is invalid
    JsonWebKeySet fetch() throws IOException;
  }

  private record Known(JsonWebKeySet keySet, Instant at) {}

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
  public Optional<JsonWebKeySet> keySet(Optional<String> wanted) {
    if (isUsable(known, wanted)) {
      return held();
    }
    boolean mayGoOn = held().filter(keySet -> keySet.has(wanted)).isPresent();
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
    return now != null
        && clock.instant().isBefore(now.at().plus(FRESH))
        && now.keySet().has(wanted);
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
      // Cached keys remain valid for a while; a token with another key is rejected.
    }
  }

  private Optional<JsonWebKeySet> held() {
    Known now = known;
    return now != null && clock.instant().isBefore(now.at().plus(KEPT))
        ? Optional.of(now.keySet())
        : Optional.empty();
  }
}
