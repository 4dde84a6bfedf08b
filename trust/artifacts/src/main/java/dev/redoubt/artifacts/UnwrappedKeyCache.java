package dev.redoubt.artifacts;

import dev.redoubt.keys.envelope.IntermediateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Caches a few unwrapped artifact keys for a short time. Callers get copies, which they close.
final class UnwrappedKeyCache {

  /// More than are usually in use at a time; each miss is a request to the key provider.
  private static final int MAX = 64;

  /// How long a key that was disabled at the provider may still be used here.
  static final Duration LIFE = Duration.ofMinutes(5);

  private record CachedKey(IntermediateKey key, Instant until) {}

  /// By the id of the artifact key, oldest first.
  private final Map<Long, CachedKey> cached = new LinkedHashMap<>();

  synchronized Optional<IntermediateKey> get(long keyId, Instant now) {
    evictExpired(now);
    return Optional.ofNullable(cached.get(keyId)).map(entry -> entry.key().copy());
  }

  synchronized void put(long keyId, IntermediateKey key, Instant now) {
    remove(keyId);
    cached.put(keyId, new CachedKey(key.copy(), now.plus(LIFE)));
    ArrayDeque<Long> oldest = new ArrayDeque<>(cached.keySet());
    while (cached.size() > MAX) {
      remove(oldest.remove());
    }
  }

  /// Removes and overwrites a key.
  synchronized void remove(long keyId) {
    CachedKey old = cached.remove(keyId);
    if (old != null) {
      old.key().close();
    }
  }

  /// Removes and overwrites expired keys.
  synchronized void evictExpired(Instant now) {
    List<Long> expired = new ArrayList<>();
    cached.forEach(
        (keyId, entry) -> {
          if (!now.isBefore(entry.until())) {
            expired.add(keyId);
          }
        });
    expired.forEach(this::remove);
  }

  synchronized void clear() {
    List.copyOf(cached.keySet()).forEach(this::remove);
  }

  synchronized int size() {
    return cached.size();
  }
}
