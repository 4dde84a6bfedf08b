package dev.redoubt.access;

import java.util.Objects;
import java.util.Set;

/// The authenticated user or workload of a request.
///
/// @param id issuer and subject, which no other issuer can claim
/// @param name display name for pages and the ledger; never used for decisions
/// @param demo whether it was authenticated by the local issuer only
public record Principal(
    Kind kind, String id, String name, Set<Persona> personas, Set<String> projects, boolean demo) {

  /// Kind of a principal.
  public enum Kind {
    /// A person.
    USER("User"),
    /// A pipeline or a service.
    WORKLOAD("Workload");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }

  /// Copies the sets.
  ///
  /// @throws IllegalArgumentException if the id or the name is empty
  public Principal {
    Objects.requireNonNull(kind);
    personas = Set.copyOf(personas);
    projects = Set.copyOf(projects);
    if (id.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a principal without an id or a name");
    }
  }
}
