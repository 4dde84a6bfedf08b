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

/// Watches that a log only grows. Whoever remembers a checkpoint can tell; this compares the one
/// that is remembered with the one that the log shows now.
public final class LogMonitor {

  private final LedgerReader reader;
  private final VerifierKey key;

  /// A monitor of a log that signs with a key.
  public LogMonitor(LedgerReader reader, VerifierKey key) {
    this.reader = reader;
    this.key = key;
  }

  /// What became of a log.
  public sealed interface Outcome {

    /// It still begins with all that it had; remember the newer checkpoint.
    ///
    /// @param before null at the first look, which proves nothing about what was before
    record Grown(@Nullable SignedNote before, SignedNote now, long added) implements Outcome {}

    /// It does not begin with what it had, or has less. Both checkpoints are signed: together they
    /// are the evidence.
    record Forked(SignedNote before, SignedNote now, String why) implements Outcome {}

    /// What it shows cannot be trusted, or does not suffice to tell.
    record Untold(String why) implements Outcome {}
  }

  /// Looks at the log.
  ///
  /// @param remembered the last checkpoint that was seen; null at the first look
  /// @throws LedgerException if the log cannot be read at all
  public Outcome look(@Nullable SignedNote remembered) throws IOException {
    SignedNote now = reader.checkpoint();
    String problem = problem(now);
    if (problem != null) {
      return new Outcome.Untold("the checkpoint of the log is " + problem);
    }
    if (remembered == null) {
      return new Outcome.Grown(null, now, checkpoint(now).size());
    }
    String memory = problem(remembered);
    if (memory != null) {
      return new Outcome.Untold("the stored checkpoint is " + memory);
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
          before,
          now,
          "the log had %d entries and now shows %d".formatted(old.size(), young.size()));
    }
    try {
      ConsistencyProof proof = reader.consistency(old.size(), now);
      return switch (proof.verify(old.root(), young.root())) {
        case ProofResult.Holds _ -> new Outcome.Grown(before, now, young.size() - old.size());
        case ProofResult.Fails(String why) -> failed(before, now, why);
      };
    } catch (LedgerException e) {
      return new Outcome.Untold(e.getMessage());
    }
  }

  /// Two roots for one size, or tiles that give the newer root without the older one below it, are
  /// a fork. Tiles that do not even give the newer root are damaged, and accuse nobody.
  private Outcome failed(SignedNote before, SignedNote now, String why) throws IOException {
    boolean sameSize = checkpoint(before).size() == checkpoint(now).size();
    return sameSize || reader.gives(now)
        ? new Outcome.Forked(before, now, why)
        : new Outcome.Untold(
            "the tiles do not match the signed root hash; run `redoubt ledger verify` to find what is"
                + " damaged");
  }

  private static Checkpoint checkpoint(SignedNote note) throws LedgerException {
    try {
      return Checkpoint.parse(note);
    } catch (MalformedLogException e) {
      throw new LedgerException(e.getMessage(), e);
    }
  }
}
