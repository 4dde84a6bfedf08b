package dev.redoubt.registry.models;

import dev.redoubt.access.RequestRefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parameters of a version to be registered.
///
/// @param model name of the registered model
/// @param source origin of the files; `models:/name/3` for a copy of another version
/// @param location resolved location of the files, if known; null to derive it from the source
/// @param run id of the run that produced it; null for none
/// @param runLink link to that run; null for none
/// @param loggedModel id of the logged model that it is registered from; null for none
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

  /// @throws RequestRefusedException if a parameter is invalid
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

  /// Creates parameters with a source only.
  public NewModelVersion(String model, String source) {
    this(model, source, null, null, null, null, null, Map.of());
  }
}
