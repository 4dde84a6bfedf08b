package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests when key sets are fetched and how long they are cached, with a fixed clock.
class CachedKeySetTest {

  private static final Duration TICK = Duration.ofNanos(1);
  private static final Optional<String> FIRST = Optional.of("first");
  private static final Optional<String> SECOND = Optional.of("second");
  private static final JsonWebKeySet ONE = FixedIssuer.keySet(FixedIssuer.KEY);
  private static final JsonWebKeySet TWO =
      FixedIssuer.keySet(FixedIssuer.KEY, TokenKey.ec("second"));

  private Instant now = FixedIssuer.NOW;
  private @Nullable JsonWebKeySet published = ONE;
  private int fetches;
  private final CachedKeySet keys =
      new CachedKeySet(
          () -> {
            fetches++;
            if (published == null) {
              throw new IOException("gone");
            }
            return published;
          },
          () -> now);

  @Test
  void refetchesKeySetWhenStale() {
    assertThat(keys.keySet(FIRST)).contains(ONE);
    now = FixedIssuer.NOW.plus(CachedKeySet.FRESH).minus(TICK);
    assertThat(keys.keySet(FIRST)).contains(ONE);
    assertThat(fetches).isEqualTo(1);
    now = FixedIssuer.NOW.plus(CachedKeySet.FRESH);
    published = TWO;
    assertThat(keys.keySet(FIRST)).contains(TWO);
    assertThat(fetches).isEqualTo(2);
    now = FixedIssuer.NOW.plus(CachedKeySet.FRESH.multipliedBy(2)).minus(TICK);
    keys.keySet(FIRST);
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void refetchesForUnknownKeyAfterPause() {
    keys.keySet(FIRST);
    published = TWO;
    now = FixedIssuer.NOW.plus(CachedKeySet.PAUSE).minus(TICK);
    assertThat(keys.keySet(SECOND)).contains(ONE);
    assertThat(fetches).isEqualTo(1);
    now = FixedIssuer.NOW.plus(CachedKeySet.PAUSE);
    assertThat(keys.keySet(SECOND)).contains(TWO);
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void servesStaleKeysUntilMaximumAge() {
    keys.keySet(FIRST);
    published = null;
    now = FixedIssuer.NOW.plus(CachedKeySet.KEPT).minus(TICK);
    assertThat(keys.keySet(FIRST)).contains(ONE);
    assertThat(fetches).isEqualTo(2);
    now = FixedIssuer.NOW.plus(CachedKeySet.KEPT);
    assertThat(keys.keySet(FIRST)).isEmpty();
    published = ONE;
    assertThat(keys.keySet(FIRST)).isEmpty();
    now = FixedIssuer.NOW.plus(CachedKeySet.KEPT).minus(TICK).plus(CachedKeySet.PAUSE);
    assertThat(keys.keySet(FIRST)).contains(ONE);
  }

  @Test
  void hasNoKeysWhileFetchFails() {
    published = null;
    assertThat(keys.keySet(FIRST)).isEmpty();
    assertThat(keys.keySet(FIRST)).isEmpty();
    assertThat(fetches).isEqualTo(1);
    now = now.plus(CachedKeySet.PAUSE);
    published = ONE;
    assertThat(keys.keySet(FIRST)).contains(ONE);
    assertThat(fetches).isEqualTo(2);
  }

  /// Those that come while the first keys are fetched wait for them, and do not fetch again.
  @Test
  void concurrentRequestsShareOneFetch() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    CachedKeySet slow =
        new CachedKeySet(
            () -> {
              asked.incrementAndGet();
              entered.countDown();
              try {
                answer.await();
              } catch (InterruptedException stopped) {
                throw new IOException(stopped);
              }
              return ONE;
            },
            () -> FixedIssuer.NOW);
    AtomicInteger had = new AtomicInteger();
    Runnable ask = () -> slow.keySet(FIRST).ifPresent(_ -> had.incrementAndGet());
    Thread first = Thread.ofVirtual().start(ask);
    entered.await();
    Thread second = Thread.ofPlatform().start(ask);
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    answer.countDown();
    first.join();
    second.join();
    assertThat(had).hasValue(2);
    assertThat(asked).hasValue(1);
    // The lock is free again: another thread can fetch.
    assertThat(slow.keySet(FIRST)).contains(ONE);
  }

  /// While one thread fetches anew, others go on with the keys that are there. Who needs another
  /// key waits for it.
  @Test
  void servesCachedKeysDuringRefresh() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicReference<Instant> time = new AtomicReference<>(FixedIssuer.NOW);
    CachedKeySet slow =
        new CachedKeySet(
            () -> {
              if (time.get().equals(FixedIssuer.NOW)) {
                return ONE;
              }
              entered.countDown();
              try {
                answer.await();
              } catch (InterruptedException stopped) {
                throw new IOException(stopped);
              }
              return TWO;
            },
            time::get);
    assertThat(slow.keySet(FIRST)).contains(ONE);
    time.set(FixedIssuer.NOW.plus(CachedKeySet.FRESH));
    Thread fetching = Thread.ofVirtual().start(() -> slow.keySet(FIRST));
    entered.await();
    assertThat(slow.keySet(FIRST)).contains(ONE);
    AtomicReference<Optional<JsonWebKeySet>> had = new AtomicReference<>(Optional.empty());
    Thread waiting = Thread.ofPlatform().start(() -> had.set(slow.keySet(SECOND)));
    while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
      Thread.onSpinWait();
    }
    answer.countDown();
    fetching.join();
    waiting.join();
    assertThat(had.get()).contains(TWO);
  }

  @Test
  void releasesLockAfterFailedFetch() throws InterruptedException {
    published = null;
    keys.keySet(FIRST);
    now = now.plus(CachedKeySet.PAUSE);
    published = ONE;
    AtomicInteger had = new AtomicInteger();
    Thread other =
        Thread.ofPlatform().start(() -> keys.keySet(FIRST).ifPresent(_ -> had.incrementAndGet()));
    other.join();
    assertThat(had).hasValue(1);
  }
}
