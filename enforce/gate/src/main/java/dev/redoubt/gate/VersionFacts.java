package dev.redoubt.gate;

import dev.redoubt.gate.move.ModelStage;
import dev.redoubt.gate.move.VersionStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What the gate has to know of a version beside the evidence.
///
/// @param id of its row, which is never given twice
/// @param model the name of the registered model
/// @param digest of its files; empty until they are frozen
/// @param author who registered it, by the name that is written down
/// @param makers the ids of all who had a hand in it or in its run; empty if nobody knows
/// @param aliases that name it
public record VersionFacts(
    long id,
    String model,
    long number,
    String project,
    VersionStatus status,
    Optional<ModelDigest> digest,
    String author,
    Set<String> makers,
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
    makers = Set.copyOf(makers);
    aliases = List.copyOf(aliases);
  }

  /// For messages.
  String title() {
    return "version " + number + " of `" + model + "`";
  }

  VersionFacts with(Set<String> who, List<String> names) {
    return new VersionFacts(id, model, number, project, status, digest, author, who, stage, names);
  }

  /// The same, as if its model were called otherwise.
  VersionFacts named(String other) {
    return new VersionFacts(
        id, other, number, project, status, digest, author, makers, stage, aliases);
  }
}
