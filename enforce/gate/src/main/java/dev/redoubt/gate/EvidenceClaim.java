package dev.redoubt.gate;

import dev.redoubt.scan.ScanVerdict;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Content of a piece of evidence: scan result, signature, attestation, approval, rejection or
/// withdrawal.
public sealed interface EvidenceClaim {

  /// Returns the name of the kind, as used in the database and in events.
  default String kind() {
    return switch (this) {
      case Scan _ -> "scan";
      case Signature _ -> "signature";
      case Attestation _ -> "attestation";
      case Approval _ -> "approval";
      case Rejection _ -> "rejection";
      case Withdrawal _ -> "withdrawal";
    };
  }

  /// Returns the environment that it applies to; empty for all.
  default String environment() {
    return switch (this) {
      case Approval approval -> approval.environment();
      case Rejection rejection -> rejection.environment();
      case Scan _, Signature _, Attestation _, Withdrawal _ -> "";
    };
  }

  /// Result of a scan by the registry. Nobody else can add one.
  ///
  /// @param verdict the worst verdict of all files
  /// @param scanner name and version of the scanner
  /// @param rules SHA-256 over the detection rules of the scanner
  /// @param findings one sentence for each detection, the worst first
  record Scan(ScanVerdict verdict, String scanner, String rules, List<String> findings)
      implements EvidenceClaim {
    /// Copies the list.
    public Scan {
      Objects.requireNonNull(verdict);
      findings = List.copyOf(findings);
    }
  }

  /// A signature of the model that was valid when it was added.
  ///
  /// @param key identifies the key as in signatures: SHA-256 over its PEM text, in hexadecimal
  /// @param bundle the Sigstore bundle as JSON
  record Signature(String key, ImmutableBytes bundle) implements EvidenceClaim {}

  /// An in-toto attestation about the model.
  ///
  /// @param outcome result that the predicate reports
  /// @param metrics numbers in `predicate.metrics`
  /// @param statement the in-toto statement as JSON
  /// @param key the key that signed it, as in [Signature]; empty if it is unsigned: then the
  ///   attester vouches for it
  /// @param bundle the Sigstore bundle as JSON, if it is signed
  record Attestation(
      String predicateType,
      Outcome outcome,
      SortedMap<String, Double> metrics,
      String statement,
      Optional<String> key,
      Optional<ImmutableBytes> bundle)
      implements EvidenceClaim {
    /// Copies the map.
    public Attestation {
      Objects.requireNonNull(outcome);
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
  }

  /// Result that a predicate reports.
  enum Outcome {
    /// No result: the statement only reports facts.
    NONE,
    /// Passed without warnings.
    PASSED,
    /// Passed with warnings.
    WARNED,
    /// Did not pass.
    FAILED
  }

  /// A reviewer approves a version for an environment.
  ///
  /// @param comment may be empty
  record Approval(String environment, String comment) implements EvidenceClaim {}

  /// A reviewer rejects a version for an environment.
  record Rejection(String environment, String reason) implements EvidenceClaim {}

  /// An attester withdraws evidence that they added.
  ///
  /// @param evidence id of the withdrawn evidence
  record Withdrawal(long evidence, String reason) implements EvidenceClaim {}
}
