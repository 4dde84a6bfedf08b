package dev.redoubt.registry.models;

import dev.redoubt.access.AccessAttributes;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A name under which versions are registered.
///
/// @param label what rights to it depend on
/// @param description null for none
/// @param updated when it, the number of its versions or a stage of one changed; tags and aliases
///   do not count
/// @param latest of each stage that has versions the one with the greatest number, by stage
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

  /// Whether it is a prompt: its versions have texts, and no files.
  public boolean isPrompt() {
    return PromptModels.isPrompt(tags);
  }
}
