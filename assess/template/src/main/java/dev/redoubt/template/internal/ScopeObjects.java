package dev.redoubt.template.internal;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template.TargetScope;
import java.util.List;

/// Builds the results of `resourceGroup()`, `subscription()`, `managementGroup()`, `tenant()` and
/// `deployment()`.
final class ScopeObjects {

  private static final UnknownCause AT_DEPLOYMENT =
      new UnknownCause(UnknownCause.Kind.RUNTIME, "the current state in Azure is not read", "");

  private ScopeObjects() {}

  static Value resourceGroup(TemplateDeployment deployment, Origin origin) {
    DeploymentScope scope = deployment.scope();
    Value id =
        new ResourceScope.ResourceGroup(scope.subscription(), scope.resourceGroup()).idValue();
    return ObjectValue.builder()
        .put("id", id)
        .put("name", scope.resourceGroup().value())
        .put("type", "Microsoft.Resources/resourceGroups")
        .put("location", location(deployment))
        .put("tags", ofGroup(deployment, "tags", TypeHint.OBJECT))
        .put("managedBy", ofGroup(deployment, "managedBy", TypeHint.STRING))
        .put("properties", ofGroup(deployment, "properties", TypeHint.OBJECT))
        .origin(origin)
        .build();
  }

  /// Returns the location of the resource group: for the target group, the location that the user
  /// specified; for a group that the template creates, the declared location; otherwise unknown.
  private static Value location(TemplateDeployment deployment) {
    if (isRoots(deployment)) {
      return rootLocation(deployment, "resourceGroup().location");
    }
    ResourceKey key = groupKey(deployment);
    // a deployment cannot create its own resource group; an enclosing deployment can
    TemplateDeployment enclosing = deployment.parent();
    DeclaredResource declared = enclosing == null ? null : enclosing.find(key);
    ObjectValue body =
        declared == null || declared.isAbsent() || !declared.isManaged() ? null : declared.body();
    Value location = body == null ? null : body.get("location");
    return location == null
        ? DeployedResourceView.runtime(key, "", List.of("location"), Origin.NONE)
            .as(TypeHint.STRING)
        : location;
  }

  /// Returns a property of the resource group that is known only to Azure. Different groups have
  /// different properties.
  private static Unknown ofGroup(TemplateDeployment deployment, String property, TypeHint type) {
    return isRoots(deployment)
        ? inAzure("resourceGroup()." + property, type)
        : DeployedResourceView.runtime(groupKey(deployment), "", List.of(property), Origin.NONE)
            .as(type);
  }

  private static ResourceKey groupKey(TemplateDeployment deployment) {
    DeploymentScope scope = deployment.scope();
    return new ResourceKey(
        new ResourceScope.Subscription(scope.subscription()),
        ResourceType.RESOURCE_GROUP,
        List.of(scope.resourceGroup()));
  }

  /// Whether the resource group is the one that the user deploys to.
  private static boolean isRoots(TemplateDeployment deployment) {
    DeploymentScope root = deployment.root().scope();
    return root.level() == TargetScope.RESOURCE_GROUP
        && root.resourceGroup().equals(deployment.scope().resourceGroup())
        && root.subscription().equals(deployment.scope().subscription());
  }

  private static Value rootLocation(TemplateDeployment deployment, String expression) {
    String named = deployment.context().settings().location();
    return named != null
        ? StringValue.of(named).at(Origin.CONFIGURATION)
        : Unknown.symbol(
            expression,
            UnknownCause.deploymentScope("location", "--location REGION"),
            TypeHint.STRING,
            Origin.NONE);
  }

  static Value subscription(TemplateDeployment deployment, Origin origin) {
    DeploymentScope scope = deployment.scope();
    return ObjectValue.builder()
        .put("id", new ResourceScope.Subscription(scope.subscription()).idValue())
        .put("subscriptionId", scope.subscriptionId())
        .put("tenantId", scope.tenantId())
        .put("displayName", displayName(deployment))
        .origin(origin)
        .build();
  }

  private static Unknown displayName(TemplateDeployment deployment) {
    var subscription = deployment.scope().subscription();
    return subscription.equals(deployment.root().scope().subscription())
        ? inAzure("subscription().displayName", TypeHint.STRING)
        : DeployedResourceView.runtime(
                new ResourceKey(
                    ResourceScope.Tenant.ROOT, ResourceType.SUBSCRIPTION, List.of(subscription)),
                "",
                List.of("displayName"),
                Origin.NONE)
            .as(TypeHint.STRING);
  }

  static Value tenant(TemplateDeployment deployment, Origin origin) {
    Value id = deployment.scope().tenantId();
    return ObjectValue.builder()
        .put("tenantId", id)
        .put("id", Unknown.text(List.of(StringValue.of("/tenants/"), id), origin))
        .put("countryCode", inAzure("tenant().countryCode", TypeHint.STRING))
        .put("displayName", inAzure("tenant().displayName", TypeHint.STRING))
        .origin(origin)
        .build();
  }

  static Value managementGroup(TemplateDeployment deployment, Origin origin) {
    DeploymentScope scope = deployment.scope();
    return ObjectValue.builder()
        .put("id", new ResourceScope.ManagementGroup(scope.managementGroup()).idValue())
        .put("name", scope.managementGroup().value())
        .put("type", "Microsoft.Management/managementGroups")
        .put("properties", properties(deployment))
        .origin(origin)
        .build();
  }

  private static Unknown properties(TemplateDeployment deployment) {
    var group = deployment.scope().managementGroup();
    return group.equals(deployment.root().scope().managementGroup())
        ? inAzure("managementGroup().properties", TypeHint.OBJECT)
        : DeployedResourceView.runtime(
                new ResourceKey(
                    ResourceScope.Tenant.ROOT, ResourceType.MANAGEMENT_GROUP, List.of(group)),
                "",
                List.of("properties"),
                Origin.NONE)
            .as(TypeHint.OBJECT);
  }

  static Value deployment(TemplateDeployment deployment, Origin origin) {
    ObjectValue template =
        ObjectValue.builder().put("contentVersion", deployment.template().contentVersion()).build();
    ObjectValue link =
        ObjectValue.builder()
            .put("uri", linkUri("deployment().properties.templateLink.uri"))
            .put("id", linkUri("deployment().properties.templateLink.id"))
            .build();
    ObjectValue properties =
        ObjectValue.builder()
            .put("template", template)
            .put("templateLink", link)
            .rest(inAzure("deployment().properties", TypeHint.OBJECT))
            .build();
    ObjectValue.Builder builder =
        ObjectValue.builder().put("name", deployment.name().value()).put("properties", properties);
    if (deployment.scope().level() != TargetScope.RESOURCE_GROUP) {
      builder.put("location", rootLocation(deployment, "deployment().location"));
    }
    return builder.origin(origin).build();
  }

  /// Returns the name of the root deployment if the user has not specified it.
  static Unknown deploymentName(Origin origin) {
    return Unknown.symbol(
        "deployment().name",
        UnknownCause.deploymentScope("name", "--deployment-name NAME"),
        TypeHint.STRING,
        origin);
  }

  private static Unknown linkUri(String expression) {
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.DEPLOYMENT_TIME,
            "the location of the deployed template is unknown",
            "");
    return Unknown.symbol(expression, cause, TypeHint.STRING, Origin.NONE);
  }

  private static Unknown inAzure(String expression, TypeHint type) {
    return Unknown.symbol(expression, AT_DEPLOYMENT, type, Origin.NONE);
  }
}
