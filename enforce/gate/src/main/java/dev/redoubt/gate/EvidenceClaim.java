package dev.redoubt.gate;

import dev.redoubt.scan.ScanVerdict;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What evidence says of a model.
public sealed interface EvidenceClaim {

  /// The name of its kind, as the database and events have it.
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

  /// The environment that it is for; empty for all.
  default String environment() {
    return switch (this) {
      case Approval approval -> approval.environment();
      case Rejection rejection -> rejection.environment();
      case Scan _, Signature _, Attestation _, Withdrawal _ -> "";
    };
  }

  /// What the registry's scanner found. Nobody else adds one.
  ///
  /// @param verdict the worst of all files
  /// @param scanner its name and version
  /// @param rules SHA-256 over what it looks for
  /// @param findings what it found, one sentence each, the worst first
  record Scan(ScanVerdict verdict, String scanner, String rules, List<String> findings)
      implements EvidenceClaim {
    /// Copies the list.
    public Scan {
      Objects.requireNonNull(verdict);
      findings = List.copyOf(findings);
    }
  }

  /// A signature of the model, which held when it was added.
  ///
  /// @param key how signatures name the key: SHA-256 over its PEM text, in hexadecimal
  /// @param bundle as JSON
  record Signature(String key, ImmutableBytes bundle) implements EvidenceClaim {}

  /// An in-toto statement about the model.
  ///
  /// @param outcome what its predicate says of success
  /// @param metrics numbers of its `predicate.metrics`
  /// @param statement as JSON
  /// @param key that signed it, as in [Signature]; empty for nobody's: then whoever added it says
  ///   so
  /// @param bundle as JSON, where it is signed
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

  /// What a predicate says of success.
  enum Outcome {
    /// Nothing: it is a statement of facts.
    NONE,
    /// It went well.
    PASSED,
    /// It went well, with warnings.
    WARNED,
    /// It did not.
    FAILED
  }

  /// Somebody lets it into an environment.
  ///
  /// @param comment may be empty
  record Approval(String environment, String comment) implements EvidenceClaim {}

  /// Somebody keeps it out of an environment.
  record Rejection(String environment, String reason) implements EvidenceClaim {}

  /// Somebody takes back evidence that they gave.
  ///
  /// @param evidence the id of what is taken back
  record Withdrawal(long evidence, String reason) implements EvidenceClaim {}
}
