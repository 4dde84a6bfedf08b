package dev.redoubt.http.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketLimiterTest {

  private final AtomicLong now = new AtomicLong();
  private final TokenBucketLimiter buckets = new TokenBucketLimiter(new RateLimit(10, 3), now::get);

  @Test
  void allowsBurstThenRate() {
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("a")).isZero();
    }
    assertThat(buckets.take("a")).isEqualTo(Duration.ofMillis(100));
    now.addAndGet(60_000_000);
    assertThat(buckets.take("a")).isEqualTo(Duration.ofMillis(40));
    now.addAndGet(40_000_000);
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void bucketHoldsAtMostOneBurst() {
    assertThat(buckets.take("a")).isZero();
    now.addAndGet(Duration.ofHours(1).toNanos());
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("a")).isZero();
    }
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void limitsEachSourceSeparately() {
    for (int i = 0; i < 4; i++) {
      buckets.take("a");
    }
    assertThat(buckets.take("a")).isPositive();
    assertThat(buckets.take("b")).isZero();
  }

  @Test
  void boundsNumberOfSources() {
    for (int i = 0; i < TokenBucketLimiter.SOURCES + 100; i++) {
      buckets.take("source " + i);
    }
    assertThat(buckets.sources()).isEqualTo(TokenBucketLimiter.SOURCES);
  }

  @Test
  void groupsIpv6AddressesByNetwork() {
    assertThat(ClientAddresses.of("2001:db8::1"))
        .isEqualTo(ClientAddresses.of("2001:db8:0:0:ffff::2"));
    assertThat(ClientAddresses.of("2001:db8::1"))
        .isNotEqualTo(ClientAddresses.of("2001:db8:0:1::1"));
    assertThat(ClientAddresses.of("192.0.2.1")).isNotEqualTo(ClientAddresses.of("192.0.2.2"));
  }
}
