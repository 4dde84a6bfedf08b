package dev.redoubt.gate;

import dev.redoubt.gate.move.ModelStage;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// An environment into which models are released.
///
/// @param name as in labels: `production`
/// @param aliases that mean it, in any case
/// @param stages that mean it
/// @param asks what it asks, unless the policy says otherwise for a model
public record GateEnvironment(
    String name, List<NamePattern> aliases, Set<ModelStage> stages, EnvironmentRequirements asks) {

  /// Copies the collections.
  public GateEnvironment {
    Objects.requireNonNull(name);
    Objects.requireNonNull(asks);
    aliases = List.copyOf(aliases);
    stages = Set.copyOf(stages);
  }
}
