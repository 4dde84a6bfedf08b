package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.VerifierKey;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written in which order, and when nothing is.
class LogWriterTest {

  private static final CheckpointSigner SIGNER = TestLogSigners.signer("example.org/log");
  private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path folder = Path.of("");

  private final AtomicReference<Instant> now = new AtomicReference<>(TIME);
  private final InstantSource clock = now::get;

  private static List<LedgerEvent> events(int count) {
    List<LedgerEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(new LedgerEvent("test", "a", "s" + i, null));
    }
    return events;
  }

  private LogWriter open(Map<String, byte[]> files) throws IOException {
    return LogWriter.open(new CrashingMemoryStorage(files), "memory", SIGNER, clock);
  }

  private Map<String, byte[]> written(int... batches) throws Exception {
    CrashingMemoryStorage disk = new CrashingMemoryStorage(new TreeMap<>());
    LogWriter writer = LogWriter.create(disk, "memory", SIGNER, clock);
    for (int batch : batches) {
      writer.commit(events(batch));
    }
    return new TreeMap<>(disk.files());
  }

  private static long size(Map<String, byte[]> files) throws Exception {
    return Checkpoint.parse(SignedNote.parse(file(files, "checkpoint"))).size();
  }

  private static byte[] file(Map<String, byte[]> files, String path) {
    byte[] bytes = files.get(path);
    assertThat(bytes).as(path).isNotNull();
    return bytes == null ? new byte[0] : bytes;
  }

  private void refusesToOpen(Map<String, byte[]> files, String why) {
    assertThatThrownBy(() -> open(files))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(why);
  }

  @Test
  void numbersEntriesOverBatches_withTheCheckpointOfTheirBatch() throws Exception {
    CrashingMemoryStorage disk = new CrashingMemoryStorage(new TreeMap<>());
    LogWriter writer = LogWriter.create(disk, "memory", SIGNER, clock);
    assertThat(Checkpoint.parse(writer.note()).size()).isZero();
    List<RecordedEntry> first = writer.commit(events(2));
    List<RecordedEntry> second = writer.commit(events(3));
    assertThat(first).extracting(RecordedEntry::index).containsExactly(0L, 1L);
    assertThat(second).extracting(RecordedEntry::index).containsExactly(2L, 3L, 4L);
    assertThat(second).allSatisfy(each -> assertThat(each.checkpoint()).isEqualTo(writer.note()));
    assertThat(Checkpoint.parse(first.getFirst().checkpoint()).size()).isEqualTo(2);
    assertThat(Checkpoint.parse(writer.note()).size()).isEqualTo(5);
    assertThat(new String(file(disk.files(), "vkey"), StandardCharsets.UTF_8))
        .isEqualTo(SIGNER.verifierKey() + "\n");
  }

  @Test
  void writesNoLogOverAnother() throws Exception {
    for (String path : List.of("checkpoint", "tile/0/000.p/1", "tile/0/000")) {
      Map<String, byte[]> files = new TreeMap<>();
      files.put(path, new byte[] {1});
      assertThatThrownBy(
              () -> LogWriter.create(new CrashingMemoryStorage(files), "memory", SIGNER, clock))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("there is a ledger in `memory` already");
    }
  }

  /// The second checkpoint was signed, and somebody might have seen it.
  @Test
  void finishesACheckpointThatWasAboutToBePublished() throws Exception {
    Map<String, byte[]> older = written(2);
    Map<String, byte[]> newer = written(2, 3);
    Map<String, byte[]> files = new TreeMap<>(newer);
    files.put("checkpoint.next", file(newer, "checkpoint"));
    files.put("checkpoint", file(older, "checkpoint"));
    CrashingMemoryStorage disk = new CrashingMemoryStorage(files);
    LogWriter.open(disk, "memory", SIGNER, clock);
    assertThat(size(disk.files())).isEqualTo(5);
    assertThat(disk.files()).doesNotContainKey("checkpoint.next");

    files.remove("checkpoint");
    assertThat(Checkpoint.parse(open(files).note()).size()).isEqualTo(5);
  }

  @Test
  void ignoresANextCheckpointThatIsNotWhole_orNotNewer_orNotOurs() throws Exception {
    Map<String, byte[]> files = written(2, 3);
    byte[] current = file(files, "checkpoint");
    Checkpoint larger = new Checkpoint("example.org/log", 9, Sha256Digest.sha256());
    for (byte[] next :
        List.of(
            Arrays.copyOf(current, current.length - 9),
            file(written(2), "checkpoint"),
            current,
            TestLog.signed(larger, TestLogSigners.signer("example.org/log")).bytes())) {
      Map<String, byte[]> with = new TreeMap<>(files);
      with.put("checkpoint.next", next);
      assertThat(Checkpoint.parse(open(with).note()).size()).isEqualTo(5);
    }
  }

  @Test
  void missingDamagedOrForeignLogIsNotOpened() throws Exception {
    refusesToOpen(new TreeMap<>(), "it has no `checkpoint`");
    Map<String, byte[]> files = written(3);
    files.put("checkpoint", new byte[] {'x'});
    refusesToOpen(files, "cannot be continued with this key: not a signed note");
    Checkpoint other = new Checkpoint("example.org/other", 0, Sha256Digest.sha256());
    files.put("checkpoint", TestLog.signed(other, SIGNER).bytes());
    refusesToOpen(
        files, "its origin is `example.org/other`, but the name of the key is `example.org/log`");
    Checkpoint same = new Checkpoint("example.org/log", 0, Sha256Digest.sha256());
    files.put("checkpoint", TestLog.signed(same, TestLogSigners.signer("example.org/log")).bytes());
    refusesToOpen(files, "not signed by the trusted key");
  }

  @Test
  void opensNoLogWhoseEdgeIsDamaged() throws Exception {
    Map<String, byte[]> files = written(258);
    String tile = "tile/0/001.p/2";
    String bundle = "tile/entries/001.p/2";
    Map<String, byte[]> missing = new TreeMap<>(files);
    missing.remove(tile);
    refusesToOpen(missing, "`" + tile + "` of `memory` is damaged: it is missing");
    missing = new TreeMap<>(files);
    missing.remove(bundle);
    refusesToOpen(missing, "`" + bundle + "` of `memory` is damaged: it is missing");
    Map<String, byte[]> shorter = new TreeMap<>(files);
    shorter.put(tile, Arrays.copyOf(file(files, tile), 63));
    refusesToOpen(shorter, "is damaged: it has 63 bytes; expected 64");
    shorter.put(tile, Arrays.copyOf(file(files, tile), 65));
    refusesToOpen(shorter, "is damaged: it has 65 bytes; expected 64");
    Map<String, byte[]> cut = new TreeMap<>(files);
    cut.put(bundle, Arrays.copyOf(file(files, bundle), file(files, bundle).length - 1));
    refusesToOpen(cut, "is damaged: entry 1 of the bundle is truncated");
    Map<String, byte[]> other = new TreeMap<>(files);
    byte[] changed = file(files, bundle).clone();
    changed[changed.length - 2] ^= 1;
    other.put(bundle, changed);
    refusesToOpen(other, "the entries do not match the hashes of the tree");
    Map<String, byte[]> above = new TreeMap<>(files);
    byte[] hash = file(files, "tile/1/000.p/1").clone();
    hash[0] ^= 1;
    above.put("tile/1/000.p/1", hash);
    refusesToOpen(above, "do not match the root hash of its checkpoint at size 258");
  }

  @Test
  void addsNothingBehindAnEntryThatIsNotOurs() throws Exception {
    TestLog log =
        TestLog.of(
            folder.resolve("odd"), SIGNER, List.of("hello".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> Ledger.open(log.folder(), SIGNER))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("the last entry of")
        .hasMessageContaining("is not a valid entry, so no entry is appended");
  }

  @Test
  void goesOnFromTheTimeOfTheLastEntry_alsoAtTheEndOfABundle() throws Exception {
    for (int size : new int[] {1, 255, 256, 257}) {
      now.set(TIME);
      LogWriter writer = open(written(size));
      now.set(TIME.minusSeconds(5));
      assertThat(writer.commit(events(1)).getFirst().entry().time()).isEqualTo(TIME);
    }
  }

  @Test
  void toleratesAClockExactlyTenSecondsBehind_andRefusesAMillisecondMore() throws Exception {
    LogWriter writer = open(written(1));
    now.set(TIME.minusSeconds(10));
    assertThat(writer.commit(events(1)).getFirst().entry().time()).isEqualTo(TIME);
    now.set(TIME.minusSeconds(10).minusMillis(1));
    assertThatThrownBy(() -> writer.commit(events(1)))
        .isInstanceOfSatisfying(
            LogWriter.Refused.class,
            refused -> assertThat(refused.why()).hasMessageContaining("set the clock"));
    now.set(TIME.plusMillis(1).plusNanos(999));
    assertThat(writer.commit(events(1)).getFirst().entry().time()).isEqualTo(TIME.plusMillis(1));
  }

  @Test
  void deletesPartialTilesOnlyWhenTheFullOnesArePublished() throws Exception {
    CrashingMemoryStorage disk = new CrashingMemoryStorage(new TreeMap<>());
    LogWriter writer = LogWriter.create(disk, "memory", SIGNER, clock);
    writer.commit(events(200));
    writer.discardPartial();
    assertThat(disk.files()).containsKey("tile/0/000.p/200");
    writer.commit(events(56));
    assertThat(disk.files()).containsKeys("tile/0/000", "tile/0/000.p/200");
    writer.discardPartial();
    assertThat(disk.files()).containsKeys("tile/0/000", "tile/entries/000");
    assertThat(disk.files()).doesNotContainKeys("tile/0/000.p/200", "tile/entries/000.p/200");
    long steps = disk.steps();
    writer.discardPartial();
    assertThat(disk.steps()).isEqualTo(steps);
  }

  /// A signature that does not verify would be published, and the log could not be opened again.
  @Test
  void publishesNoSignatureThatDoesNotVerify() throws Exception {
    CheckpointSigner wrong =
        new CheckpointSigner() {
          @Override
          public VerifierKey verifierKey() {
            return SIGNER.verifierKey();
          }

          @Override
          public byte[] sign(byte[] message) {
            return new byte[64];
          }
        };
    CrashingMemoryStorage disk = new CrashingMemoryStorage(new TreeMap<>());
    assertThatThrownBy(() -> LogWriter.create(disk, "memory", wrong, clock))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("the signer returned a signature that does not verify");
    assertThat(disk.files()).isEmpty();
    LogWriter writer =
        LogWriter.open(new CrashingMemoryStorage(written(1)), "memory", wrong, clock);
    assertThatThrownBy(() -> writer.commit(events(1)))
        .isInstanceOfSatisfying(
            LogWriter.Refused.class,
            refused -> assertThat(refused.why()).hasMessageContaining("cannot be signed"));
    assertThat(Checkpoint.parse(writer.note()).size()).isEqualTo(1);
  }

  @Test
  void ledger_refusesWhatComesAfterItWasClosed() throws Exception {
    Ledger ledger = Ledger.create(folder.resolve("log"), SIGNER);
    RecordedEntry first = ledger.append(new LedgerEvent("test", "a", "s", null));
    assertThat(ledger.checkpoint()).isEqualTo(first.checkpoint());
    ledger.close();
    assertThatThrownBy(() -> ledger.append(new LedgerEvent("test", "a", "s", null)))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(() -> ledger.submit(new LedgerEvent("test", "a", "s", null)).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessageContaining("is closed");
    assertThatThrownBy(() -> Ledger.create(folder.resolve("log"), SIGNER))
        .hasMessageContaining("there is a ledger in")
        .hasMessageContaining("already");
    Ledger.open(folder.resolve("log"), SIGNER).close();
  }

  @Test
  void ledger_recordsAllThatWasHandedInBeforeItWasClosed() throws Exception {
    List<CompletableFuture<RecordedEntry>> answers = new ArrayList<>();
    try (Ledger ledger = Ledger.create(folder.resolve("log"), SIGNER)) {
      for (LedgerEvent each : events(1500)) {
        answers.add(ledger.submit(each));
      }
    }
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).join().index()).isEqualTo(i);
    }
    assertThat(new TestLog(folder.resolve("log"), SIGNER).verify()).isEmpty();
  }

  /// After a fault of the disk nobody knows what is there until it is opened again.
  @Test
  void ledger_writesNothingMoreAfterAFaultOfTheDisk() throws Exception {
    Path log = folder.resolve("log");
    try (Ledger ledger = Ledger.create(log, SIGNER)) {
      ledger.append(new LedgerEvent("test", "a", "s", null));
      Files.delete(log.resolve("checkpoint"));
      Files.createDirectories(log.resolve("checkpoint/inside"));
      assertThatThrownBy(() -> ledger.append(new LedgerEvent("test", "a", "s", null)))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("failed: is a directory; reopen the ledger");
      assertThatThrownBy(() -> ledger.append(new LedgerEvent("test", "a", "s", null)))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("failed: is a directory; reopen the ledger");
    }
  }

  @Test
  void ledger_discardsBodiesThatACrashLeftHalfWritten() throws Exception {
    Path log = folder.resolve("log");
    Ledger.create(log, SIGNER).close();
    Path half = log.resolve("bodies/incoming/half");
    Files.createDirectories(log.resolve("bodies/incoming"));
    Files.writeString(half, "half");
    try (Ledger ledger = Ledger.open(log, SIGNER)) {
      assertThat(half).doesNotExist();
      InputStream failing =
          new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
              throw new IOException("gone");
            }
          };
      assertThatThrownBy(() -> ledger.store(failing))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("the body cannot be stored in")
          .hasMessageContaining("gone; nothing was recorded");
      Sha256Digest body = ledger.store(new ByteArrayInputStream(new byte[200_000]));
      assertThat(body).isEqualTo(Sha256Digest.sha256(new byte[200_000]));
      assertThat(log.resolve("bodies/incoming")).isEmptyDirectory();
    }
  }
}
