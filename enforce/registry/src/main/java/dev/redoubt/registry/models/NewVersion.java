package dev.redoubt.registry.models;

import dev.redoubt.access.RefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A version to be registered.
///
/// @param model the name of the registered model
/// @param source where it comes from; `models:/name/3` for a copy of another version
/// @param location where its files are, if whoever asks has found that out; null for where the
///   source says
/// @param run that made it; null for none
/// @param runLink where that run can be looked at; null for nowhere
/// @param loggedModel of which it is made; null for none
/// @param description null for none
public record NewVersion(
    String model,
    String source,
    @Nullable String location,
    @Nullable String run,
    @Nullable String runLink,
    @Nullable String loggedModel,
    @Nullable String description,
    Map<String, String> tags) {

  /// @throws RefusedException if a part does not follow the rules
  public NewVersion {
    tags = Map.copyOf(tags);
    ModelRules.name(model);
    ModelRules.required("source", source, ModelRules.MAX_ADDRESS);
    ModelRules.text("location", location, ModelRules.MAX_ADDRESS);
    ModelRules.text("run", run, ModelRules.MAX_NAME);
    ModelRules.text("run link", runLink, ModelRules.MAX_ADDRESS);
    ModelRules.text("logged model", loggedModel, ModelRules.MAX_NAME);
    ModelRules.description(description);
    tags.forEach(ModelRules::tag);
  }

  /// A version with a source, and nothing more to say about it.
  public NewVersion(String model, String source) {
    this(model, source, null, null, null, null, null, Map.of());
  }
}
