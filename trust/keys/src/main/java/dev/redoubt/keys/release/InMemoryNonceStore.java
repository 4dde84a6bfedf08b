package dev.redoubt.keys.release;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Stores nonces in memory; they are lost when the process exits.
public final class InMemoryNonceStore implements NonceStore {

  /// Limits the memory that requests for nonces can use.
  private static final int MAX = 10_000;

  private final Clock clock;
  private final Map<String, Instant> issued = new LinkedHashMap<>();

  /// @param clock determines the age of nonces
  public InMemoryNonceStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized String issue() throws KeyAccessException {
    Instant now = clock.instant();
    issued.values().removeIf(each -> NonceStore.isOver(each, now));
    if (issued.size() >= MAX) {
      throw new KeyAccessException.Unavailable("too many unused nonces; try again later", null);
    }
    String nonce = random();
    issued.put(nonce, now);
    return nonce;
  }

  @Override
  public synchronized boolean use(String nonce) {
    Instant when = issued.remove(nonce);
    return when != null && !NonceStore.isOver(when, clock.instant());
  }

  static String random() {
    return SecretBytes.random(32).reveal(Base64.getUrlEncoder().withoutPadding()::encodeToString);
  }
}
