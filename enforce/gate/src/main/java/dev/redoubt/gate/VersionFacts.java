package dev.redoubt.gate;

import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.VersionStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Facts about a model version that the gate uses besides its evidence.
///
/// @param id of its row, which is never reused
/// @param model name of the registered model
/// @param digest of its files; empty until it has a snapshot
/// @param author display name of the principal who registered it
/// @param authors ids of all authors; empty if they are unknown
/// @param aliases that point to it
public record VersionFacts(
    long id,
    String model,
    long number,
    String project,
    VersionStatus status,
    Optional<ModelDigest> digest,
    String author,
    Set<String> authors,
    ModelStage stage,
    List<String> aliases) {

  /// Copies the collections.
  public VersionFacts {
    Objects.requireNonNull(model);
    Objects.requireNonNull(project);
    Objects.requireNonNull(status);
    Objects.requireNonNull(digest);
    Objects.requireNonNull(author);
    Objects.requireNonNull(stage);
    authors = Set.copyOf(authors);
    aliases = List.copyOf(aliases);
  }

  /// Returns the display form for messages.
  String title() {
    return "version " + number + " of `" + model + "`";
  }

  VersionFacts with(Set<String> who, List<String> names) {
    return new VersionFacts(id, model, number, project, status, digest, author, who, stage, names);
  }

  /// Returns the same facts under another model name.
  VersionFacts named(String other) {
    return new VersionFacts(
        id, other, number, project, status, digest, author, authors, stage, aliases);
  }
}
