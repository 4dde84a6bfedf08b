package dev.redoubt.gate;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.util.Objects;
import java.util.Set;

/// Who gave evidence, as they were then.
///
/// @param id what their issuer vouches for
/// @param name what people call them; decides nothing
/// @param demo whether the local issuer alone vouches for them
public record Attester(
    Principal.Kind kind, String id, String name, Set<Persona> personas, boolean demo) {

  /// The registry itself, which scans and signs. No token is ever read as this id: it has no
  /// issuer.
  public static final Attester REGISTRY =
      new Attester(Principal.Kind.WORKLOAD, "registry", "registry", Set.of(), false);

  /// Copies the set.
  public Attester {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    personas = Set.copyOf(personas);
  }

  /// A principal.
  ///
  /// @throws IllegalArgumentException if it claims to be the registry
  public static Attester of(Principal who) {
    if (who.id().equals(REGISTRY.id)) {
      throw new IllegalArgumentException("only the registry itself can be this attester");
    }
    return new Attester(who.kind(), who.id(), who.name(), who.personas(), who.demo());
  }
}
