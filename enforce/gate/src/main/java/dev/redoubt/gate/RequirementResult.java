package dev.redoubt.gate;

import java.util.List;

/// Result of one requirement of a gate.
///
/// @param name `scan`, `approvals`, `metric auc`
/// @param sentence what is required and what was found
/// @param evidence ids of the evidence that the result is based on
public record RequirementResult(String name, State state, String sentence, List<Long> evidence) {

  /// State of a requirement. Only [#HOLDS] lets a version pass.
  public enum State {
    /// The requirement is met.
    HOLDS("met"),
    /// Evidence is missing or not readable.
    MISSING("missing"),
    /// Evidence shows that the requirement is not met.
    FAILED("failed"),
    /// Evidence existed and has expired.
    EXPIRED("expired");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /// Returns the display text.
    public String text() {
      return text;
    }
  }

  /// Copies the list.
  public RequirementResult {
    evidence = List.copyOf(evidence);
  }

  /// Whether the requirement is met.
  public boolean holds() {
    return state == State.HOLDS;
  }
}
