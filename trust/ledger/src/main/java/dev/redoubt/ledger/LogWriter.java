package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.NoteSignature;
import dev.redoubt.ledger.format.NoteVerification;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.ledger.internal.IoErrorMessages;
import dev.redoubt.ledger.internal.LogPaths;
import dev.redoubt.ledger.internal.LogStorage;
import dev.redoubt.ledger.internal.TreeEdge;
import dev.redoubt.ledger.internal.TreeEdgeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Appends batches of entries to a log, in an order that makes a crash at any point harmless:
///
/// 1. tiles and bundles, at paths to which no checkpoint reaches yet; flushed;
/// 2. the checkpoint over them, signed only now, as `checkpoint.next`; flushed;
/// 3. renamed to `checkpoint`; the folder flushed.
///
/// What a crash leaves of step 1 is beyond the checkpoint and is overwritten. A complete
/// `checkpoint.next` is published when the log is opened: its signature may have been seen, and
/// everything it covers was flushed before. An incomplete one is ignored.
///
/// Used by one thread at a time, except for [#note()].
final class LogWriter {

  /// How far the clock may go back, as clocks that are set over the network do. Until it has caught
  /// up, entries get the time of the last entry.
  static final Duration MAX_STEP_BACK = Duration.ofSeconds(10);

  private final LogStorage disk;
  private final String place;
  private final CheckpointSigner signer;
  private final InstantSource clock;
  private TreeEdge edge = new TreeEdge();
  private Instant lastTime = Instant.EPOCH;
  private List<Tile> filled = List.of();
  private volatile SignedNote note;

  private LogWriter(
      LogStorage disk,
      String place,
      CheckpointSigner signer,
      InstantSource clock,
      SignedNote note) {
    this.disk = disk;
    this.place = place;
    this.signer = signer;
    this.clock = clock;
    this.note = note;
  }

  /// A batch was not recorded, and the log is unchanged.
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final LedgerException why;

    Refused(LedgerException why) {
      super(why);
      this.why = why;
    }

