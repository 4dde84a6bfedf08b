package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.NoteVerification;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.ledger.merkle.ConsistencyProof;
import dev.redoubt.ledger.merkle.ProofResult;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks that a log is append-only: that its current checkpoint is consistent with a checkpoint
/// stored earlier.
public final class LogMonitor {

  private final LedgerReader reader;
  private final VerifierKey key;

  /// Creates a monitor for a log that is signed with a key.
  public LogMonitor(LedgerReader reader, VerifierKey key) {
    this.reader = reader;
    this.key = key;
  }

  /// The result of one check.
  public sealed interface Outcome {

    /// The log still begins with all earlier entries. Store the newer checkpoint.
    ///
    /// @param before null at the first check, which proves nothing about earlier states
    record Consistent(@Nullable SignedNote before, SignedNote now, long added) implements Outcome {}

    /// The log does not begin with its earlier entries, or has fewer. Both checkpoints are signed:
    /// together they are the evidence.
    record Forked(SignedNote before, SignedNote now, String why) implements Outcome {}

    /// The checkpoint of the log cannot be trusted, or the log is too damaged to decide.
    record Undetermined(String why) implements Outcome {}
  }

  /// Checks the log.
  ///
  /// @param remembered the checkpoint of the last check; null at the first
  /// @throws LedgerException if the log cannot be read at all
  public Outcome check(@Nullable SignedNote remembered) throws IOException {
    SignedNote now = reader.checkpoint();
    String problem = problem(now);
    if (problem != null) {
      return new Outcome.Undetermined("the checkpoint of the log is " + problem);
    }
    if (remembered == null) {
      return new Outcome.Consistent(null, now, checkpoint(now).size());
    }
    String memory = problem(remembered);
    if (memory != null) {
      return new Outcome.Undetermined("the stored checkpoint is " + memory);
    }
    return compare(remembered, now);
  }

  private @Nullable String problem(SignedNote note) throws LedgerException {
    return switch (NoteVerification.of(note, List.of(key))) {
      case NoteVerification.Refused(String why) -> why;
      case NoteVerification.Verified _ ->
          checkpoint(note).origin().equals(key.name())
              ? null
              : "from another log: `%s`".formatted(checkpoint(note).origin());
    };
  }

  private Outcome compare(SignedNote before, SignedNote now) throws IOException {
    Checkpoint old = checkpoint(before);
    Checkpoint young = checkpoint(now);
    if (young.size() < old.size()) {
      return new Outcome.Forked(
          before, now, "the log had %d entries and now has %d".formatted(old.size(), young.size()));
    }
    try {
      ConsistencyProof proof = reader.consistency(old.size(), now);
      return switch (proof.verify(old.root(), young.root())) {
        case ProofResult.Holds _ -> new Outcome.Consistent(before, now, young.size() - old.size());
        case ProofResult.Fails(String why) -> failed(before, now, why);
      };
    } catch (LedgerException e) {
      return new Outcome.Undetermined(e.getMessage());
    }
  }

  /// Two root hashes for one size, or tiles that match the newer root hash but not the older one,
  /// are a fork. Tiles that do not even match the newer root hash are damaged, which is no evidence
  /// of a fork.
  private Outcome failed(SignedNote before, SignedNote now, String why) throws IOException {
    boolean sameSize = checkpoint(before).size() == checkpoint(now).size();
    return sameSize || reader.tilesMatch(now)
        ? new Outcome.Forked(before, now, why)
        : new Outcome.Undetermined(
            "the tiles do not match the signed root hash; run `redoubt ledger verify` to find what"
                + " is damaged");
  }

  private static Checkpoint checkpoint(SignedNote note) throws LedgerException {
    try {
      return Checkpoint.parse(note);
    } catch (MalformedLogException e) {
      throw new LedgerException(e.getMessage(), e);
    }
  }
}
