package dev.redoubt.access;

import java.util.Objects;
import java.util.Set;

/// What is asked about.
///
/// @param id the name or number; for questions about a label, anything
/// @param authors the ids of users who made it
/// @param workloads the ids of workloads that made it
/// @param releasedTo of a version of a model, the environments that it is released to
public record AuthorizationResource(
    Kind kind,
    String id,
    AccessAttributes label,
    Set<String> authors,
    Set<String> workloads,
    Set<String> releasedTo) {

  /// The registry itself.
  public static final AuthorizationResource REGISTRY =
      new AuthorizationResource(
          Kind.REGISTRY, "registry", AccessAttributes.DEFAULT, Set.of(), Set.of());

  /// What it is.
  public enum Kind {
    /// An experiment, with its runs and logged models.
    EXPERIMENT("Experiment"),
    /// A registered model, with its versions.
    MODEL("Model"),
    /// The registry itself.
    REGISTRY("Registry");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }

  /// Copies the sets.
  public AuthorizationResource {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
    Objects.requireNonNull(label);
    authors = Set.copyOf(authors);
    workloads = Set.copyOf(workloads);
    releasedTo = Set.copyOf(releasedTo);
  }

  /// Something that is released to nowhere, or of which that does not count.
  public AuthorizationResource(
      Kind kind, String id, AccessAttributes label, Set<String> authors, Set<String> workloads) {
    this(kind, id, label, authors, workloads, Set.of());
  }

  /// The same, released to some environments.
  public AuthorizationResource releasedTo(Set<String> environments) {
    return new AuthorizationResource(kind, id, label, authors, workloads, environments);
  }

  /// Anything of a label.
  public static AuthorizationResource of(Kind kind, AccessAttributes label) {
    return new AuthorizationResource(kind, "any", label, Set.of(), Set.of());
  }
}
