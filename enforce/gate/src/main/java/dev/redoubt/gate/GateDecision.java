package dev.redoubt.gate;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Whether a version may go into an environment, and why.
///
/// @param subject for people: ``version 3 of `credit` ``
/// @param policy its digest
/// @param requirements all that is asked, in the order in which a model goes through them
public record GateDecision(
    String subject,
    String environment,
    Reached reached,
    String policy,
    List<RequirementResult> requirements) {

  /// How far a version is on its way.
  public enum Reached {
    /// Its files may still change, or it was refused.
    NOTHING("not registered"),
    /// Its files are frozen.
    REGISTERED("registered"),
    /// It is scanned and signed as is asked.
    SCANNED("scanned"),
    /// It is evaluated as is asked.
    EVALUATED("evaluated"),
    /// It is approved as is asked: it may be released.
    APPROVED("approved"),
    /// It is in the environment, and may be.
    RELEASED("released");

    private final String text;

    Reached(String text) {
      this.text = text;
    }

    /// In words.
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

  /// Whether everything that is asked is there.
  public boolean allowed() {
    return requirements.stream().allMatch(RequirementResult::holds);
  }

  /// What is not there, in words.
  public List<String> missing() {
    return requirements.stream()
        .filter(each -> !each.holds())
        .map(RequirementResult::sentence)
        .toList();
  }

  /// The ids of all evidence on which this rests, in order.
  public List<Long> evidence() {
    return requirements.stream()
        .flatMap(each -> each.evidence().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /// A small tree: the answer, and below it a line for each requirement.
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
