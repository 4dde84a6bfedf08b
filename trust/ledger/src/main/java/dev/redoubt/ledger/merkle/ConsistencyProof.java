package dev.redoubt.ledger.merkle;

import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.merkle.ProofResult.Fails;
import dev.redoubt.ledger.merkle.ProofResult.Holds;
import java.util.ArrayList;
import java.util.List;

/// Proves that a tree begins with all leaves of a smaller tree.
///
/// @param first size of the smaller tree
/// @param second size of the larger tree
/// @param hashes as RFC 9162, section 2.1.4 orders them; none where the sizes are equal or the
///   first is 0
public record ConsistencyProof(long first, long second, List<Sha256Digest> hashes) {

  /// Copies the list. Any numbers are accepted; verifying the proof includes checking them.
  public ConsistencyProof {
    hashes = List.copyOf(hashes);
  }

  /// Verifies as defined in RFC 9162, section 2.1.4.2, and, where that omits a case, in C2SP
  /// tlog-witness: the empty tree is consistent with every tree.
  public ProofResult verify(Sha256Digest firstRoot, Sha256Digest secondRoot) {
    if (first < 0 || first > second) {
      return new Fails("the size %d is not less than %d".formatted(first, second));
    }
    if (first == 0 && !firstRoot.equals(MerkleTree.EMPTY_ROOT)) {
      return new Fails("the root hash at size 0 is not that of an empty tree");
    }
    if (first == second) {
      if (!firstRoot.equals(secondRoot)) {
        return new Fails("there are two different root hashes at size %d".formatted(first));
      }
      return hashes.isEmpty() ? new Holds() : new Fails("the proof has hashes, but must be empty");
    }
    if (first == 0) {
      return hashes.isEmpty() ? new Holds() : new Fails("the proof has hashes, but must be empty");
    }
    return hashes.isEmpty() ? new Fails("the proof is empty") : walk(firstRoot, secondRoot);
  }

  private ProofResult walk(Sha256Digest firstRoot, Sha256Digest secondRoot) {
    List<Sha256Digest> path = new ArrayList<>();
    if (Long.bitCount(first) == 1) {
      path.add(firstRoot);
    }
    path.addAll(hashes);
    int shared = Long.numberOfTrailingZeros(first);
    long at = (first - 1) >>> shared;
    long last = (second - 1) >>> shared;
    Sha256Digest one = path.getFirst();
    Sha256Digest two = one;
    for (Sha256Digest hash : path.subList(1, path.size())) {
      if (last == 0) {
        return new Fails("the proof has too many hashes");
      }
      if ((at & 1) == 1 || at == last) {
        one = MerkleTree.node(hash, one);
        two = MerkleTree.node(hash, two);
        int skipped = Long.numberOfTrailingZeros(at);
        at >>>= skipped;
        last >>>= skipped;
      } else {
        two = MerkleTree.node(two, hash);
      }
      at >>>= 1;
      last >>>= 1;
    }
    if (last != 0) {
      return new Fails("the proof has too few hashes");
    }
    if (!one.equals(firstRoot)) {
      return new Fails("the log does not begin with its earlier %d entries".formatted(first));
    }
    return two.equals(secondRoot)
        ? new Holds()
        : new Fails("the proof does not lead to the root hash of the larger log");
  }
}
