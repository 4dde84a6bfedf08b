package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.EntryBundle;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The right edge of the tree of a log: the partial tile of each level, and the partial bundle.
/// This is all that is needed to append entries.
public final class TreeEdge {

  private final List<List<Sha256Digest>> levels;
  private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
  private long size;

  /// The edge of an empty log.
  public TreeEdge() {
    this(0, List.of(), new byte[0]);
  }

  /// The edge of an existing log.
  ///
  /// @param levels the hashes of the partial tile of each level, from the leaves upward
  /// @param bundle the entries of the partial bundle
  TreeEdge(long size, List<List<Sha256Digest>> levels, byte[] bundle) {
    this.size = size;
    this.levels = new ArrayList<>();
    levels.forEach(each -> this.levels.add(new ArrayList<>(each)));
    this.bundle.writeBytes(bundle);
  }

  /// The number of entries.
  public long size() {
    return size;
  }

  /// The root hash: the perfect subtrees of the edge, folded from the right.
  public Sha256Digest root() {
    Sha256Digest root = null;
    for (List<Sha256Digest> level : levels) {
      int end = level.size();
      while (end > 0) {
        int start = end - Integer.lowestOneBit(end);
        Sha256Digest left = MerkleTree.root(level.subList(start, end));
        root = root == null ? left : MerkleTree.node(left, root);
        end = start;
      }
    }
    return root == null ? MerkleTree.EMPTY_ROOT : root;
  }

  /// Returns an edge with more entries; this one does not change.
  public Growth grow(List<byte[]> entries) {
    TreeEdge grown = new TreeEdge(size, levels, bundle.toByteArray());
    Map<Tile, byte[]> files = new LinkedHashMap<>();
    for (byte[] entry : entries) {
      grown.add(entry, files);
    }
    grown.partial(size, files);
    return new Growth(grown, files);
  }

  private void add(byte[] entry, Map<Tile, byte[]> files) {
    EntryBundle.write(entry, bundle);
    size++;
    if (size % Tile.WIDTH == 0) {
      files.put(Tile.in(size, Tile.ENTRIES, size / Tile.WIDTH - 1), bundle.toByteArray());
      bundle.reset();
    }
    push(0, MerkleTree.leaf(entry), files);
  }

  private void push(int level, Sha256Digest hash, Map<Tile, byte[]> files) {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<Sha256Digest> hashes = levels.get(level);
    hashes.add(hash);
    if (hashes.size() == Tile.WIDTH) {
      long index = Tile.hashes(size, level) / Tile.WIDTH - 1;
      files.put(Tile.in(size, level, index), bytes(hashes));
      Sha256Digest root = MerkleTree.root(hashes);
      hashes.clear();
      push(level + 1, root, files);
    }
  }

  /// The partial tiles at the edge that differ from those of a former size.
  private void partial(long before, Map<Tile, byte[]> files) {
    if (bundle.size() > 0) {
      files.put(Tile.in(size, Tile.ENTRIES, size / Tile.WIDTH), bundle.toByteArray());
    }
    for (int level = 0; level < levels.size(); level++) {
      boolean grew = Tile.hashes(before, level) != Tile.hashes(size, level);
      if (grew && !levels.get(level).isEmpty()) {
        long index = Tile.hashes(size, level) / Tile.WIDTH;
        files.put(Tile.in(size, level, index), bytes(levels.get(level)));
      }
    }
  }

  private static byte[] bytes(List<Sha256Digest> hashes) {
    byte[] bytes = new byte[hashes.size() * Sha256Digest.LENGTH];
    for (int i = 0; i < hashes.size(); i++) {
      hashes.get(i).copyTo(bytes, i * Sha256Digest.LENGTH);
    }
    return bytes;
  }

  /// A larger edge, and the files to be written for it.
  public record Growth(TreeEdge edge, Map<Tile, byte[]> files) {

    /// Copies the map.
    public Growth {
      files = Map.copyOf(files);
    }
  }
}
