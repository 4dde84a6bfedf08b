package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.EntryBundle;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.merkle.MerkleTree;
import dev.redoubt.ledger.merkle.NodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the tiles and bundles of a log at one size. It does not verify them.
public final class TileReader implements NodeSource {

  /// The number of cached tiles: a proof needs one tile per level, so successive proofs share
  /// theirs.
  private static final int CACHED = 64;

  private final LogSource source;
  private final long size;
  private final Map<Tile, List<Sha256Digest>> cache =
      new LinkedHashMap<>(CACHED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, List<Sha256Digest>> eldest) {
          return size() > CACHED;
        }
      };

  /// Reads the tiles of the log at a size.
  public TileReader(LogSource source, long size) {
    this.source = source;
    this.size = size;
  }

  /// Finds a tile. If a partial tile is missing, finds the full one with the same index: a log may
  /// delete the former when the latter exists.
  ///
  /// @return null if neither exists
  public @Nullable Found find(Tile tile, int limit) throws LedgerException {
    byte[] bytes = source.read(tile.path(), limit);
    if (bytes != null || tile.isFull()) {
      return bytes == null ? null : new Found(tile, bytes);
    }
    byte[] full = source.read(tile.full().path(), limit);
    return full == null ? null : new Found(tile.full(), full);
  }

  /// A file that was found.
  public static final class Found {

    private final Tile tile;
    private final byte[] bytes;

    private Found(Tile tile, byte[] bytes) {
      this.tile = tile;
      this.bytes = bytes;
    }

    /// The tile that was found, which may be wider than the requested one.
    public Tile tile() {
      return tile;
    }

    /// The hashes.
    ///
    /// @param width number of hashes or entries
    public List<Sha256Digest> hashes(int width) throws MalformedLogException {
      if (bytes.length != tile.width() * Sha256Digest.LENGTH) {
        throw new MalformedLogException(
            "the tile has %s bytes; expected %d"
                .formatted(
                    bytes.length > Tile.WIDTH * Sha256Digest.LENGTH ? "more" : "" + bytes.length,
                    tile.width() * Sha256Digest.LENGTH),
            Math.min(bytes.length, tile.width() * Sha256Digest.LENGTH));
      }
      List<Sha256Digest> hashes = new ArrayList<>(width);
      for (int i = 0; i < width; i++) {
        hashes.add(Sha256Digest.at(bytes, i * Sha256Digest.LENGTH));
      }
      return hashes;
    }

    /// The entries.
    ///
    /// @param width number of hashes or entries
    public List<byte[]> entries(int width) throws MalformedLogException {
      return EntryBundle.parse(bytes, tile.width()).subList(0, width);
    }
  }

  @Override
  public Sha256Digest node(int level, long index) throws LedgerException {
    int within = level % Tile.HEIGHT;
    long first = index << within;
    List<Sha256Digest> hashes = hashes(Tile.in(size, level / Tile.HEIGHT, first / Tile.WIDTH));
    int from = (int) (first % Tile.WIDTH);
    return MerkleTree.root(hashes.subList(from, from + (1 << within)));
  }

  private synchronized List<Sha256Digest> hashes(Tile tile) throws LedgerException {
    List<Sha256Digest> known = cache.get(tile);
    if (known != null) {
      return known;
    }
    Found found = find(tile, Tile.WIDTH * Sha256Digest.LENGTH);
    if (found == null) {
      throw missing(tile);
    }
    try {
      List<Sha256Digest> hashes = found.hashes(tile.width());
      cache.put(tile, hashes);
      return hashes;
    } catch (MalformedLogException e) {
      throw new LedgerException(
          "`%s` of `%s` is damaged: %s"
              .formatted(found.tile().path(), source.location(), e.getMessage()),
          e);
    }
  }

  /// Entries of a bundle.
  public List<byte[]> entries(long bundle) throws LedgerException {
    Tile tile = Tile.in(size, Tile.ENTRIES, bundle);
    Found found = find(tile, EntryBundle.MAX_LENGTH);
    if (found == null) {
      throw missing(tile);
    }
    try {
      return found.entries(tile.width());
    } catch (MalformedLogException e) {
      throw new LedgerException(
          "`%s` of `%s` is damaged: %s"
              .formatted(found.tile().path(), source.location(), e.getMessage()),
          e);
    }
  }

  private LedgerException missing(Tile tile) {
    return new LedgerException(
        "`%s` of `%s` is missing, but the checkpoint includes it"
            .formatted(tile.path(), source.location()));
  }
}
