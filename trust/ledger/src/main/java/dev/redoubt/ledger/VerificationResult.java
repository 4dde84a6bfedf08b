package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Checkpoint;
import org.jspecify.annotations.Nullable;

/// What a verification came to.
///
/// @param checkpoint what was verified against; null where there is none that can be read
/// @param entries how many were read and are what the tree says
/// @param problems how many were found; with none, the log is whole
/// @param warnings how many were found
/// @param bodies what became of the bodies that entries name
public record VerificationResult(
    @Nullable Checkpoint checkpoint, long entries, long problems, long warnings, Bodies bodies) {

  /// Whether every entry, every hash and the signature are right.
  public boolean holds() {
    return problems == 0;
  }

  /// Counts of the bodies that entries name; a body that two entries name counts twice.
  ///
  /// @param present as their digest says
  /// @param absent erased, or never handed in
  /// @param skipped not looked at
  public record Bodies(long present, long absent, long skipped) {}
}
