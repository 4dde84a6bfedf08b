package dev.redoubt.ledger.merkle;

import dev.redoubt.ledger.format.Sha256Digest;
import java.util.List;

/// Computes the hashes of RFC 6962, section 2.1.
public final class MerkleTree {

  /// The root hash of a tree without leaves: the hash of the empty string.
  public static final Sha256Digest EMPTY_ROOT = Sha256Digest.sha256();

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  /// The hash of a leaf.
  public static Sha256Digest leaf(byte[] entry) {
    return Sha256Digest.sha256(LEAF, entry);
  }

  /// The hash of an inner node.
  public static Sha256Digest node(Sha256Digest left, Sha256Digest right) {
    return Sha256Digest.sha256(NODE, left.bytes(), right.bytes());
  }

  /// The root hash over hashes of leaves, or of perfect subtrees of equal height.
  public static Sha256Digest root(List<Sha256Digest> hashes) {
    return switch (hashes.size()) {
      case 0 -> EMPTY_ROOT;
      case 1 -> hashes.getFirst();
      default -> {
        int split = (int) split(hashes.size());
        yield node(root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
      }
    };
  }

  /// The largest power of two that is smaller than a size of two or more.
  static long split(long size) {
    return Long.highestOneBit(size - 1);
  }
}
