package dev.redoubt.ledger;

import dev.redoubt.ledger.AuditFinding.Severity;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.EntryBundle;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.NoteVerification;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.ledger.internal.LogPaths;
import dev.redoubt.ledger.internal.LogSource;
import dev.redoubt.ledger.internal.TileReader;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Verifies a whole log once.
///
/// It computes hashes from the entries upward. If a tile contains another hash, it reports a
/// problem and continues with the hash of the tile, so that each error is reported once and not
/// again at every level.
final class LogAudit {

  /// A checkpoint may name any size; looking for all that a huge one needs would take for ever.
  private static final int MAX_MISSING = 100;

  private final LogSource source;
  private final boolean withBodies;
  private final Consumer<AuditFinding> findings;

  /// Of each level, the hashes since its last full tile.
  private final List<List<@Nullable Sha256Digest>> levels = new ArrayList<>();

  /// Of each level, how many full tiles there were.
  private final List<Long> full = new ArrayList<>();

  private long entries;
  private int missing;
  private long problems;
  private long warnings;
  private long bodiesPresent;
  private long bodiesAbsent;
  private long bodiesSkipped;
  private Instant lastTime = Instant.EPOCH;

  LogAudit(LogSource source, boolean withBodies, Consumer<AuditFinding> findings) {
    this.source = source;
    this.withBodies = withBodies;
    this.findings = findings;
  }

  VerificationResult verify(List<VerifierKey> keys) throws IOException {
    byte[] bytes = source.read(LogPaths.CHECKPOINT, SignedNote.MAX_LENGTH);
    if (bytes == null) {
      throw new LedgerException(
          "there is no ledger in `%s`: it has no `checkpoint`".formatted(source.location()));
    }
    Checkpoint checkpoint = null;
    try {
      SignedNote note = SignedNote.parse(bytes);
      checkpoint = Checkpoint.parse(note);
      checkSignature(note, checkpoint, keys);
      checkTree(checkpoint);
    } catch (MalformedLogException e) {
      problem(LogPaths.CHECKPOINT, e.offset(), e.getMessage());
    }
    return new VerificationResult(
        checkpoint,
        entries,
        problems,
        warnings,
        new VerificationResult.Bodies(bodiesPresent, bodiesAbsent, bodiesSkipped));
  }

  private void checkSignature(SignedNote note, Checkpoint checkpoint, List<VerifierKey> keys) {
    switch (NoteVerification.of(note, keys)) {
      case NoteVerification.Verified _ -> {}
      case NoteVerification.Refused(String why) -> problem(LogPaths.CHECKPOINT, -1, why);
    }
    if (keys.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
      problem(
          LogPaths.CHECKPOINT,
          0,
          "the origin is `%s`, which is not the name of the key".formatted(checkpoint.origin()));
    }
  }

  private void checkTree(Checkpoint checkpoint) throws IOException {
    long size = checkpoint.size();
    TileReader tiles = new TileReader(source, size);
    long bundles = size / Tile.WIDTH + (size % Tile.WIDTH == 0 ? 0 : 1);
    for (long index = 0; index < bundles; index++) {
      for (Sha256Digest leaf : leaves(tiles, Tile.in(size, Tile.ENTRIES, index))) {
        push(tiles, size, 0, leaf);
      }
      if (missing > MAX_MISSING) {
        problem(LogPaths.CHECKPOINT, -1, "too many files are missing; the rest was not checked");
        return;
      }
    }
    for (int level = 0; level < levels.size(); level++) {
      if (!levels.get(level).isEmpty()) {
        List<@Nullable Sha256Digest> settled =
            settle(tiles, Tile.in(size, level, Tile.hashes(size, level) / Tile.WIDTH));
        levels.set(level, settled);
      }
    }
    Sha256Digest root = root();
    if (root != null && !root.equals(checkpoint.root())) {
      problem(
          LogPaths.CHECKPOINT,
          -1,
          "the computed root hash of %d entries is %s; the signed one is %s"
              .formatted(size, root.base64(), checkpoint.root().base64()));
    }
    if (root == null && problems == 0) {
      problem(LogPaths.CHECKPOINT, -1, "the root hash cannot be computed");
    }
  }

  /// The hashes of a bundle's entries; null for those that cannot be read.
  private List<@Nullable Sha256Digest> leaves(TileReader tiles, Tile tile) throws IOException {
    List<@Nullable Sha256Digest> unknown = unknown(tile.width());
    TileReader.Found found = tiles.find(tile, EntryBundle.MAX_LENGTH);
    if (found == null) {
      missing++;
      problem(tile.path(), -1, "the bundle is missing; it contains the entries " + range(tile));
      return unknown;
    }
    String path = found.tile().path();
    List<byte[]> bundle;
    try {
      bundle = found.entries(tile.width());
    } catch (MalformedLogException e) {
      problem(path, e.offset(), e.getMessage() + "; unreadable entries: " + range(tile));
      return unknown;
    }
    List<@Nullable Sha256Digest> hashes = new ArrayList<>();
    long offset = 2;
    for (int i = 0; i < bundle.size(); i++) {
      checkEntry(bundle.get(i), tile.index() * Tile.WIDTH + i, path, offset);
      hashes.add(MerkleTree.leaf(bundle.get(i)));
      offset += bundle.get(i).length + 2;
    }
    return hashes;
  }

