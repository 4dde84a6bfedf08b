package dev.redoubt.http.identity;

import dev.redoubt.access.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Caches recently verified tokens by their digest; the tokens themselves are not stored.
final class VerifiedTokenCache {

  /// Maximum number of entries, more than the tokens in use at one time.
  private static final int MAX = 10_000;

  /// A verified token and its principal.
  record Entry(TokenVerifier.Result.Genuine token, Principal who) {}

  private record Kept(Entry entry, Instant until) {}

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final InstantSource clock;

  VerifiedTokenCache(InstantSource clock) {
    this.clock = clock;
  }

  Optional<Entry> find(String token) {
    Kept found = kept.get(digest(token));
    return found != null && clock.instant().isBefore(found.until())
        ? Optional.of(found.entry())
        : Optional.empty();
  }

  /// Adds a token, at most until it expires.
  void keep(String token, Entry entry, Duration most) {
    Instant now = clock.instant();
    if (kept.size() >= MAX) {
      kept.values().removeIf(each -> !now.isBefore(each.until()));
      if (kept.size() >= MAX) {
        kept.clear();
      }
    }
    Instant until = now.plus(most);
    Instant expires = entry.token().expires();
    kept.put(digest(token), new Kept(entry, expires.isBefore(until) ? expires : until));
  }

  private static String digest(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
