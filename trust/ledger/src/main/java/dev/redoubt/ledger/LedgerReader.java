package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.ledger.internal.FolderLogSource;
import dev.redoubt.ledger.internal.HttpLogSource;
import dev.redoubt.ledger.internal.LogPaths;
import dev.redoubt.ledger.internal.LogSource;
import dev.redoubt.ledger.internal.TileReader;
import dev.redoubt.ledger.merkle.ConsistencyProof;
import dev.redoubt.ledger.merkle.InclusionProof;
import dev.redoubt.ledger.merkle.MerkleTree;
import dev.redoubt.ledger.merkle.ProofBuilder;
import dev.redoubt.ledger.merkle.ProofResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a log from a folder or a URL, also while it is being written. It needs no server and
/// trusts nothing that it reads.
public final class LedgerReader {

  /// In bytes; a key has about 100 bytes and its name.
  private static final int MAX_KEY_LENGTH = 4096;

  private final LogSource source;

  private LedgerReader(LogSource source) {
    this.source = source;
  }

  /// Reads a log in a folder.
  ///
  /// @throws LedgerException if there is no such folder
  public static LedgerReader of(Path folder) throws LedgerException {
    if (!Files.isDirectory(folder)) {
      throw new LedgerException("there is no ledger in `" + folder + "`: no such folder");
    }
    return new LedgerReader(new FolderLogSource(folder));
  }

  /// Reads a log at a URL: HTTPS, or HTTP to this machine.
  public static LedgerReader of(URI address) throws LedgerException {
    return new LedgerReader(new HttpLogSource(address));
  }

