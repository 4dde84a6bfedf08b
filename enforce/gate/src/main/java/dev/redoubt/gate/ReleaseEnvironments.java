package dev.redoubt.gate;

import dev.redoubt.gate.move.ModelStage;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// What aliases and stages mean.
///
/// @param policy that says so
public record ReleaseEnvironments(GatePolicy policy) {

  /// What is neither staged nor released is in development, where nothing is asked.
  public static final String DEVELOPMENT = "development";

  /// The environment of an alias.
  public String ofAlias(String alias) {
    return policy.ofAlias(alias).orElse(DEVELOPMENT);
  }

  /// The environment of a stage.
  public String ofStage(ModelStage stage) {
    return policy.ofStage(stage).orElse(DEVELOPMENT);
  }

  /// Every environment into which a version is released; empty for one in development alone.
  public Set<String> of(ModelStage stage, Collection<String> aliases) {
    return policy.of(stage, aliases);
  }

  /// The environment of an address of a model, as `models:/name@alias` and `models:/name/Stage`
  /// have it behind the name; empty for what is neither.
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
