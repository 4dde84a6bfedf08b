package dev.redoubt.server.page;

import java.util.List;

/// A gate decision as shown on pages.
///
/// @param environments all environments that have a gate
/// @param policy digest of the gate policy
/// @param denial why the user may not approve or reject; empty if they may
/// @param problem why the last review was rejected; empty if it was not
public record GateView(
    String environment,
    boolean allowed,
    List<LifecycleStep> steps,
    List<RequirementView> requirements,
    List<String> environments,
    String policy,
    String denial,
    String problem) {

  /// Copies the lists.
  public GateView {
    steps = List.copyOf(steps);
    requirements = List.copyOf(requirements);
    environments = List.copyOf(environments);
  }
}
