package dev.redoubt.ledger.merkle;

/// The result of verifying a proof.
public sealed interface ProofResult {

  /// The proof is valid.
  record Holds() implements ProofResult {}

  /// The proof is not valid.
  ///
  /// @param why the reason, for the user
  record Fails(String why) implements ProofResult {}
}
