package dev.redoubt.http.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Measures out requests, each source by itself: a bucket that fills at the rate, holds a burst,
/// and loses a token for each request.
///
/// As many sources are remembered as [#SOURCES]; beyond that the one that was silent longest is
/// forgotten, which is as if its bucket were full.
final class TokenBucketLimiter {

  /// About 2 MB.
  static final int SOURCES = 10_000;

  private static final double SECOND = 1e9;

  private record Bucket(double tokens, long time) {}

  private final RateLimit rate;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > SOURCES;
        }
      };

  TokenBucketLimiter(RateLimit rate, LongSupplier nanoTime) {
    this.rate = rate;
    this.nanoTime = nanoTime;
  }

  /// Takes a token of a source.
  ///
  /// @return zero if there was one; else how long it takes until there is
  synchronized Duration take(String source) {
    long now = nanoTime.getAsLong();
    Bucket before = buckets.get(source);
    double tokens =
        before == null
            ? rate.burst()
            : Math.min(
                rate.burst(), before.tokens() + (now - before.time()) / SECOND * rate.perSecond());
    if (tokens < 1) {
      buckets.put(source, new Bucket(tokens, now));
      return Duration.ofNanos((long) Math.ceil((1 - tokens) / rate.perSecond() * SECOND));
    }
    buckets.put(source, new Bucket(tokens - 1, now));
    return Duration.ZERO;
  }

  synchronized int sources() {
    return buckets.size();
  }
}