  private static List<@Nullable Sha256Digest> unknown(int width) {
    List<@Nullable Sha256Digest> unknown = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      unknown.add(null);
    }
    return unknown;
  }

  private static String range(Tile tile) {
    long first = tile.index() * Tile.WIDTH;
    return first + " to " + (first + tile.width() - 1);
  }

  private void checkEntry(byte[] bytes, long index, String path, long offset) {
    LedgerEntry entry;
    try {
      entry = LedgerEntry.parse(bytes);
    } catch (MalformedLogException e) {
      problem(
          path, offset + Math.max(e.offset(), 0), "entry %d: %s".formatted(index, e.getMessage()));
      return;
    }
    entries++;
    if (entry.time().isBefore(lastTime)) {
      warnings++;
      report(
          Severity.WARNING,
          path,
          offset,
          "entry %d has the time %s, which is before the time of the previous entry, %s"
              .formatted(index, entry.time(), lastTime));
    }
    lastTime = entry.time();
    Sha256Digest body = entry.event().body();
    if (body != null) {
      checkBody(body, index);
    }
  }

  private void checkBody(Sha256Digest body, long index) {
    if (!withBodies) {
      bodiesSkipped++;
      return;
    }
    String path = LogPaths.body(body);
    try {
      Sha256Digest found = HashingBodyStream.digest(source, path);
      if (found == null) {
        bodiesAbsent++;
        report(Severity.NOTE, path, -1, "the body of entry %d is absent".formatted(index));
      } else if (found.equals(body)) {
        bodiesPresent++;
      } else {
        problem(
            path,
            -1,
            "the body of entry %d does not match its digest; found %s".formatted(index, found));
      }
    } catch (IOException e) {
      problem(path, -1, "the body of entry %d: %s".formatted(index, e.getMessage()));
    }
  }

  private void push(TileReader tiles, long size, int level, @Nullable Sha256Digest hash)
      throws IOException {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
      full.add(0L);
    }
    levels.get(level).add(hash);
    if (levels.get(level).size() == Tile.WIDTH) {
      long index = full.get(level);
      full.set(level, index + 1);
      List<@Nullable Sha256Digest> settled = settle(tiles, Tile.in(size, level, index));
      levels.get(level).clear();
      push(tiles, size, level + 1, root(settled));
    }
  }

  /// Compares computed hashes with those of the tile, and takes the tile's where it has some.
  private List<@Nullable Sha256Digest> settle(TileReader tiles, Tile tile) throws IOException {
    List<@Nullable Sha256Digest> computed = levels.get(tile.level());
    TileReader.Found found = tiles.find(tile, Tile.WIDTH * Sha256Digest.LENGTH);
    if (found == null) {
      missing++;
      problem(tile.path(), -1, "the tile is missing");
      return new ArrayList<>(computed);
    }
    List<Sha256Digest> stored;
    try {
      stored = found.hashes(tile.width());
    } catch (MalformedLogException e) {
      problem(found.tile().path(), e.offset(), e.getMessage());
      return new ArrayList<>(computed);
    }
    for (int i = 0; i < stored.size(); i++) {
      Sha256Digest hash = computed.get(i);
      if (hash != null && !hash.equals(stored.get(i))) {
        problem(found.tile().path(), (long) i * Sha256Digest.LENGTH, mismatch(tile, i));
      }
    }
    return new ArrayList<@Nullable Sha256Digest>(stored);
  }

  private static String mismatch(Tile tile, int i) {
    long index = tile.index() * Tile.WIDTH + i;
    return tile.level() == 0
        ? "the hash of entry %d does not match the entry in `%s`"
            .formatted(index, new Tile(Tile.ENTRIES, tile.index(), tile.width()).path())
        : "the hash does not match `%s`"
            .formatted(new Tile(tile.level() - 1, index, Tile.WIDTH).path());
  }

  private static @Nullable Sha256Digest root(List<@Nullable Sha256Digest> hashes) {
    List<Sha256Digest> known = new ArrayList<>();
    for (Sha256Digest hash : hashes) {
      if (hash == null) {
        return null;
      }
      known.add(hash);
    }
    return MerkleTree.root(known);
  }

  /// The root over all levels, folded from the right.
  private @Nullable Sha256Digest root() {
    Sha256Digest root = null;
    for (List<@Nullable Sha256Digest> level : levels) {
      int end = level.size();
      while (end > 0) {
        int start = end - Integer.lowestOneBit(end);
        Sha256Digest left = root(level.subList(start, end));
        if (left == null) {
          return null;
        }
        root = root == null ? left : MerkleTree.node(left, root);
        end = start;
      }
    }
    return root == null ? MerkleTree.EMPTY_ROOT : root;
  }

  private void problem(String file, long offset, String message) {
    problems++;
    report(Severity.PROBLEM, file, offset, message);
  }

  private void report(Severity severity, String file, long offset, String message) {
    findings.accept(new AuditFinding(severity, file, offset, message));
  }
}
