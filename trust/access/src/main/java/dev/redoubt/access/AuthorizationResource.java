package dev.redoubt.access;

import java.util.Objects;
import java.util.Set;

/// Resource of an authorization request.
///
/// @param id name or number; arbitrary for questions about access attributes
/// @param authors ids of users who created it or contributed to it
/// @param workloads ids of workloads that created it or contributed to it
/// @param releasedTo for a model version, the environments that it is released to
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

  /// Kind of a resource.
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

  /// Creates a resource that is released to no environment, or whose releases are irrelevant.
  public AuthorizationResource(
      Kind kind, String id, AccessAttributes label, Set<String> authors, Set<String> workloads) {
    this(kind, id, label, authors, workloads, Set.of());
  }

  /// Returns a copy that is released to some environments.
  public AuthorizationResource releasedTo(Set<String> environments) {
    return new AuthorizationResource(kind, id, label, authors, workloads, environments);
  }

  /// Returns a resource that stands for any object with these access attributes.
  public static AuthorizationResource of(Kind kind, AccessAttributes label) {
    return new AuthorizationResource(kind, "any", label, Set.of(), Set.of());
  }
}
