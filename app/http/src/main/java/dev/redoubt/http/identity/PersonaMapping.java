package dev.redoubt.http.identity;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.util.List;
import java.util.Set;

/// Grants personas and projects to principals whose token satisfies certain conditions.
///
/// @param conditions all must be satisfied; at least one
record PersonaMapping(
    List<ClaimCondition> conditions,
    Principal.Kind kind,
    Set<Persona> personas,
    Set<String> projects) {

  PersonaMapping {
    conditions = List.copyOf(conditions);
    personas = Set.copyOf(personas);
    projects = Set.copyOf(projects);
  }

  boolean applies(TokenClaims claims) {
    return !conditions.isEmpty() && conditions.stream().allMatch(each -> each.holds(claims));
  }
}
