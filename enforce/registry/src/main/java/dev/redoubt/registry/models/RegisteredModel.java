package dev.redoubt.registry.models;

import dev.redoubt.access.AccessAttributes;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A named model under which versions are registered.
///
/// @param label its access attributes
/// @param description null for none
/// @param updated when the model, the number of its versions or a stage of one last changed; tags
///   and aliases have no effect
/// @param latest for each stage that has versions, the one with the greatest number, by stage
/// @param aliases by name
public record RegisteredModel(
    String name,
    AccessAttributes label,
    @Nullable String description,
    Instant created,
    Instant updated,
    SortedMap<String, String> tags,
    List<ModelAlias> aliases,
    List<ModelVersion> latest) {

  /// Copies the collections.
  public RegisteredModel {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    aliases = List.copyOf(aliases);
    latest = List.copyOf(latest);
  }

  /// Whether it is a prompt, whose versions have a text and no files.
  public boolean isPrompt() {
    return PromptModels.isPrompt(tags);
  }
}
