package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.EntryBundle;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the right edge of the tree, and refuses one that does not match the root hash of the
/// checkpoint. Takes time logarithmic in the size of the log.
public final class TreeEdgeReader {

  private final LogStorage disk;
  private final String place;

  /// @param place folder of the log, for messages
  public TreeEdgeReader(LogStorage disk, String place) {
    this.disk = disk;
    this.place = place;
  }

  /// Reads the edge of the log at a checkpoint.
  public TreeEdge read(Checkpoint checkpoint) throws IOException {
    long size = checkpoint.size();
    List<List<Sha256Digest>> levels = new ArrayList<>();
    for (int level = 0; Tile.hashes(size, level) > 0; level++) {
      long hashes = Tile.hashes(size, level);
      levels.add(
          hashes % Tile.WIDTH == 0 ? List.of() : hashes(Tile.in(size, level, hashes / Tile.WIDTH)));
    }
    byte[] bundle = new byte[0];
    if (size % Tile.WIDTH != 0) {
      Tile tile = Tile.in(size, Tile.ENTRIES, size / Tile.WIDTH);
      bundle = file(tile, EntryBundle.MAX_LENGTH);
      List<Sha256Digest> leaves = entries(tile, bundle).stream().map(MerkleTree::leaf).toList();
      if (!leaves.equals(levels.getFirst())) {
        throw damaged(tile, "the entries do not match the hashes of the tree");
      }
    }
    TreeEdge edge = new TreeEdge(size, levels, bundle);
    if (!edge.root().equals(checkpoint.root())) {
      throw new LedgerException(
          "the tiles of `%s` do not match the root hash of its checkpoint at size %d; run `redoubt ledger verify` to find the damage"
              .formatted(place, size));
    }
    return edge;
  }

  /// Reads the last entry of the log at a size greater than 0.
  public byte[] last(long size) throws IOException {
    Tile tile = Tile.in(size, Tile.ENTRIES, (size - 1) / Tile.WIDTH);
    return entries(tile, file(tile, EntryBundle.MAX_LENGTH)).getLast();
  }

  private List<Sha256Digest> hashes(Tile tile) throws IOException {
    byte[] bytes = file(tile, Tile.WIDTH * Sha256Digest.LENGTH);
    if (bytes.length != tile.width() * Sha256Digest.LENGTH) {
      throw damaged(
          tile,
          "it has %d bytes; expected %d"
              .formatted(bytes.length, tile.width() * Sha256Digest.LENGTH));
    }
    List<Sha256Digest> hashes = new ArrayList<>();
    for (int i = 0; i < tile.width(); i++) {
      hashes.add(Sha256Digest.at(bytes, i * Sha256Digest.LENGTH));
    }
    return hashes;
  }

  private List<byte[]> entries(Tile tile, byte[] bundle) throws LedgerException {
    try {
      return EntryBundle.parse(bundle, tile.width());
    } catch (MalformedLogException e) {
      throw damaged(tile, e.getMessage());
    }
  }

  private byte[] file(Tile tile, int limit) throws IOException {
    byte[] bytes = disk.read(tile.path(), limit);
    if (bytes == null) {
      throw damaged(tile, "it is missing, but the checkpoint includes it");
    }
    return bytes;
  }

  private LedgerException damaged(Tile tile, String why) {
    return new LedgerException(
        "`%s` of `%s` is damaged: %s; nothing is written until it is restored"
            .formatted(tile.path(), place, why));
  }
}