  /// Reads the log that a user names: a URL if it begins with `http:` or `https:`, else a folder.
  public static LedgerReader of(String folderOrAddress) throws LedgerException {
    String lower = folderOrAddress.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http:") && !lower.startsWith("https:")) {
      return of(Path.of(folderOrAddress));
    }
    try {
      return of(URI.create(folderOrAddress));
    } catch (IllegalArgumentException e) {
      throw new LedgerException("`" + folderOrAddress + "` is not a valid URL", e);
    }
  }

  /// The folder or URL of the log, for messages.
  public String location() {
    return source.location();
  }

  /// The last checkpoint of the log. Its signature is not verified.
  public SignedNote checkpoint() throws LedgerException {
    byte[] bytes = source.read(LogPaths.CHECKPOINT, SignedNote.MAX_LENGTH);
    if (bytes == null) {
      throw new LedgerException(
          "there is no ledger in `%s`: it has no `checkpoint`".formatted(source.location()));
    }
    try {
      SignedNote note = SignedNote.parse(bytes);
      Checkpoint.parse(note);
      return note;
    } catch (MalformedLogException e) {
      throw new LedgerException(
          "the checkpoint of `%s` cannot be read: %s".formatted(source.location(), e.getMessage()),
          e);
    }
  }

  /// The key that the log itself publishes. Whoever can change the log can change the key, so it
  /// only proves that the log was not damaged in transit or by accident.
  ///
  /// @return null if the log publishes none
  public @Nullable VerifierKey publishedKey() throws LedgerException {
    byte[] bytes = source.read(LogPaths.KEY, MAX_KEY_LENGTH);
    if (bytes == null) {
      return null;
    }
    try {
      return VerifierKey.parse(new String(bytes, StandardCharsets.UTF_8).strip());
    } catch (MalformedLogException e) {
      throw new LedgerException(
          "the key of `%s` cannot be read: %s".formatted(source.location(), e.getMessage()), e);
    }
  }

  /// The encoded entry at an index. It is not verified; a [#receipt] is.
  ///
  /// @param size of the log, greater than the index
  public byte[] entry(long index, long size) throws LedgerException {
    return new TileReader(source, size).entries(index / Tile.WIDTH).get((int) (index % Tile.WIDTH));
  }

  /// Visits entries one after another.
  @FunctionalInterface
  public interface Visitor {

    /// Visits an entry.
    ///
    /// @return false to stop
    boolean visit(long index, byte[] entry) throws IOException;
  }

  /// Visits entries, which are not verified.
  ///
  /// @param from the first index
  /// @param size of the log
  public void visit(long from, long size, Visitor visitor) throws IOException {
    TileReader tiles = new TileReader(source, size);
    long index = from;
    while (index < size) {
      List<byte[]> entries = tiles.entries(index / Tile.WIDTH);
      for (byte[] entry : entries.subList((int) (index % Tile.WIDTH), entries.size())) {
        if (!visitor.visit(index, entry)) {
          return;
        }
        index++;
      }
    }
  }

  /// Finds an entry by the SHA-256 of its encoding, by its hash as a leaf, or by the digest of its
  /// body (the first such entry).
  ///
  /// @param size of the log
  public OptionalLong find(Sha256Digest digest, long size) throws IOException {
    long[] found = {-1};
    visit(
        0,
        size,
        (index, entry) -> {
          if (isMeant(digest, entry)) {
            found[0] = index;
          }
          return found[0] < 0;
        });
    return found[0] < 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
  }

  private static boolean isMeant(Sha256Digest digest, byte[] entry) {
    if (Sha256Digest.sha256(entry).equals(digest) || MerkleTree.leaf(entry).equals(digest)) {
      return true;
    }
    try {
      return digest.equals(LedgerEntry.parse(entry).event().body());
    } catch (MalformedLogException _) {
      return false;
    }
  }

  /// Creates a receipt that contains the entry, and verifies it against the root hash of the
  /// checkpoint.
  ///
  /// @param index less than the checkpoint's size
  /// @throws LedgerException if the log is damaged at this entry
  public Receipt receipt(long index, SignedNote note) throws IOException {
    Checkpoint checkpoint = checkpoint(note);
    if (index < 0 || index >= checkpoint.size()) {
      throw new LedgerException(
          "there is no entry %d in `%s`: it has %d entries, numbered from 0"
              .formatted(index, source.location(), checkpoint.size()));
    }
    TileReader tiles = new TileReader(source, checkpoint.size());
    byte[] entry = tiles.entries(index / Tile.WIDTH).get((int) (index % Tile.WIDTH));
    InclusionProof proof = new ProofBuilder(tiles).inclusion(index, checkpoint.size());
    return switch (proof.verify(MerkleTree.leaf(entry), checkpoint.root())) {
      case ProofResult.Holds _ -> new Receipt(entry, index, proof.hashes(), note);
      case ProofResult.Fails(String why) ->
          throw new LedgerException(
              "the inclusion proof of entry %d of `%s` failed: %s; run `redoubt ledger verify` to find the damage"
                  .formatted(index, source.location(), why));
    };
  }

  /// Builds the proof that the log at a checkpoint begins with its earlier entries at a smaller
  /// size. Only verifying the proof shows whether it does.
  ///
  /// @param first not greater than the size of the checkpoint
  public ConsistencyProof consistency(long first, SignedNote note) throws IOException {
    long second = checkpoint(note).size();
    return new ProofBuilder(new TileReader(source, second)).consistency(first, second);
  }

  /// Whether the right edge of the tiles matches the root hash of a checkpoint.
  boolean tilesMatch(SignedNote note) throws IOException {
    Checkpoint checkpoint = checkpoint(note);
    ProofBuilder proofs = new ProofBuilder(new TileReader(source, checkpoint.size()));
    return proofs.root(checkpoint.size()).equals(checkpoint.root());
  }

  private Checkpoint checkpoint(SignedNote note) throws LedgerException {
    try {
      return Checkpoint.parse(note);
    } catch (MalformedLogException e) {
      throw new LedgerException(
          "the checkpoint of `%s` cannot be read: %s".formatted(source.location(), e.getMessage()),
          e);
    }
  }

  /// Recomputes the whole log from its entries, and compares it with its tiles, its root hash and
  /// its signature. The memory use does not depend on the size of the log.
  ///
  /// @param key that must have signed the checkpoint
  /// @param withBodies whether bodies are verified as well
  /// @param findings receives each finding at once
  public VerificationResult verify(
      VerifierKey key, boolean withBodies, Consumer<AuditFinding> findings) throws IOException {
    return new LogAudit(source, withBodies, findings).verify(List.of(key));
  }
}
