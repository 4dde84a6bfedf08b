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

/// Unwrapped keys of vaults, few and not for long. Who gets one gets a copy to close.
final class UnwrappedKeyCache {

  /// Those that are worked with at a time; each is a call of the provider to get again.
  private static final int MAX = 64;

  /// How long a key that somebody disabled at the provider may go on being used here.
  static final Duration LIFE = Duration.ofMinutes(5);

  private record Held(IntermediateKey key, Instant until) {}

  /// By the number of the vault, the oldest first.
  private final Map<Long, Held> held = new LinkedHashMap<>();

  synchronized Optional<IntermediateKey> get(long vault, Instant now) {
    forget(now);
    return Optional.ofNullable(held.get(vault)).map(each -> each.key().copy());
  }

  synchronized void put(long vault, IntermediateKey key, Instant now) {
    remove(vault);
    held.put(vault, new Held(key.copy(), now.plus(LIFE)));
    ArrayDeque<Long> oldest = new ArrayDeque<>(held.keySet());
    while (held.size() > MAX) {
      remove(oldest.remove());
    }
  }

  /// Overwrites the key of a vault.
  synchronized void remove(long vault) {
    Held old = held.remove(vault);
    if (old != null) {
      old.key().close();
    }
  }

  /// Overwrites those whose time is over.
  synchronized void forget(Instant now) {
    List<Long> over = new ArrayList<>();
    held.forEach(
        (vault, each) -> {
          if (!now.isBefore(each.until())) {
            over.add(vault);
          }
        });
    over.forEach(this::remove);
  }

  synchronized void clear() {
    List.copyOf(held.keySet()).forEach(this::remove);
  }

  synchronized int size() {
    return held.size();
  }
}
