package dev.redoubt.keys.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.material.KeyAccessException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NonceStoreTest {

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant END = START.plus(NonceStore.LIFETIME);

  @TempDir private Path folder = Path.of("");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  enum Kind {
    MEMORY,
    FOLDER
  }

  private NonceStore nonces(Kind kind) {
    return switch (kind) {
      case MEMORY -> new InMemoryNonceStore(clock);
      case FOLDER -> new FolderNonceStore(folder, clock);
    };
  }

  @ParameterizedTest
  @EnumSource
  void countsUntilTheLastMillisecond(Kind kind) throws Exception {
    NonceStore nonces = nonces(kind);
    String nonce = nonces.issue();
    now.set(END.minusMillis(1));
    assertThat(nonces.use(nonce)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void countsNoMoreAtTheExactInstantOfItsEnd(Kind kind) throws Exception {
    NonceStore nonces = nonces(kind);
    String nonce = nonces.issue();
    now.set(END);
    assertThat(nonces.use(nonce)).isFalse();
    now.set(START);
    assertThat(nonces.use(nonce)).as("it was used up").isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void countsOnce(Kind kind) throws Exception {
    NonceStore nonces = nonces(kind);
    String nonce = nonces.issue();
    String other = nonces.issue();
    assertThat(other).isNotEqualTo(nonce);
    assertThat(nonces.use(nonce)).isTrue();
    assertThat(nonces.use(nonce)).isFalse();
    assertThat(nonces.use(other)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatWasNeverIssued(Kind kind) throws Exception {
    NonceStore nonces = nonces(kind);
    nonces.issue();
    for (String other : new String[] {"", "A".repeat(43), "../" + "A".repeat(40)}) {
      assertThat(nonces.use(other)).isFalse();
    }
  }

  /// Those that are over make room, at the exact instant of their end; others do not.
  @ParameterizedTest
  @EnumSource
  void holdsNoMoreThanTenThousandThatWait(Kind kind) throws Exception {
    NonceStore nonces = nonces(kind);
    fill(kind, nonces);
    now.set(END.minusMillis(1));
    assertThatThrownBy(nonces::issue)
        .isInstanceOf(KeyAccessException.Unavailable.class)
        .hasMessageContaining("too many unused nonces");
    now.set(END);
    assertThat(nonces.use(nonces.issue())).isTrue();
  }

  private void fill(Kind kind, NonceStore nonces) throws Exception {
    for (int i = 0; i < 10_000; i++) {
      switch (kind) {
        case MEMORY -> nonces.issue();
        case FOLDER -> {
          Path file = Files.createFile(folder.resolve("%043d".formatted(i)));
          Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(START));
        }
      }
    }
  }
}
