package dev.redoubt.ledger.merkle;

/// Whether a proof proves what it is said to.
public sealed interface ProofResult {

  /// It does.
  record Holds() implements ProofResult {}

  /// It does not.
  ///
  /// @param why in words
  record Fails(String why) implements ProofResult {}
}
