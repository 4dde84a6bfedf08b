package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Access that services grant in settings of their own, not with a role assignment of Azure: access
/// policies of key vaults and caches, administrators of databases, principals of Data Explorer.
final class ServiceGrants {

  private static final ResourceType VAULT = ResourceType.of("Microsoft.KeyVault/vaults");
  private static final ResourceType VAULT_POLICIES = VAULT.child("accessPolicies");
  private static final ResourceType SQL = ResourceType.of("Microsoft.Sql/servers");

  private static final String ADMINISTRATOR = "Microsoft Entra administrator";

  /// Where a child resource names the principal and the role.
  ///
  /// @param principal the path; empty if the name of the child is the principal
  /// @param role the path; empty for an administrator
  private record Grant(String principal, String role) {}

  private static final Map<ResourceType, Grant> CHILDREN =
      Map.ofEntries(
          grant("Microsoft.Sql/servers/administrators", "properties.sid", ""),
          grant("Microsoft.Sql/managedInstances/administrators", "properties.sid", ""),
          grant("Microsoft.Synapse/workspaces/administrators", "properties.sid", ""),
          grant("Microsoft.Synapse/workspaces/sqlAdministrators", "properties.sid", ""),
          grant("Microsoft.DBforMySQL/flexibleServers/administrators", "properties.sid", ""),
          grant("Microsoft.DBforPostgreSQL/servers/administrators", "properties.sid", ""),
          grant("Microsoft.DBforPostgreSQL/flexibleServers/administrators", "", ""),
          grant(
              "Microsoft.Cache/redis/accessPolicyAssignments",
              "properties.objectId",
              "properties.accessPolicyName"),
          grant(
              "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments",
              "properties.user.objectId",
              "properties.accessPolicyName"),
          grant(
              "Microsoft.Kusto/clusters/principalAssignments",
              "properties.principalId",
              "properties.role"),
          grant(
              "Microsoft.Kusto/clusters/databases/principalAssignments",
              "properties.principalId",
              "properties.role"));

  private ServiceGrants() {}

  private static Map.Entry<ResourceType, Grant> grant(String type, String principal, String role) {
    return Map.entry(ResourceType.of(type), new Grant(principal, role));
  }

  /// Adds what a resource grants.
  static void add(ResourceFacts resource, List<RoleAssignments.Assignment> all) {
    ResourceType type = resource.resource().type();
    ResourceKey parent = resource.key().parent();
    Grant grant = CHILDREN.get(type);
    if (type.equals(VAULT)) {
      addPolicies(resource, resource, resource.key(), all);
    } else if (type.equals(VAULT_POLICIES) && parent != null) {
      addVaultChild(resource, parent, all);
    } else if (type.equals(SQL)) {
      addAdministrator(resource, all);
    } else if (grant != null && parent != null) {
      Value principal =
          grant.principal().isEmpty()
              ? resource.key().lastName().value()
              : resource.property(grant.principal()).value();
      String role =
          grant.role().isEmpty() ? ADMINISTRATOR : text(resource.property(grant.role()).value());
      all.add(assignment(resource, parent, principal, role));
    }
  }

  private static void addVaultChild(
      ResourceFacts child, ResourceKey vault, List<RoleAssignments.Assignment> all) {
    if (!PropertyName.same(String.valueOf(child.key().lastName().text()), "remove")) {
      ResourceFacts declared = child.deployment().find(vault);
      addPolicies(child, declared, vault, all);
    }
  }

  /// A vault with role-based access ignores its policies.
  private static void addPolicies(
      ResourceFacts declaration,
      @Nullable ResourceFacts vault,
      ResourceKey scope,
      List<RoleAssignments.Assignment> all) {
    boolean isIgnored =
        vault != null && vault.property("properties.enableRbacAuthorization").is("true");
    if (isIgnored) {
      return;
    }
    EffectiveProperty policies = declaration.property("properties.accessPolicies");
    for (Value branch : policies.branches()) {
      switch (branch) {
        case ArrayValue array -> {
          array.forEach(each -> all.add(policy(declaration, scope, each)));
          if (array.rest() != null) {
            all.add(policy(declaration, scope, array.rest()));
          }
        }
        case null -> {}
        case Value other -> all.add(policy(declaration, scope, other));
      }
    }
  }

  private static RoleAssignments.Assignment policy(
      ResourceFacts declaration, ResourceKey scope, Value policy) {
    if (!(policy instanceof ObjectValue object)) {
      return assignment(declaration, scope, policy, "access policy that is unknown");
    }
    List<String> parts = new ArrayList<>();
    for (String kind : List.of("keys", "secrets", "certificates", "storage")) {
      Value permissions = object.at("permissions." + kind);
      String listed = permissions == null ? "" : permissions(permissions);
      if (!listed.isEmpty()) {
        parts.add(kind + " " + listed);
      }
    }
    boolean isKnown = object.get("permissions") instanceof ObjectValue;
    String role =
        !isKnown
            ? "access policy that is unknown"
            : parts.isEmpty()
                ? "access policy without permissions"
                : "access policy: " + String.join(", ", parts);
    return assignment(declaration, scope, object.get("objectId"), role);
  }

  private static String permissions(Value permissions) {
    if (permissions instanceof ArrayValue array && !array.isOpen()) {
      return String.join(" ", array.stream().map(ValueText::of).toList());
    }
    return permissions instanceof NullValue ? "" : "unknown permissions";
  }

  /// The administrator that is declared inside of a server.
  private static void addAdministrator(ResourceFacts server, List<RoleAssignments.Assignment> all) {
    Value declared = server.resource().property("properties.administrators");
    if (declared == null || declared instanceof NullValue) {
      return;
    }
    Value principal = declared;
    if (declared instanceof ObjectValue object && !object.isOpen()) {
      Value sid = object.get("sid");
      principal = sid == null ? object.get("login") : sid;
    }
    if (principal != null) {
      all.add(assignment(server, server.key(), principal, ADMINISTRATOR));
    }
  }

  private static RoleAssignments.Assignment assignment(
      ResourceFacts declaration, ResourceKey scope, @Nullable Value principal, String role) {
    return new RoleAssignments.Assignment(
        declaration,
        Principal.of(principal),
        null,
        role,
        "",
        new ResourceScope.Resource(scope),
        RoleAssignments.existence(declaration.resource()));
  }

  private static String text(@Nullable Value value) {
    return value == null || (value instanceof StringValue(var text, _) && text.isEmpty())
        ? "unknown role"
        : ValueText.of(value);
  }
}
