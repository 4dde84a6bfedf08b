package dev.redoubt.template.internal;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.syntax.Template.TargetScope;
import org.jspecify.annotations.Nullable;

/// The scope that a deployment targets: its level and the names of the enclosing scopes.
///
/// @param level the level; determines which of the other components are meaningful
/// @param tenant the tenant id
/// @param managementGroup the name, if the level is a management group
/// @param subscription the subscription id, if the level has one
/// @param resourceGroup the name, if the level is a resource group
record DeploymentScope(
    TargetScope level,
    NameSegment tenant,
    NameSegment managementGroup,
    NameSegment subscription,
    NameSegment resourceGroup) {

  /// Returns the scope of a template that the user deploys.
  static DeploymentScope root(TargetScope level, DeploymentSettings settings) {
    return new DeploymentScope(
        level,
        named(settings.tenantId(), "tenant().tenantId", "tenant", "--tenant ID"),
        named(
            settings.managementGroup(),
            "managementGroup().name",
            "management group",
            "--management-group NAME"),
        named(
            settings.subscriptionId(),
            "subscription().subscriptionId",
            "subscription",
            "--subscription ID"),
        named(
            settings.resourceGroup(),
            "resourceGroup().name",
            "resource group",
            "--resource-group NAME"));
  }

  private static NameSegment named(
      @Nullable String name, String expression, String what, String flag) {
    return new NameSegment(
        name != null
            ? StringValue.of(name).at(Origin.CONFIGURATION)
            : Unknown.symbol(
                expression,
                UnknownCause.deploymentScope(what, flag),
                TypeHint.STRING,
                Origin.NONE));
  }

  /// Converts this scope to a [ResourceScope].
  ResourceScope scope() {
    return switch (level) {
      case TENANT -> ResourceScope.Tenant.ROOT;
      case MANAGEMENT_GROUP -> new ResourceScope.ManagementGroup(managementGroup);
      case SUBSCRIPTION -> new ResourceScope.Subscription(subscription);
      case RESOURCE_GROUP -> new ResourceScope.ResourceGroup(subscription, resourceGroup);
    };
  }

  DeploymentScope inResourceGroup(@Nullable NameSegment otherSubscription, NameSegment name) {
    return new DeploymentScope(
        TargetScope.RESOURCE_GROUP,
        tenant,
        managementGroup,
        otherSubscription == null ? subscription : otherSubscription,
        name);
  }

  DeploymentScope inSubscription(NameSegment id) {
    return new DeploymentScope(
        TargetScope.SUBSCRIPTION, tenant, managementGroup, id, resourceGroup);
  }

  DeploymentScope inManagementGroup(NameSegment name) {
    return new DeploymentScope(
        TargetScope.MANAGEMENT_GROUP, tenant, name, subscription, resourceGroup);
  }

  DeploymentScope inTenant() {
    return new DeploymentScope(
        TargetScope.TENANT, tenant, managementGroup, subscription, resourceGroup);
  }

  /// Returns the scope that the `scope` property of a nested deployment identifies, or null if it
  /// is not a deployment scope.
  @Nullable DeploymentScope named(@Nullable ResourceScope target) {
    return switch (target) {
      case ResourceScope.Tenant _ -> inTenant();
      case ResourceScope.ManagementGroup(var name) -> inManagementGroup(name);
      case ResourceScope.Subscription(var id) -> inSubscription(id);
      case ResourceScope.ResourceGroup(var id, var name) -> inResourceGroup(id, name);
      case ResourceScope.Resource _, ResourceScope.Opaque _ -> null;
      case null -> null;
    };
  }

  Value tenantId() {
    return tenant.value();
  }

  Value subscriptionId() {
    return subscription.value();
  }
}
