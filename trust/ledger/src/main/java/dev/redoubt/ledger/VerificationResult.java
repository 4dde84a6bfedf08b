package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Checkpoint;
import org.jspecify.annotations.Nullable;

/// The result of verifying a log.
///
/// @param checkpoint that was verified; null if it cannot be read
/// @param entries number of readable entries
/// @param problems number of problems; the log is intact if there are none
/// @param warnings number of warnings
/// @param bodies counts of the bodies that entries refer to
public record VerificationResult(
    @Nullable Checkpoint checkpoint, long entries, long problems, long warnings, Bodies bodies) {

  /// Whether every entry, every hash and the signature are valid.
  public boolean isIntact() {
    return problems == 0;
  }

  /// Counts of the bodies that entries refer to; a body of two entries is counted twice.
  ///
  /// @param present bodies that match their digest
  /// @param absent bodies that were erased or never stored
  /// @param skipped bodies that were not verified
  public record Bodies(long present, long absent, long skipped) {}
}