    LedgerException why() {
      return why;
    }
  }

  /// Creates an empty log.
  static LogWriter create(
      LogStorage disk, String place, CheckpointSigner signer, InstantSource clock)
      throws IOException {
    Tile first = new Tile(0, 0, 1);
    if (disk.read(LogPaths.CHECKPOINT, SignedNote.MAX_LENGTH) != null
        || disk.read(first.path(), 1) != null
        || disk.read(first.full().path(), 1) != null) {
      throw new LedgerException("there is a ledger in `" + place + "` already");
    }
    SignedNote note = sign(Ledger.empty(signer.verifierKey().name()), signer);
    LogWriter writer = new LogWriter(disk, place, signer, clock, note);
    disk.write(LogPaths.KEY, (signer.verifierKey() + "\n").getBytes(StandardCharsets.UTF_8));
    writer.publish(note);
    return writer;
  }

  /// Opens a log, and completes what a crash interrupted.
  static LogWriter open(LogStorage disk, String place, CheckpointSigner signer, InstantSource clock)
      throws IOException {
    SignedNote current = current(disk, place, signer);
    SignedNote next = next(disk, signer);
    if (current == null && next == null) {
      throw new LedgerException("there is no ledger in `" + place + "`: it has no `checkpoint`");
    }
    boolean unfinished = next != null && (current == null || size(next) > size(current));
    SignedNote note = unfinished || current == null ? next : current;
    Checkpoint checkpoint = checkpoint(Objects.requireNonNull(note));
    LogWriter writer = new LogWriter(disk, place, signer, clock, note);
    TreeEdgeReader reader = new TreeEdgeReader(disk, place);
    writer.edge = reader.read(checkpoint);
    writer.lastTime = checkpoint.size() == 0 ? Instant.EPOCH : lastTime(reader, checkpoint, place);
    if (unfinished) {
      writer.publish(note);
    }
    return writer;
  }

  private static Instant lastTime(TreeEdgeReader reader, Checkpoint checkpoint, String place)
      throws IOException {
    try {
      return LedgerEntry.parse(reader.last(checkpoint.size())).time();
    } catch (MalformedLogException e) {
      throw new LedgerException(
          "the last entry of `%s` is not a valid entry, so no entry is appended: %s"
              .formatted(place, e.getMessage()),
          e);
    }
  }

  private static @Nullable SignedNote current(
      LogStorage disk, String place, CheckpointSigner signer) throws IOException {
    byte[] bytes = disk.read(LogPaths.CHECKPOINT, SignedNote.MAX_LENGTH);
    if (bytes == null) {
      return null;
    }
    String problem;
    try {
      SignedNote note = SignedNote.parse(bytes);
      problem = problem(note, signer);
      if (problem == null) {
        return note;
      }
    } catch (MalformedLogException e) {
      problem = e.getMessage();
    }
    throw new LedgerException(
        "the checkpoint of `%s` cannot be continued with this key: %s".formatted(place, problem));
  }

  /// The checkpoint that was about to be published; null if there is no complete one.
  private static @Nullable SignedNote next(LogStorage disk, CheckpointSigner signer)
      throws IOException {
    byte[] bytes = disk.read(LogPaths.NEXT_CHECKPOINT, SignedNote.MAX_LENGTH);
    if (bytes == null) {
      return null;
    }
    try {
      SignedNote note = SignedNote.parse(bytes);
      return problem(note, signer) == null ? note : null;
    } catch (MalformedLogException _) {
      return null;
    }
  }

  private static @Nullable String problem(SignedNote note, CheckpointSigner signer)
      throws MalformedLogException {
    VerifierKey key = signer.verifierKey();
    String origin = Checkpoint.parse(note).origin();
    if (!origin.equals(key.name())) {
      return "its origin is `%s`, but the name of the key is `%s`".formatted(origin, key.name());
    }
    return switch (NoteVerification.of(note, List.of(key))) {
      case NoteVerification.Verified _ -> null;
      case NoteVerification.Refused(String why) -> why;
    };
  }

  private static Checkpoint checkpoint(SignedNote note) {
    try {
      return Checkpoint.parse(note);
    } catch (MalformedLogException e) {
      throw new IllegalStateException("was a checkpoint before", e);
    }
  }

  private static long size(SignedNote note) {
    return checkpoint(note).size();
  }

  /// The last checkpoint that was published.
  SignedNote note() {
    return note;
  }

  /// Records events. On return, they are durable.
  ///
  /// @throws Refused if nothing was recorded and the log can continue
  /// @throws IOException if the log has to be reopened to know what was recorded
  List<RecordedEntry> commit(List<LedgerEvent> events) throws Refused, IOException {
    Instant time = time();
    List<LedgerEntry> entries = events.stream().map(event -> new LedgerEntry(event, time)).toList();
    TreeEdge.Growth growth = edge.grow(entries.stream().map(LedgerEntry::bytes).toList());
    write(growth.files());
    disk.sync();
    String origin = signer.verifierKey().name();
    SignedNote signed = signed(new Checkpoint(origin, growth.edge().size(), growth.edge().root()));
    publish(signed);
    List<RecordedEntry> recorded = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      recorded.add(new RecordedEntry(edge.size() + i, entries.get(i), signed));
    }
    edge = growth.edge();
    lastTime = time;
    filled = growth.files().keySet().stream().filter(Tile::isFull).toList();
    return recorded;
  }

  private Instant time() throws Refused {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (now.isBefore(lastTime.minus(MAX_STEP_BACK))) {
      throw new Refused(
          new LedgerException(
              "the clock of this machine is at %s, but the last entry of `%s` has the time %s; nothing was recorded; set the clock"
                  .formatted(now, place, lastTime)));
    }
    return now.isBefore(lastTime) ? lastTime : now;
  }

  private void write(Map<Tile, byte[]> files) throws Refused {
    try {
      for (Map.Entry<Tile, byte[]> file : files.entrySet()) {
        disk.write(file.getKey().path(), file.getValue());
      }
    } catch (IOException e) {
      throw new Refused(
          new LedgerException(
              "`%s` cannot be written: %s; nothing was recorded"
                  .formatted(place, IoErrorMessages.words(e)),
              e));
    }
  }

  private SignedNote signed(Checkpoint checkpoint) throws Refused {
    try {
      return sign(checkpoint, signer);
    } catch (IOException e) {
      throw new Refused(
          new LedgerException(
              "the checkpoint of `%s` cannot be signed: %s; nothing was recorded"
                  .formatted(place, IoErrorMessages.words(e)),
              e));
    }
  }

  private static SignedNote sign(Checkpoint checkpoint, CheckpointSigner signer)
      throws IOException {
    VerifierKey key = signer.verifierKey();
    String text = checkpoint.text();
    byte[] signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
    SignedNote note =
        new SignedNote(text, List.of(new NoteSignature(key.name(), key.id(), signature)));
    return switch (NoteVerification.of(note, List.of(key))) {
      case NoteVerification.Verified _ -> note;
      case NoteVerification.Refused(String why) ->
          throw new LedgerException("the signer returned a signature that does not verify: " + why);
    };
  }

  private void publish(SignedNote signed) throws IOException {
    disk.write(LogPaths.NEXT_CHECKPOINT, signed.bytes());
    disk.sync();
    disk.replace(LogPaths.NEXT_CHECKPOINT, LogPaths.CHECKPOINT);
    note = signed;
  }

  /// Deletes the partial tiles that the last batch filled: holders of an older checkpoint find the
  /// hashes in the full tiles.
  void discardPartial() {
    for (Tile tile : filled) {
      try {
        disk.discard(tile.partialFolder());
      } catch (IOException _) {
        // What is left takes room and does no harm.
      }
    }
    filled = List.of();
  }
}
