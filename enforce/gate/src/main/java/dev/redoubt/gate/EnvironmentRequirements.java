package dev.redoubt.gate;

import dev.redoubt.access.Persona;
import dev.redoubt.scan.ScanVerdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// Requirements of an environment, all of which a model version must meet.
///
/// @param allowDemo whether evidence by identities of the local issuer is accepted
public record EnvironmentRequirements(
    Optional<ScanRule> scan,
    Optional<SignatureRule> signature,
    List<AttestationRule> attestations,
    List<MetricRule> metrics,
    Optional<ApprovalRule> approvals,
    boolean allowDemo) {

  /// No requirements.
  public static final EnvironmentRequirements NONE =
      new EnvironmentRequirements(
          Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty(), false);

  /// Copies the lists.
  public EnvironmentRequirements {
    Objects.requireNonNull(scan);
    Objects.requireNonNull(signature);
    Objects.requireNonNull(approvals);
    attestations = List.copyOf(attestations);
    metrics = List.copyOf(metrics);
  }

  /// Requires a scan by the registry. The latest one is checked.
  ///
  /// @param worst the worst accepted verdict: clean or suspicious
  /// @param maxAge maximum age of the scan; empty for any age
  public record ScanRule(ScanVerdict worst, Optional<Duration> maxAge) {}

  /// Requires a signature by one of the keys.
  ///
  /// @param by names of keys of the policy, or `registry`
  public record SignatureRule(List<String> by, Optional<Duration> maxAge) {
    /// Copies the list.
    public SignatureRule {
      by = List.copyOf(by);
    }
  }

  /// Requires an attestation of a predicate type. The latest one is checked, and must not report a
  /// failure.
  ///
  /// @param by personas of the attester; empty for any
  /// @param signedBy names of keys of the policy; empty if no signature is required
  public record AttestationRule(
      String predicateType, Optional<Duration> maxAge, Set<Persona> by, List<String> signedBy) {
    /// Copies the collections.
    public AttestationRule {
      by = Set.copyOf(by);
      signedBy = List.copyOf(signedBy);
    }
  }

  /// Requires a metric within bounds, in the latest attestation that contains it.
  ///
  /// @param min inclusive lower bound
  /// @param max inclusive upper bound
  /// @param predicateType of the attestations that are considered; empty for any
  /// @param by personas of the attester; empty for any
  /// @param signedBy names of keys of the policy; empty if no signature is required
  public record MetricRule(
      String name,
      OptionalDouble min,
      OptionalDouble max,
      Optional<String> predicateType,
      Optional<Duration> maxAge,
      Set<Persona> by,
      List<String> signedBy) {
    /// Copies the collections.
    public MetricRule {
      by = Set.copyOf(by);
      signedBy = List.copyOf(signedBy);
    }

    /// `at least 0.8`, `0 to 0.2`.
    String bounds() {
      if (min.isEmpty()) {
        return "at most " + DecisionWording.number(max.orElseThrow());
      }
      return max.isEmpty()
          ? "at least " + DecisionWording.number(min.getAsDouble())
          : DecisionWording.number(min.getAsDouble())
              + " to "
              + DecisionWording.number(max.getAsDouble());
    }

    boolean passes(double value) {
      return !Double.isNaN(value)
          && (min.isEmpty() || value >= min.getAsDouble())
          && (max.isEmpty() || value <= max.getAsDouble());
    }
  }

  /// Requires approvals for this environment by different reviewers.
  ///
  /// @param count 1 or more
  /// @param personas accepted personas of the reviewer; empty for any
  /// @param notAuthor whether approvals by authors of the version are ignored
  public record ApprovalRule(
      int count, Set<Persona> personas, boolean notAuthor, Optional<Duration> maxAge) {
    /// Copies the set.
    public ApprovalRule {
      personas = Set.copyOf(personas);
    }
  }

  /// Joins persona names for a sentence, in declaration order.
  static String personas(Set<Persona> personas) {
    return Arrays.stream(Persona.values())
        .filter(personas::contains)
        .map(persona -> (persona.id().matches("[aeiou].*") ? "an " : "a ") + persona.id())
        .collect(Collectors.joining(" or "));
  }
}
