package dev.redoubt.registry.models;

import dev.redoubt.access.RequestRefusedException;
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
public record NewModelVersion(
    String model,
    String source,
    @Nullable String location,
    @Nullable String run,
    @Nullable String runLink,
    @Nullable String loggedModel,
    @Nullable String description,
    Map<String, String> tags) {

  /// @throws RequestRefusedException if a part does not follow the rules
  public NewModelVersion {
    tags = Map.copyOf(tags);
    ModelValidation.name(model);
    ModelValidation.required("source", source, ModelValidation.MAX_ADDRESS);
    ModelValidation.text("location", location, ModelValidation.MAX_ADDRESS);
    ModelValidation.text("run", run, ModelValidation.MAX_NAME);
    ModelValidation.text("run link", runLink, ModelValidation.MAX_ADDRESS);
    ModelValidation.text("logged model", loggedModel, ModelValidation.MAX_NAME);
    ModelValidation.description(description);
    tags.forEach(ModelValidation::tag);
  }

  /// A version with a source, and nothing more to say about it.
  public NewModelVersion(String model, String source) {
    this(model, source, null, null, null, null, null, Map.of());
  }
}
