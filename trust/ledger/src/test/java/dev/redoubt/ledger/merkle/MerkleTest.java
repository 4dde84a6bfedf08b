package dev.redoubt.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.format.Sha256Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proofs of all small trees against the definitions of RFC 9162, written down naively.
class MerkleTest {

  private static final int SIZES = 70;
  private static final ProofResult HOLDS = new ProofResult.Holds();

  private static final List<Sha256Digest> LEAVES = leaves(SIZES + 1, 0);

  private static List<Sha256Digest> leaves(int count, int salt) {
    List<Sha256Digest> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(MerkleTree.leaf(new byte[] {(byte) i, (byte) salt}));
    }
    return leaves;
  }

  /// MTH of RFC 9162, section 2.1.1.
  private static Sha256Digest naive(List<Sha256Digest> leaves) {
    if (leaves.isEmpty()) {
      return Sha256Digest.sha256();
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = 1;
    while (split * 2 < leaves.size()) {
      split *= 2;
    }
    return MerkleTree.node(
        naive(leaves.subList(0, split)), naive(leaves.subList(split, leaves.size())));
  }

  private static ProofBuilder proofs(List<Sha256Digest> leaves) {
    return new ProofBuilder(
        (level, index) -> naive(leaves.subList((int) index << level, (int) (index + 1) << level)));
  }

  @Test
  void hashes_asTheRfcDoes() {
    assertThat(MerkleTree.EMPTY_ROOT.hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(MerkleTree.leaf(new byte[0]).hex())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  @Test
  void roots_areThoseOfTheNaiveTree() throws IOException {
    for (int size = 0; size <= SIZES; size++) {
      Sha256Digest naive = naive(LEAVES.subList(0, size));
      assertThat(proofs(LEAVES).root(size)).isEqualTo(naive);
      assertThat(MerkleTree.root(LEAVES.subList(0, size))).isEqualTo(naive);
    }
  }

  @Test
  void inclusion_holdsForEachLeafOfEachTree() throws IOException {
    for (int size = 1; size <= SIZES; size++) {
      Sha256Digest root = naive(LEAVES.subList(0, size));
      for (int index = 0; index < size; index++) {
        InclusionProof proof = proofs(LEAVES).inclusion(index, size);
        assertThat(proof.verify(LEAVES.get(index), root)).isEqualTo(HOLDS);
      }
    }
  }

  @Test
  void inclusion_failsWhereAnythingIsChanged() throws IOException {
    for (int size = 1; size <= 20; size++) {
      Sha256Digest root = naive(LEAVES.subList(0, size));
      for (int index = 0; index < size; index++) {
        InclusionProof proof = proofs(LEAVES).inclusion(index, size);
        Sha256Digest leaf = LEAVES.get(index);
        fails(proof.verify(LEAVES.get(index + 1), root));
        fails(proof.verify(leaf, LEAVES.getLast()));
        for (long other = -2; other < size + 3; other++) {
          if (other != index) {
            fails(new InclusionProof(other, size, proof.hashes()).verify(leaf, root));
          }
        }
        for (List<Sha256Digest> hashes : changed(proof.hashes())) {
          fails(new InclusionProof(index, size, hashes).verify(leaf, root));
        }
      }
    }
  }

  @Test
  void inclusion_demandsExactlyAsManyHashesAsTheSizeNeeds() throws IOException {
    for (int size = 1; size <= SIZES; size++) {
      Sha256Digest root = naive(LEAVES.subList(0, size));
      for (int index = 0; index < size; index++) {
        InclusionProof proof = proofs(LEAVES).inclusion(index, size);
        for (int other = index + 1; other <= 2 * SIZES; other++) {
          InclusionProof claimed = new InclusionProof(index, other, proof.hashes());
          ProofResult result = claimed.verify(LEAVES.get(index), root);
          // A path can be that of several sizes; the root is signed together with the size.
          boolean sameShape = pathLength(index, other) == proof.hashes().size();
          if (!sameShape) {
            fails(result);
          }
        }
      }
    }
  }

  private static int pathLength(int index, int size) {
    return size <= 1
        ? 0
        : index < (int) MerkleTree.split(size)
            ? 1 + pathLength(index, (int) MerkleTree.split(size))
            : 1
                + pathLength(
                    index - (int) MerkleTree.split(size), size - (int) MerkleTree.split(size));
  }

  @Test
  void inclusion_failsInTheEmptyTree() {
    fails(new InclusionProof(0, 0, List.of()).verify(LEAVES.getFirst(), MerkleTree.EMPTY_ROOT));
    fails(new InclusionProof(0, -1, List.of()).verify(LEAVES.getFirst(), LEAVES.getFirst()));
  }

  @Test
  void inclusion_holdsAtTheLargestSizes() throws IOException {
    Sha256Digest same = LEAVES.getFirst();
    ProofBuilder sparse = new ProofBuilder((level, _) -> full(same, level));
    long size = Long.MAX_VALUE;
    Sha256Digest root = sparse.root(size);
    for (long index : new long[] {0, 1, size / 2, size - 2, size - 1}) {
      InclusionProof proof = sparse.inclusion(index, size);
      assertThat(proof.hashes()).hasSizeLessThanOrEqualTo(63);
      assertThat(proof.verify(same, root)).isEqualTo(HOLDS);
    }
    for (long first : new long[] {1, 3, 1L << 62, size / 3, size - 1}) {
      assertThat(sparse.consistency(first, size).verify(sparse.root(first), root)).isEqualTo(HOLDS);
    }
  }

  private static Sha256Digest full(Sha256Digest leaf, int level) {
    Sha256Digest hash = leaf;
    for (int i = 0; i < level; i++) {
      hash = MerkleTree.node(hash, hash);
    }
    return hash;
  }

  @Test
  void consistency_holdsForEachPairOfSizes() throws IOException {
    for (int second = 0; second <= SIZES; second++) {
      Sha256Digest secondRoot = naive(LEAVES.subList(0, second));
      for (int first = 0; first <= second; first++) {
        Sha256Digest firstRoot = naive(LEAVES.subList(0, first));
        ConsistencyProof proof = proofs(LEAVES).consistency(first, second);
        assertThat(proof.verify(firstRoot, secondRoot)).as(first + " " + second).isEqualTo(HOLDS);
      }
    }
  }

  @Test
  void consistency_failsWhereAnythingIsChanged() throws IOException {
    for (int second = 1; second <= 20; second++) {
      Sha256Digest secondRoot = naive(LEAVES.subList(0, second));
      for (int first = 0; first <= second; first++) {
        Sha256Digest firstRoot = naive(LEAVES.subList(0, first));
        ConsistencyProof proof = proofs(LEAVES).consistency(first, second);
        fails(proof.verify(LEAVES.getLast(), secondRoot));
        if (first > 0) {
          fails(proof.verify(firstRoot, LEAVES.getLast()));
        }
        for (List<Sha256Digest> hashes : changed(proof.hashes())) {
          fails(new ConsistencyProof(first, second, hashes).verify(firstRoot, secondRoot));
        }
        if (first != second) {
          fails(new ConsistencyProof(second, first, proof.hashes()).verify(secondRoot, firstRoot));
        }
      }
    }
  }

  @Test
  void consistency_failsBetweenForks() throws IOException {
    for (int second = 2; second <= 20; second++) {
      for (int first = 1; first <= second; first++) {
        for (int forked = 0; forked < first; forked++) {
          List<Sha256Digest> fork = new ArrayList<>(LEAVES.subList(0, second));
          fork.set(forked, LEAVES.getLast());
          fails(
              proofs(fork)
                  .consistency(first, second)
                  .verify(naive(LEAVES.subList(0, first)), naive(fork)));
        }
      }
    }
  }

  @Test
  void consistency_failsForSizesThatAreNone() {
    Sha256Digest root = LEAVES.getFirst();
    fails(new ConsistencyProof(-1, 1, List.of()).verify(root, root));
    fails(new ConsistencyProof(2, 1, List.of()).verify(root, root));
    fails(new ConsistencyProof(1, 2, List.of()).verify(root, root));
    fails(new ConsistencyProof(0, 0, List.of()).verify(root, root));
    fails(new ConsistencyProof(1, 1, List.of(root)).verify(root, root));
    fails(new ConsistencyProof(0, 1, List.of(root)).verify(MerkleTree.EMPTY_ROOT, root));
  }

  private static void fails(ProofResult result, String why) {
    assertThat(result)
        .isInstanceOfSatisfying(
            ProofResult.Fails.class, fails -> assertThat(fails.why()).contains(why));
  }

  /// The root is the one that the surplus hash leads to, so that only their number tells.
  @Test
  void proofs_failWhereTheyHaveMoreHashesThanThePath_thoughTheyLeadToTheRoot() {
    Sha256Digest a = LEAVES.get(0);
    Sha256Digest b = LEAVES.get(1);
    fails(new InclusionProof(0, 1, List.of(b)).verify(a, MerkleTree.node(b, a)), "too many hashes");
    Sha256Digest c = LEAVES.get(2);
    Sha256Digest d = LEAVES.get(3);
    Sha256Digest first = MerkleTree.node(b, MerkleTree.node(a, c));
    Sha256Digest second = MerkleTree.node(b, MerkleTree.node(a, MerkleTree.node(c, d)));
    fails(new ConsistencyProof(3, 4, List.of(c, d, a, b)).verify(first, second), "too many hashes");
  }

  @Test
  void proofs_failWhereTheyHaveFewerHashesThanThePath_thoughTheyLeadToTheRoot() {
    Sha256Digest a = LEAVES.get(0);
    Sha256Digest b = LEAVES.get(1);
    fails(new InclusionProof(0, 3, List.of(b)).verify(a, MerkleTree.node(a, b)), "too few hashes");
    fails(
        new ConsistencyProof(1, 3, List.of(b)).verify(a, MerkleTree.node(a, b)), "too few hashes");
    fails(new ConsistencyProof(3, 4, List.of()).verify(a, b), "is empty");
    fails(new ConsistencyProof(2, 4, List.of()).verify(a, b), "is empty");
  }

  @Test
  void proofsFailForInvalidSizes() {
    Sha256Digest a = LEAVES.get(0);
    fails(new ConsistencyProof(-1, 1, List.of(a)).verify(a, a), "is not less than");
    fails(new ConsistencyProof(2, 1, List.of(a)).verify(a, a), "is not less than");
    fails(
        new InclusionProof(1, 1, List.of()).verify(a, a),
        "the index 1 is not less than the size 1");
    fails(new InclusionProof(-1, 1, List.of()).verify(a, a), "the index -1 is not less than");
  }

  @Test
  void proofs_areMadeOfTreesThatThereAre() {
    for (long index : new long[] {-1, 3, 4}) {
      assertThatThrownBy(() -> proofs(LEAVES).inclusion(index, 3))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> proofs(LEAVES).consistency(-1, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> proofs(LEAVES).consistency(4, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Each hash in turn replaced, left out or doubled, and one more at either end.
  private static List<List<Sha256Digest>> changed(List<Sha256Digest> hashes) {
    List<List<Sha256Digest>> changed = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      List<Sha256Digest> replaced = new ArrayList<>(hashes);
      replaced.set(i, LEAVES.getLast());
      changed.add(replaced);
      List<Sha256Digest> shorter = new ArrayList<>(hashes);
      shorter.remove(i);
      changed.add(shorter);
      List<Sha256Digest> doubled = new ArrayList<>(hashes);
      doubled.add(i, hashes.get(i));
      changed.add(doubled);
    }
    List<Sha256Digest> longer = new ArrayList<>(hashes);
    longer.add(LEAVES.getFirst());
    changed.add(longer);
    changed.add(longer.reversed());
    return changed.stream().filter(each -> !each.equals(hashes)).toList();
  }

  private static void fails(ProofResult result) {
    assertThat(result).isInstanceOf(ProofResult.Fails.class);
  }
}
