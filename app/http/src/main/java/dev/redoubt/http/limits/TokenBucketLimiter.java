package dev.redoubt.http.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Limits the request rate per source with token buckets: each bucket refills at the rate, holds a
/// burst, and loses one token per request.
///
/// At most [#SOURCES] buckets are kept; beyond that, the least recently used one is dropped, which
/// equals a full bucket.
final class TokenBucketLimiter {

  /// About 2 MB of memory.
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

  /// Takes one token from the bucket of a source.
  ///
  /// @return zero if there was a token; otherwise the time until there is one
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
