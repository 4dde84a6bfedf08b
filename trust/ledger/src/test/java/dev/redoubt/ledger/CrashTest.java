package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.ledger.CrashingMemoryStorage.Survival;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.internal.LogPaths;
import dev.redoubt.ledger.internal.LogSource;
import dev.redoubt.ledger.internal.TileReader;
import dev.redoubt.ledger.merkle.ProofBuilder;
import dev.redoubt.ledger.merkle.ProofResult;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Stops the machine after each step of writing, leaves of what was not flushed what a disk may
/// leave, and looks at the log before and after it is opened again.
class CrashTest {

  private static final CheckpointSigner SIGNER = TestLogSigners.signer("example.org/crash");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

  private final Random random = new Random(20261124);

  /// What the writers were told before the crash.
  private static final class Told {
    private final List<RecordedEntry> recorded = new ArrayList<>();
    private final List<SignedNote> checkpoints = new ArrayList<>();
  }

  @Test
  void loses_nothingAcknowledged_atWhicheverByteItStops() throws Exception {
    crashEverywhere(new TreeMap<>(), new int[] {1, 2}, Integer.MAX_VALUE, 5);
  }

  @Test
  void loses_nothingAcknowledged_whereTilesFill() throws Exception {
    crashEverywhere(logOf(254), new int[] {1, 3, 2}, 3, 1);
  }

  @Test
  void loses_nothingAcknowledged_whereTilesOfTheSecondLevelFill() throws Exception {
    crashEverywhere(logOf(65_535), new int[] {3}, 2, 1);
  }

  @Test
  @Tag("crash")
  void loses_nothingAcknowledged_atWhicheverByteItStops_howeverLittleSurvives() throws Exception {
    crashEverywhere(new TreeMap<>(), new int[] {1, 2, 3}, Integer.MAX_VALUE, 1);
    crashEverywhere(logOf(254), new int[] {1, 3, 2}, 200, 1);
  }

  private static Map<String, byte[]> logOf(int size) throws Exception {
    CrashingMemoryStorage disk = new CrashingMemoryStorage(new TreeMap<>());
    LogWriter writer = LogWriter.create(disk, "memory", SIGNER, CLOCK);
    writer.commit(events(0, size));
    return new TreeMap<>(disk.files());
  }

  private static List<LedgerEvent> events(int from, int count) {
    List<LedgerEvent> events = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      events.add(new LedgerEvent("test", "a", "s" + i, null));
    }
    return events;
  }

  /// @param places within each file
  /// @param thinned what survives only in part is looked at after every so many steps
  private void crashEverywhere(Map<String, byte[]> start, int[] batches, int places, int thinned)
      throws Exception {
    CrashingMemoryStorage whole = new CrashingMemoryStorage(start, places);
    run(whole, batches, start.isEmpty(), new Told());
    long steps = whole.steps();
    assertThat(steps).isGreaterThan(20);
    for (long stop = 0; stop < steps; stop++) {
      for (Survival survival : Survival.values()) {
        if (survival == Survival.EVERYTHING || stop % thinned == 0) {
          crash(
              new CrashingMemoryStorage(start, places).stopAfter(stop),
              batches,
              survival,
              start.isEmpty());
        }
      }
    }
  }

  private void crash(CrashingMemoryStorage disk, int[] batches, Survival survival, boolean create)
      throws Exception {
    Told told = new Told();
    try {
      run(disk, batches, create, told);
    } catch (CrashingMemoryStorage.Stopped | LogWriter.Refused _) {
      // As planned; a refused batch is one that was stopped while its tiles were written.
    }
    recover(disk.crash(survival, random), told, create);
  }

  private static void run(CrashingMemoryStorage disk, int[] batches, boolean create, Told told)
      throws Exception {
    LogWriter writer =
        create
            ? LogWriter.create(disk, "memory", SIGNER, CLOCK)
            : LogWriter.open(disk, "memory", SIGNER, CLOCK);
    told.checkpoints.add(writer.note());
    int next = 0;
    for (int count : batches) {
      List<RecordedEntry> recorded = writer.commit(events(next, count));
      next += count;
      told.recorded.addAll(recorded);
      told.checkpoints.add(recorded.getLast().checkpoint());
      writer.discardPartial();
    }
  }

  private void recover(Map<String, byte[]> left, Told told, boolean created) throws Exception {
    if (left.containsKey(LogPaths.CHECKPOINT)) {
      check(left, told);
    } else {
      assertThat(told.checkpoints).isEmpty();
      assertThat(created).isTrue();
      if (!left.containsKey(LogPaths.NEXT_CHECKPOINT)) {
        return;
      }
    }
    CrashingMemoryStorage disk = new CrashingMemoryStorage(left);
    LogWriter writer;
    try {
      writer = LogWriter.open(disk, "memory", SIGNER, CLOCK);
    } catch (LedgerException e) {
      // It was stopped while it was made; making it again is allowed.
      assertThat(told.checkpoints).as(e.getMessage()).isEmpty();
      LogWriter.create(disk, "memory", SIGNER, CLOCK);
      return;
    }
    check(disk.files(), told);
    RecordedEntry more = writer.commit(events(9_000, 1)).getFirst();
    told.recorded.add(more);
    told.checkpoints.add(more.checkpoint());
    Map<String, byte[]> after = disk.crash(Survival.NOTHING, random);
    check(after, told);
  }

  /// All that was told is there, all that is there is right, and it begins with all that it was.
  private static void check(Map<String, byte[]> files, Told told) throws Exception {
    LogSource source = CrashingMemoryStorage.source(files);
    Checkpoint checkpoint =
        Checkpoint.parse(SignedNote.parse(Objects.requireNonNull(files.get(LogPaths.CHECKPOINT))));
    if (checkpoint.size() < 10_000) {
      List<AuditFinding> findings = new ArrayList<>();
      VerificationResult verification =
          new LogAudit(source, true, findings::add).verify(List.of(SIGNER.verifierKey()));
      assertThat(findings).isEmpty();
      assertThat(verification.entries()).isEqualTo(checkpoint.size());
    }
    TileReader tiles = new TileReader(source, checkpoint.size());
    assertThat(new ProofBuilder(tiles).root(checkpoint.size())).isEqualTo(checkpoint.root());
    for (RecordedEntry each : told.recorded) {
      assertThat(each.index()).isLessThan(checkpoint.size());
      byte[] entry =
          tiles.entries(each.index() / Tile.WIDTH).get((int) (each.index() % Tile.WIDTH));
      assertThat(entry).isEqualTo(each.entry().bytes());
      assertThat(
              new ProofBuilder(tiles)
                  .inclusion(each.index(), checkpoint.size())
                  .verify(each.entry().leafHash(), checkpoint.root()))
          .isEqualTo(new ProofResult.Holds());
    }
    for (SignedNote note : told.checkpoints) {
      consistent(note, checkpoint, tiles);
    }
  }

  private static void consistent(SignedNote note, Checkpoint checkpoint, TileReader tiles)
      throws IOException, MalformedLogException {
    Checkpoint before = Checkpoint.parse(note);
    assertThat(
            new ProofBuilder(tiles)
                .consistency(before.size(), checkpoint.size())
                .verify(before.root(), checkpoint.root()))
        .isEqualTo(new ProofResult.Holds());
  }
}
