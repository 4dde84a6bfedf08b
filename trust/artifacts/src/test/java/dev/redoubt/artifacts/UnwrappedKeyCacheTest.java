package dev.redoubt.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.envelope.IntermediateKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnwrappedKeyCacheTest {

  private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

  private final UnwrappedKeyCache keys = new UnwrappedKeyCache();

  private static IntermediateKey key(int number) {
    return IntermediateKey.of("vault:" + number, DataKey.random());
  }

  @Test
  void keepsOnlyTheMostRecentKeys() {
    for (int i = 0; i < 70; i++) {
      keys.put(i, key(i), START);
    }
    assertThat(keys.size()).isEqualTo(64);
    assertThat(keys.get(5, START)).isEmpty();
    assertThat(keys.get(6, START)).isPresent();
    assertThat(keys.get(69, START)).isPresent();
  }

  @Test
  void evictsExpiredKeys() {
    keys.put(1, key(1), START);
    keys.put(2, key(2), START.plusSeconds(60));
    assertThat(keys.get(1, START.plus(UnwrappedKeyCache.LIFE).minusMillis(1))).isPresent();
    assertThat(keys.get(1, START.plus(UnwrappedKeyCache.LIFE))).isEmpty();
    assertThat(keys.size()).isEqualTo(1);
  }

  @Test
  void returnsCopiesThatSurviveEviction() throws Exception {
    keys.put(1, key(1), START);
    try (IntermediateKey mine = keys.get(1, START).orElseThrow()) {
      keys.clear();
      DataKey data = DataKey.random();
      assertThat(
              mine.unwrap(
                  mine.wrap(data, ArtifactPart.context(blob())), ArtifactPart.context(blob())))
          .isEqualTo(data);
    }
    assertThat(keys.size()).isZero();
  }

  private static BlobId blob() {
    return new BlobId("0".repeat(32));
  }
}
