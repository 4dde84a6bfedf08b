package dev.redoubt.gate;

import java.util.List;

/// One thing that is asked, and whether it is there.
///
/// @param name `scan`, `approvals`, `metric auc`
/// @param sentence what is asked and what is there, for people
/// @param evidence ids of that on which the answer rests
public record RequirementResult(String name, State state, String sentence, List<Long> evidence) {

  /// Whether it is there. Only one of them lets a model pass.
  public enum State {
    /// It is there.
    HOLDS("ok"),
    /// It is not there, or not known to be.
    MISSING("missing"),
    /// It is there, and says no.
    FAILED("failed"),
    /// It was there, and is too old.
    EXPIRED("expired");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /// In one word.
    public String text() {
      return text;
    }
  }

  /// Copies the list.
  public RequirementResult {
    evidence = List.copyOf(evidence);
  }

  /// Whether it is there.
  public boolean holds() {
    return state == State.HOLDS;
  }
}
