package dev.redoubt.facts;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The role assignments of a deployment: those of Azure, also eligible and scheduled ones, those of
/// Cosmos DB for its data, and what services grant in settings of their own ([ServiceGrants]).
public final class RoleAssignments {

  private static final ResourceType ASSIGNMENT =
      ResourceType.of("Microsoft.Authorization/roleAssignments");
  private static final ResourceType COSMOS =
      ResourceType.of("Microsoft.DocumentDB/databaseAccounts");

  /// The assignments of Cosmos DB for data, by its interface.
  private static final List<String> COSMOS_ASSIGNMENTS =
      List.of(
          "sqlRoleAssignments",
          "tableRoleAssignments",
          "cassandraRoleAssignments",
          "gremlinRoleAssignments",
          "mongoMIRoleAssignments");

  /// Requests to Privileged Identity Management, and what they make of a role.
  private static final Map<ResourceType, String> REQUESTS =
      Map.of(
          ResourceType.of("Microsoft.Authorization/roleEligibilityScheduleRequests"), "eligible",
          ResourceType.of("Microsoft.Authorization/roleAssignmentScheduleRequests"), "scheduled");

  private static final ResourceType DEFINITION =
      ResourceType.of("Microsoft.Authorization/roleDefinitions");

  /// One role assignment.
  ///
  /// @param definition the GUID of the role; null if it is unknown
  /// @param role the name of a role that the deployment defines, otherwise its id or the expression
  /// @param nature how it differs from an assignment that is always active: `eligible`; empty if it
  ///   does not
  /// @param scope where it applies
  /// @param condition the condition of the assignment or of its existence; null without one
  public record Assignment(
      ResourceFacts declaration,
      Principal principal,
      @Nullable String definition,
      String role,
      String nature,
      ResourceScope scope,
      @Nullable String condition) {}

  private RoleAssignments() {}

  /// All assignments, in the order of declaration.
  public static List<Assignment> of(DeploymentFacts deployment) {
    List<Assignment> all = new ArrayList<>();
    for (ResourceFacts each : deployment.resources()) {
      ResourceType type = each.resource().type();
      String nature = type.equals(ASSIGNMENT) ? "" : REQUESTS.get(type);
      ResourceKey account = each.key().parent();
      if (!each.resource().managed()) {
        continue;
      }
      if (nature != null && !isRemoval(each)) {
        all.add(assignment(each, each.key().scope(), nature));
      } else if (account != null
          && account.type().equals(COSMOS)
          && COSMOS_ASSIGNMENTS.stream().anyMatch(type.lastSegment()::equalsIgnoreCase)) {
        all.add(assignment(each, new ResourceScope.Resource(account), ""));
      } else {
        ServiceGrants.add(each, all);
      }
    }
    return all;
  }

  private static boolean isRemoval(ResourceFacts request) {
    EffectiveProperty type = request.property("properties.requestType");
    return type.is("AdminRemove") || type.is("SelfDeactivate");
  }

  private static Assignment assignment(
      ResourceFacts declaration, ResourceScope scope, String nature) {
    Value role = declaration.property("properties.roleDefinitionId").value();
    ResourceKey key = role == null ? null : ResourceId.parse(role);
    String definition = key == null ? null : key.lastName().text();
    if (definition == null && role instanceof StringValue(var text, _)) {
      definition = text.substring(text.lastIndexOf('/') + 1);
    }
    String name = key == null ? null : definedName(declaration.deployment(), key);
    return new Assignment(
        declaration,
        Principal.of(declaration.property("properties.principalId").value()),
        definition,
        name != null
            ? name
            : definition != null ? definition : role == null ? "no role" : ValueText.of(role),
        nature,
        scope,
        condition(declaration));
  }

  /// The name of a role that the deployment defines.
  private static @Nullable String definedName(DeploymentFacts deployment, ResourceKey key) {
    for (ResourceFacts each : deployment.ofType(DEFINITION)) {
      boolean isSame = each.key().lastName().equals(key.lastName());
      Value name = isSame ? each.property("properties.roleName").value() : null;
      if (name != null) {
        return ValueText.brief(name, "");
      }
    }
    return null;
  }

  private static @Nullable String condition(ResourceFacts declaration) {
    Value declared = declaration.resource().property("properties.condition");
    String existence = existence(declaration.resource());
    if (declared == null || declared instanceof NullValue) {
      return existence;
    }
    String condition = ValueText.of(declared);
    return existence == null ? condition : "%s; and %s".formatted(existence, condition);
  }

  /// The expression on which the existence of a resource depends; null if it is certain.
  public static @Nullable String existence(Resource resource) {
    return switch (resource.existence()) {
      case ResourceExistence.Certain _ -> null;
      case ResourceExistence.Conditional(var condition) -> ValueText.of(condition);
      case ResourceExistence.Repeated(var count) -> "one for each of " + ValueText.of(count);
    };
  }
}
