package dev.redoubt.ledger.merkle;

/// The result of verifying a proof.
public sealed interface ProofResult {

  /// It does.
  record Holds() implements ProofResult {}

  /// It does not.
  ///
  /// @param why in words
  record Fails(String why) implements ProofResult {}
}
