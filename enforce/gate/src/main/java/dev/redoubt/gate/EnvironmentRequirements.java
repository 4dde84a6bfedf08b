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

/// What an environment asks of a model.
///
/// @param allowDemo whether evidence counts that identities of the local issuer gave
public record EnvironmentRequirements(
    Optional<ScanRule> scan,
    Optional<SignatureRule> signature,
    List<AttestationRule> attestations,
    List<MetricRule> metrics,
    Optional<ApprovalRule> approvals,
    boolean allowDemo) {

  /// Nothing is asked.
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

  /// A scan by the registry. The newest one counts.
  ///
  /// @param worst what it may have found at worst: clean or suspicious
  /// @param maxAge how old it may be; empty for any age
  public record ScanRule(ScanVerdict worst, Optional<Duration> maxAge) {}

  /// A signature. One is enough.
  ///
  /// @param by names of keys of the policy, or `registry`
  public record SignatureRule(List<String> by, Optional<Duration> maxAge) {
    /// Copies the list.
    public SignatureRule {
      by = List.copyOf(by);
    }
  }

  /// A statement of some type, of which the newest one counts, and must not say that it failed.
  ///
  /// @param by of whoever adds it; empty for anybody
  /// @param signedBy names of keys of the policy; empty for no signature
  public record AttestationRule(
      String predicateType, Optional<Duration> maxAge, Set<Persona> by, List<String> signedBy) {
    /// Copies the collections.
    public AttestationRule {
      by = Set.copyOf(by);
      signedBy = List.copyOf(signedBy);
    }
  }

  /// A number within bounds, in the newest statement that has it.
  ///
  /// @param min the least that passes
  /// @param max the most that passes
  /// @param predicateType of statements that may have it; empty for any
  /// @param by of whoever adds it; empty for anybody
  /// @param signedBy names of keys of the policy; empty for no signature
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

  /// Approvals for the very environment, each by somebody else.
  ///
  /// @param count 1 or more
  /// @param personas any of which they have; empty for anybody
  /// @param notAuthor whether those who made the version or its run do not count
  public record ApprovalRule(
      int count, Set<Persona> personas, boolean notAuthor, Optional<Duration> maxAge) {
    /// Copies the set.
    public ApprovalRule {
      personas = Set.copyOf(personas);
    }
  }

  /// In words, in the order in which they are declared.
  static String personas(Set<Persona> personas) {
    return Arrays.stream(Persona.values())
        .filter(personas::contains)
        .map(Persona::id)
        .collect(Collectors.joining(" or a "));
  }
}
