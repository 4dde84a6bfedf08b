package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifiedTokenCacheTest {

  private static final Duration MOST = Duration.ofMinutes(2);
  private static final Duration TICK = Duration.ofNanos(1);

  private Instant now = FixedIssuer.NOW;
  private final VerifiedTokenCache tokens = new VerifiedTokenCache(() -> now);

  private static VerifiedTokenCache.Entry entry(Instant expires) {
    return new VerifiedTokenCache.Entry(
        new TokenVerifier.Result.Genuine(
            FixedIssuer.issuer(), FixedIssuer.parsed(Map.of()), FixedIssuer.NOW, expires),
        FixedIssuer.principal("alice"));
  }

  @Test
  void keepsTokenUntilCacheTimeout() {
    VerifiedTokenCache.Entry entry = entry(now.plusSeconds(3600));
    tokens.keep("token", entry, MOST);
    assertThat(tokens.find("token")).contains(entry);
    assertThat(tokens.find("Token")).isEmpty();
    now = FixedIssuer.NOW.plus(MOST).minus(TICK);
    assertThat(tokens.find("token")).contains(entry);
    now = FixedIssuer.NOW.plus(MOST);
    assertThat(tokens.find("token")).isEmpty();
  }

  @Test
  void dropsTokenAtExpiry() {
    tokens.keep("token", entry(now.plusSeconds(30)), MOST);
    now = FixedIssuer.NOW.plusSeconds(30).minus(TICK);
    assertThat(tokens.find("token")).isPresent();
    now = FixedIssuer.NOW.plusSeconds(30);
    assertThat(tokens.find("token")).isEmpty();
  }

  private void fill(int from, int to, Instant expires) {
    VerifiedTokenCache.Entry entry = entry(expires);
    for (int i = from; i < to; i++) {
      tokens.keep("token-" + i, entry, MOST);
    }
  }

  /// Whoever has many tokens makes the server check again, and hold no more.
  @Test
  void evictsExpiredThenAllEntriesWhenFull() {
    int half = 5_000;
    fill(0, half, now.plusSeconds(10));
    fill(half, 2 * half, now.plusSeconds(3600));
    assertThat(tokens.find("token-0")).isPresent();
    assertThat(tokens.find("token-9999")).isPresent();
    now = now.plusSeconds(10);
    fill(2 * half, 2 * half + 1, now.plusSeconds(3600));
    // Those that were over made room for it.
    assertThat(tokens.find("token-5000")).isPresent();
    assertThat(tokens.find("token-10000")).isPresent();
    fill(2 * half + 1, 3 * half, now.plusSeconds(3600));
    assertThat(tokens.find("token-5000")).isPresent();
    fill(3 * half, 3 * half + 1, now.plusSeconds(3600));
    assertThat(tokens.find("token-5000")).isEmpty();
    assertThat(tokens.find("token-14999")).isEmpty();
    assertThat(tokens.find("token-15000")).isPresent();
  }
}
