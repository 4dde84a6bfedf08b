package dev.redoubt.gate;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Decision whether a version may be released to an environment, with the result of each
/// requirement.
///
/// @param subject display form: ``version 3 of `credit` ``
/// @param policy digest of the gate policy
/// @param requirements results of all requirements, in the order of the lifecycle states
public record GateDecision(
    String subject,
    String environment,
    Reached reached,
    String policy,
    List<RequirementResult> requirements) {

  /// Lifecycle state of a version, relative to an environment.
  public enum Reached {
    /// Its files may still change, or its registration failed.
    NOTHING("not registered"),
    /// It has an immutable snapshot.
    REGISTERED("registered"),
    /// It meets the requirements on scans and signatures.
    SCANNED("scanned"),
    /// It meets the requirements on attestations and metrics.
    EVALUATED("evaluated"),
    /// It meets the requirements on approvals: it may be released.
    APPROVED("approved"),
    /// It is released to the environment and allowed there.
    RELEASED("released");

    private final String text;

    Reached(String text) {
      this.text = text;
    }

    /// Returns the display text.
    public String text() {
      return text;
    }
  }

  /// Copies the list.
  public GateDecision {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(environment);
    Objects.requireNonNull(reached);
    Objects.requireNonNull(policy);
    requirements = List.copyOf(requirements);
  }

  /// Whether all requirements are met.
  public boolean allowed() {
    return requirements.stream().allMatch(RequirementResult::holds);
  }

  /// Returns the sentences of the requirements that are not met.
  public List<String> missing() {
    return requirements.stream()
        .filter(each -> !each.holds())
        .map(RequirementResult::sentence)
        .toList();
  }

  /// Returns the ids of all evidence that the decision is based on, in ascending order.
  public List<Long> evidence() {
    return requirements.stream()
        .flatMap(each -> each.evidence().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /// Formats a small tree: the decision, and below it a line for each requirement.
  public String text() {
    int width =
        requirements.stream().mapToInt(each -> each.state().text().length()).max().orElse(0);
    String answer = allowed() ? " may be in `" : " may not be in `";
    return requirements.stream()
        .map(each -> "  " + padded(each.state().text(), width) + "  " + each.sentence())
        .collect(
            Collectors.joining(
                "\n", subject + answer + environment + "`; state: " + reached.text() + "\n", "\n"));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
