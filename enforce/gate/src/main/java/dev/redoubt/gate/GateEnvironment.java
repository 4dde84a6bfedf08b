package dev.redoubt.gate;

import dev.redoubt.gate.transition.ModelStage;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A release environment of a gate policy.
///
/// @param name as in access attributes: `production`
/// @param aliases patterns of aliases that belong to it, case-insensitive
/// @param stages stages that belong to it
/// @param requirements requirements, unless an override applies to the model
public record GateEnvironment(
    String name,
    List<NamePattern> aliases,
    Set<ModelStage> stages,
    EnvironmentRequirements requirements) {

  /// Copies the collections.
  public GateEnvironment {
    Objects.requireNonNull(name);
    Objects.requireNonNull(requirements);
    aliases = List.copyOf(aliases);
    stages = Set.copyOf(stages);
  }
}
