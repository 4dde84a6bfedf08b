package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerReaderTest {

  private static final CheckpointSigner SIGNER = TestLogSigners.signer("example.org/log");
  private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");
  private static final int SIZE = 600;

  @TempDir private Path folder = Path.of("");

  private List<byte[]> entries = List.of();
  private Path path = Path.of("");
  private TestLog log = new TestLog(path, SIGNER);

  private static Sha256Digest body(int number) {
    return Sha256Digest.sha256(("body" + number).getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void record() throws Exception {
    entries = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      LedgerEvent event = new LedgerEvent("test", "a", "s" + i, body(i / 2));
      entries.add(new LedgerEntry(event, TIME).bytes());
    }
    path = folder.resolve("log");
    log = TestLog.of(path, SIGNER, entries);
  }

  @Test
  void readsWhereAUserSays() throws Exception {
    assertThat(LedgerReader.of(path.toString()).location()).isEqualTo(path.toString());
    assertThat(LedgerReader.of("HTTPS://example.org/log").location())
        .isEqualTo("HTTPS://example.org/log/");
    assertThat(LedgerReader.of("http://127.0.0.1:1/log/").location())
        .isEqualTo("http://127.0.0.1:1/log/");
    assertThatThrownBy(() -> LedgerReader.of("https://exa mple.org"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("`https://exa mple.org` is not a valid URL");
    assertThatThrownBy(() -> LedgerReader.of(folder.resolve("none")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("no such folder");
  }

  @Test
  void readsTheKeyThatTheLogPublishes() throws Exception {
    assertThat(log.reader().publishedKey()).isNull();
    Files.writeString(path.resolve("vkey"), SIGNER.verifierKey() + "\n");
    assertThat(log.reader().publishedKey()).isEqualTo(SIGNER.verifierKey());
    Files.writeString(path.resolve("vkey"), "hello");
    assertThatThrownBy(() -> log.reader().publishedKey())
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(
            "the key of `" + path + "` cannot be read: `hello` is not a verifier");
  }

  @Test
  void malformedCheckpointIsReported() throws Exception {
    Files.writeString(path.resolve("checkpoint"), "hello\n");
    assertThatThrownBy(() -> log.reader().checkpoint())
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("the checkpoint of `" + path + "` cannot be read");
  }

  @Test
  void readsEachEntry() throws Exception {
    for (int index : new int[] {0, 1, 255, 256, 511, 512, 599}) {
      assertThat(log.reader().entry(index, SIZE)).isEqualTo(entries.get(index));
    }
  }

  @Test
  void entriesAreListedFromTheGivenIndex() throws Exception {
    for (int from : new int[] {0, 1, 255, 256, 300, 599, 600}) {
      List<Long> indexes = new ArrayList<>();
      List<byte[]> shown = new ArrayList<>();
      log.reader()
          .visit(
              from,
              SIZE,
              (index, entry) -> {
                indexes.add(index);
                return shown.add(entry);
              });
      assertThat(shown).containsExactly(entries.subList(from, SIZE).toArray(new byte[0][]));
      for (int i = 0; i < indexes.size(); i++) {
        assertThat(indexes.get(i)).isEqualTo(from + i);
      }
    }
  }

  @Test
  void showsNoMoreThanIsAskedFor() throws Exception {
    List<Long> indexes = new ArrayList<>();
    log.reader()
        .visit(
            254,
            SIZE,
            (index, _) -> {
              indexes.add(index);
              return index < 257;
            });
    assertThat(indexes).containsExactly(254L, 255L, 256L, 257L);
  }

  @Test
  void findsAnEntryByEachOfItsDigests() throws Exception {
    for (int index : new int[] {0, 1, 300, 599}) {
      byte[] entry = entries.get(index);
      assertThat(log.reader().find(Sha256Digest.sha256(entry), SIZE))
          .isEqualTo(OptionalLong.of(index));
      assertThat(log.reader().find(MerkleTree.leaf(entry), SIZE)).isEqualTo(OptionalLong.of(index));
    }
    assertThat(log.reader().find(body(150), SIZE)).isEqualTo(OptionalLong.of(300));
    assertThat(log.reader().find(body(0), SIZE)).isEqualTo(OptionalLong.of(0));
    assertThat(log.reader().find(body(300), SIZE)).isEmpty();
  }

  @Test
  void findsAnEntryBehindOneThatCannotBeRead() throws Exception {
    entries.set(0, new byte[] {1});
    log = TestLog.of(folder.resolve("odd"), SIGNER, entries);
    assertThat(log.reader().find(body(1), SIZE)).isEqualTo(OptionalLong.of(2));
    assertThat(log.reader().find(Sha256Digest.sha256(new byte[] {1}), SIZE))
        .isEqualTo(OptionalLong.of(0));
  }

  @Test
  void givesNoReceiptOfAnEntryThatThereIsNot() throws Exception {
    SignedNote note = log.reader().checkpoint();
    for (long index : new long[] {-1, SIZE, SIZE + 1}) {
      assertThatThrownBy(() -> log.reader().receipt(index, note))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining(
              "there is no entry %d in `%s`: it has 600 entries, numbered from 0"
                  .formatted(index, path));
    }
    assertThat(log.reader().receipt(0, note).extra()).isEqualTo(entries.getFirst());
    assertThat(log.reader().receipt(SIZE - 1, note).extra()).isEqualTo(entries.getLast());
  }

  /// A receipt that would not check is none.
  @Test
  void givesNoReceiptWhereTheLogIsDamaged() throws Exception {
    SignedNote other = log.publish(new Checkpoint("example.org/log", SIZE, MerkleTree.EMPTY_ROOT));
    assertThatThrownBy(() -> log.reader().receipt(5, other))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(
            "entry 5 of `" + path + "` failed: the proof does not lead to the root hash");
  }
}
