package dev.redoubt.ledger.merkle;

import dev.redoubt.ledger.format.Sha256Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Builds proofs from perfect subtrees, as RFC 9162, sections 2.1.3.1 and 2.1.4.1 define them. Only
/// verifying a proof shows whether the nodes were correct.
public final class ProofBuilder {

  private final NodeSource nodes;

  /// Creates a builder for the tree with these nodes.
  public ProofBuilder(NodeSource nodes) {
    this.nodes = nodes;
  }

  /// Computes the root hash of the first leaves.
  ///
  /// @param size number of leaves
  public Sha256Digest root(long size) throws IOException {
    return size == 0 ? MerkleTree.EMPTY_ROOT : hash(0, size);
  }

  /// Proves that a leaf is among the first leaves.
  ///
  /// @param index less than the size
  public InclusionProof inclusion(long index, long size) throws IOException {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " among " + size);
    }
    List<Sha256Digest> siblings = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + MerkleTree.split(to - from);
      if (index < middle) {
        siblings.add(hash(middle, to));
        to = middle;
      } else {
        siblings.add(hash(from, middle));
        from = middle;
      }
    }
    return new InclusionProof(index, size, siblings.reversed());
  }

  /// Proves that a tree begins with the leaves of a smaller one.
  ///
  /// @param first not greater than the second
  public ConsistencyProof consistency(long first, long second) throws IOException {
    if (first < 0 || first > second) {
      throw new IllegalArgumentException("no tree of " + first + " before one of " + second);
    }
    List<Sha256Digest> hashes = new ArrayList<>();
    if (first > 0 && first < second) {
      long from = 0;
      long to = second;
      while (first != to) {
        long middle = from + MerkleTree.split(to - from);
        if (first <= middle) {
          hashes.add(hash(middle, to));
          to = middle;
        } else {
          hashes.add(hash(from, middle));
          from = middle;
        }
      }
      if (from > 0) {
        hashes.add(hash(from, to));
      }
    }
    return new ConsistencyProof(first, second, hashes.reversed());
  }

  /// The hash over a range of leaves: perfect subtrees, then the rest.
  private Sha256Digest hash(long from, long to) throws IOException {
    long count = to - from;
    if (Long.bitCount(count) == 1) {
      int level = Long.numberOfTrailingZeros(count);
      return nodes.node(level, from >>> level);
    }
    long middle = from + MerkleTree.split(count);
    return MerkleTree.node(hash(from, middle), hash(middle, to));
  }
}
