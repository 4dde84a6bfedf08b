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

/// Where a deployment goes: its level, and the names of what it stands in.
///
/// @param level the level; decides which of the others are meaningful
/// @param tenant the tenant's id
/// @param managementGroup the name, where the level is a management group's
/// @param subscription the subscription's id, where the level has one
/// @param resourceGroup the name, where the level is a resource group's
record DeploymentScope(
    TargetScope level,
    NameSegment tenant,
    NameSegment managementGroup,
    NameSegment subscription,
    NameSegment resourceGroup) {

  /// The scope of a template that a user deploys.
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

  /// The same in Azure's terms.
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

  /// The scope that a `scope` property of a nested deployment names, or null where it names none
  /// that one can deploy to.
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
