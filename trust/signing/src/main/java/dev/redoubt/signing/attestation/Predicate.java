package dev.redoubt.signing.attestation;

/// What a statement says about its subject.
public sealed interface Predicate
    permits SlsaProvenance, TestResult, VulnerabilityReport, VerificationSummary {

  /// Which kind it is.
  PredicateType type();
}
