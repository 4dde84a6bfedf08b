package dev.redoubt.ledger.merkle;

import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.merkle.ProofResult.Fails;
import dev.redoubt.ledger.merkle.ProofResult.Holds;
import java.util.List;

/// Proves that a leaf is in a tree.
///
/// @param index of the leaf, from 0
/// @param size of the tree
/// @param hashes from the leaf's sibling to the root's child
public record InclusionProof(long index, long size, List<Sha256Digest> hashes) {

  /// Copies the list. Any numbers are accepted; verifying the proof includes checking them.
  public InclusionProof {
    hashes = List.copyOf(hashes);
  }

  /// Verifies as defined in RFC 9162, section 2.1.3.2.
  ///
  /// @param leaf the hash of the leaf
  /// @param root of the tree
  public ProofResult verify(Sha256Digest leaf, Sha256Digest root) {
    if (index < 0 || index >= size) {
      return new Fails("the index %d is not less than the size %d".formatted(index, size));
    }
    long at = index;
    long last = size - 1;
    Sha256Digest hash = leaf;
    for (Sha256Digest sibling : hashes) {
      if (last == 0) {
        return new Fails("the proof has too many hashes");
      }
      if ((at & 1) == 1 || at == last) {
        hash = MerkleTree.node(sibling, hash);
        int skipped = Long.numberOfTrailingZeros(at);
        at >>>= skipped;
        last >>>= skipped;
      } else {
        hash = MerkleTree.node(hash, sibling);
      }
      at >>>= 1;
      last >>>= 1;
    }
    if (last != 0) {
      return new Fails("the proof has too few hashes");
    }
    return hash.equals(root)
        ? new Holds()
        : new Fails("the proof does not lead to the root hash of the checkpoint");
  }
}
