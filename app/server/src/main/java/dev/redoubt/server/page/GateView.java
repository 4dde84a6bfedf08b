package dev.redoubt.server.page;

import java.util.List;

/// A gate's decision as pages show it.
///
/// @param environments that have a gate
/// @param policy its digest
/// @param denial why whoever looks at it may not approve or reject; empty if they may
/// @param problem why the last review was not taken; empty if nothing is wrong
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
