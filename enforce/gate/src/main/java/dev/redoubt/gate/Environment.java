package dev.redoubt.gate;

import dev.redoubt.gate.move.Stage;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// An environment into which models are released.
///
/// @param name as in labels: `production`
/// @param aliases that mean it, in any case
/// @param stages that mean it
/// @param asks what it asks, unless the policy says otherwise for a model
public record Environment(String name, List<Glob> aliases, Set<Stage> stages, Requirements asks) {

  /// Copies the collections.
  public Environment {
    Objects.requireNonNull(name);
    Objects.requireNonNull(asks);
    aliases = List.copyOf(aliases);
    stages = Set.copyOf(stages);
  }
}
