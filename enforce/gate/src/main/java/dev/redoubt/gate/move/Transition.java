package dev.redoubt.gate.move;

import java.util.List;
import java.util.OptionalLong;

/// Something that changes what a stage, an alias or a name means to those who load models by it.
public sealed interface Transition {

  /// The name of the registered model, as it is before.
  String model();

  /// A version goes to another stage.
  record OfStage(String model, long version, ModelStage from, ModelStage to)
      implements Transition {}

  /// An alias comes to name another version.
  ///
  /// @param from empty, if it is a new one
  /// @param to empty, if it goes away
  record OfAlias(String model, String alias, OptionalLong from, OptionalLong to)
      implements Transition {}

  /// A version is deleted, alone or with its model.
  ///
  /// @param aliases that go with it
  record Removal(String model, long version, ModelStage stage, List<String> aliases)
      implements Transition {
    /// Copies the list.
    public Removal {
      aliases = List.copyOf(aliases);
    }
  }

  /// A model gets another name, and with it the addresses of its versions and aliases change.
  record Renaming(String model, String to) implements Transition {}
}
