package dev.redoubt.signing.attestation;

/// The predicate of an in-toto statement: what it states about its subject.
public sealed interface Predicate
    permits SlsaProvenance, TestResult, VulnerabilityReport, VerificationSummary {

  /// Which kind it is.
  PredicateType type();
}
