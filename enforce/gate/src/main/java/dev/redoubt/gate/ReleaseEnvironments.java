package dev.redoubt.gate;

import dev.redoubt.gate.transition.ModelStage;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// Maps aliases and stages to the environments of a gate policy.
///
/// @param policy defines the environments
public record ReleaseEnvironments(GatePolicy policy) {

  /// Environment of versions without a stage or alias of another environment; it has no
  /// requirements.
  public static final String DEVELOPMENT = "development";

  /// Returns the environment of an alias.
  public String ofAlias(String alias) {
    return policy.ofAlias(alias).orElse(DEVELOPMENT);
  }

  /// Returns the environment of a stage.
  public String ofStage(ModelStage stage) {
    return policy.ofStage(stage).orElse(DEVELOPMENT);
  }

  /// Returns all environments that a version is released to; empty if it is in development only.
  public Set<String> of(ModelStage stage, Collection<String> aliases) {
    return policy.of(stage, aliases);
  }

  /// Returns the environment of the part of a model URI after the name, as in `models:/name@alias`
  /// and `models:/name/Stage`; empty for anything else.
  public Optional<String> ofAddress(String rest) {
    if (rest.startsWith("@")) {
      return Optional.of(ofAlias(rest.substring(1)));
    }
    for (ModelStage stage : ModelStage.values()) {
      if (rest.equalsIgnoreCase("/" + stage.text())) {
        return Optional.of(ofStage(stage));
      }
    }
    return Optional.empty();
  }
}
