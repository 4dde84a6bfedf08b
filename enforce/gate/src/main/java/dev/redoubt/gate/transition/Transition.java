package dev.redoubt.gate.transition;

import java.util.List;
import java.util.OptionalLong;

/// A change of an alias, a stage or a model name that affects which files clients load by it.
public sealed interface Transition {

  /// Returns the name of the registered model before the transition.
  String model();

  /// A version changes its stage.
  record OfStage(String model, long version, ModelStage from, ModelStage to)
      implements Transition {}

  /// An alias is set, moved or deleted.
  ///
  /// @param from empty if the alias is new
  /// @param to empty if the alias is deleted
  record OfAlias(String model, String alias, OptionalLong from, OptionalLong to)
      implements Transition {}

  /// A version is deleted, alone or with its model.
  ///
  /// @param aliases that are deleted with it
  record Removal(String model, long version, ModelStage stage, List<String> aliases)
      implements Transition {
    /// Copies the list.
    public Removal {
      aliases = List.copyOf(aliases);
    }
  }

  /// A model is renamed, and with it the URIs of its versions and aliases change.
  record Renaming(String model, String to) implements Transition {}
}
