package dev.redoubt.access;

import java.util.List;

/// What the rules say, and which.
public sealed interface AuthorizationDecision {

  /// Whether it may be done.
  default boolean allowed() {
    return this instanceof Allowed;
  }

  /// It may be done.
  ///
  /// @param by the rules that permit it
  record Allowed(List<CedarPolicy> by) implements AuthorizationDecision {
    /// Copies the list.
    public Allowed {
      by = List.copyOf(by);
    }
  }

  /// It may not be done: no rule permits it, or some forbid it.
  ///
  /// @param by the rules that forbid it; none if nothing permits it
  record Denied(List<CedarPolicy> by) implements AuthorizationDecision {
    /// Copies the list.
    public Denied {
      by = List.copyOf(by);
    }
  }

  /// It may be done by the same principal who signs in again, with more.
  ///
  /// @param context the authentication context that is asked for
  record StepUp(String context, List<CedarPolicy> by) implements AuthorizationDecision {
    /// Copies the list.
    public StepUp {
      by = List.copyOf(by);
    }
  }
}
