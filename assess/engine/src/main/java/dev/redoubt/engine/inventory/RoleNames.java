package dev.redoubt.engine.inventory;

import dev.redoubt.facts.RoleAssignments;
import dev.redoubt.template.deployment.BuiltInRoles;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of roles.
public final class RoleNames {

  /// The roles of Cosmos DB for data. Source: "Data plane role-based access control in Azure Cosmos
  /// DB for NoSQL", Microsoft Learn, 2025.
  private static final Map<String, String> COSMOS =
      Map.of(
          "00000000-0000-0000-0000-000000000001", "Cosmos DB Built-in Data Reader",
          "00000000-0000-0000-0000-000000000002", "Cosmos DB Built-in Data Contributor");

  private RoleNames() {}

  /// The name of the role of an assignment; its id or the expression for it if the name is not
  /// known.
  public static String of(RoleAssignments.Assignment assignment) {
    String definition = assignment.definition();
    String builtIn = definition == null ? null : builtIn(definition);
    String role = builtIn == null ? assignment.role() : builtIn;
    return assignment.nature().isEmpty() ? role : "%s (%s)".formatted(role, assignment.nature());
  }

  private static @Nullable String builtIn(String definition) {
    String cosmos = COSMOS.get(definition);
    return cosmos != null ? cosmos : BuiltInRoles.name(definition);
  }
}
