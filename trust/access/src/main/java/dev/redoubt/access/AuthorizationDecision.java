package dev.redoubt.access;

import java.util.List;

/// Result of an authorization, with the Cedar policies that determine it.
public sealed interface AuthorizationDecision {

  /// Whether the action is permitted.
  default boolean allowed() {
    return this instanceof Allowed;
  }

  /// The action is permitted.
  ///
  /// @param by the policies that permit it
  record Allowed(List<CedarPolicy> by) implements AuthorizationDecision {
    /// Copies the list.
    public Allowed {
      by = List.copyOf(by);
    }
  }

  /// The action is denied: no policy permits it, or at least one forbids it.
  ///
  /// @param by the policies that forbid it; empty if none permits it
  record Denied(List<CedarPolicy> by) implements AuthorizationDecision {
    /// Copies the list.
    public Denied {
      by = List.copyOf(by);
    }
  }

  /// The action is permitted after step-up authentication of the same principal.
  ///
  /// @param context the required authentication context
  record StepUp(String context, List<CedarPolicy> by) implements AuthorizationDecision {
    /// Copies the list.
    public StepUp {
      by = List.copyOf(by);
    }
  }
}
