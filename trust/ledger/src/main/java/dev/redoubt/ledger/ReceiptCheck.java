package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.NoteVerification;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.ledger.merkle.InclusionProof;
import dev.redoubt.ledger.merkle.MerkleTree;
import dev.redoubt.ledger.merkle.ProofResult;
import java.util.ArrayList;
import java.util.List;

/// The result of checking whether a receipt proves that an entry is in a log: C2SP tlog-proof,
/// offline.
public sealed interface ReceiptCheck {

  /// The receipt proves that the entry is in the log.
  ///
  /// @param checkpoint the signed checkpoint that covers the entry
  record Proved(Checkpoint checkpoint) implements ReceiptCheck {}

  /// The receipt does not prove it.
  ///
  /// @param why the reason, for the user
  record NotProved(String why) implements ReceiptCheck {}

  /// Checks a receipt.
  ///
  /// @param entry the encoded entry
  /// @param key of the log; its name is the accepted origin
  /// @param witnesses that must all have signed the checkpoint as well
  static ReceiptCheck of(
      Receipt receipt, byte[] entry, VerifierKey key, List<VerifierKey> witnesses) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(receipt.checkpoint());
    } catch (MalformedLogException e) {
      return new NotProved(e.getMessage());
    }
    if (!checkpoint.origin().equals(key.name())) {
      return new NotProved("the receipt is not from the log `%s`".formatted(key.name()));
    }
    List<VerifierKey> keys = new ArrayList<>(witnesses);
    keys.addFirst(key);
    switch (NoteVerification.of(receipt.checkpoint(), keys)) {
      case NoteVerification.Refused(String why) -> {
        return new NotProved("the checkpoint is not trusted: " + why);
      }
      case NoteVerification.Verified signed -> {
        for (VerifierKey each : keys) {
          if (!signed.isBy(each)) {
            return new NotProved("the checkpoint is not signed by `%s`".formatted(each.name()));
          }
        }
      }
    }
    InclusionProof proof = new InclusionProof(receipt.index(), checkpoint.size(), receipt.hashes());
    return switch (proof.verify(MerkleTree.leaf(entry), checkpoint.root())) {
      case ProofResult.Holds _ -> new Proved(checkpoint);
      case ProofResult.Fails(String why) -> new NotProved(why);
    };
  }
}
