package dev.redoubt.controls;

import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.BuiltInRoles;
import java.util.Set;
import java.util.regex.Pattern;

/// Built-in roles that are not privileged by their name but can read the keys of a service, or the
/// secrets of its connections. Who has a key has all permissions on the data.
///
/// Source: the actions of the roles in "Azure built-in roles", Microsoft Learn, November 2026.
final class KeyListingRoles {

  private static final Set<String> NAMES =
      Set.of(
          "Azure AI Developer",
          "Azure Event Hubs Data Owner",
          "Azure Kubernetes Service Cluster Admin Role",
          "Azure Kubernetes Service Contributor Role",
          "Azure Service Bus Data Owner",
          "Cognitive Services Contributor",
          "Cognitive Services User",
          "Cosmos DB Account Reader Role",
          "DocumentDB Account Contributor",
          "Log Analytics Contributor",
          "Redis Cache Contributor",
          "Search Service Contributor",
          "Storage Account Contributor",
          "Storage Account Key Operator Service Role",
          "Virtual Machine Contributor",
          "Website Contributor");

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private KeyListingRoles() {}

  /// Whether a role assignment grants such a role on more than one resource: a resource group or
  /// more.
  static boolean isWideAssignment(Resource assignment) {
    Value role = assignment.property("properties.roleDefinitionId");
    return role != null
        && !(assignment.key().scope() instanceof ResourceScope.Resource)
        && GUID.matcher(ExpressionPrinter.of(role))
            .results()
            .map(guid -> BuiltInRoles.name(guid.group()))
            .anyMatch(name -> name != null && NAMES.contains(name));
  }
}
