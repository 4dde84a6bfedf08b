package dev.redoubt.gate;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.util.Objects;
import java.util.Set;

/// The principal who added a piece of evidence, as recorded at that time.
///
/// @param id issuer and subject
/// @param name display name; never used for decisions
/// @param demo whether the principal was authenticated by the local issuer only
public record Attester(
    Principal.Kind kind, String id, String name, Set<Persona> personas, boolean demo) {

  /// The registry itself, which scans and signs. No principal can have this id: it has no issuer.
  public static final Attester REGISTRY =
      new Attester(Principal.Kind.WORKLOAD, "registry", "registry", Set.of(), false);

  /// Copies the set.
  public Attester {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    personas = Set.copyOf(personas);
  }

  /// Returns the attester for a principal.
  ///
  /// @throws IllegalArgumentException if it has the id of the registry
  public static Attester of(Principal who) {
    if (who.id().equals(REGISTRY.id)) {
      throw new IllegalArgumentException("only the registry itself can be this attester");
    }
    return new Attester(who.kind(), who.id(), who.name(), who.personas(), who.demo());
  }
}
