package dev.redoubt.template.internal;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template.TargetScope;

/// Implements the functions that describe the scope of the deployment and the deploying principal.
final class ScopeFunctions {

  private static final UnknownCause DEPLOYER =
      new UnknownCause(UnknownCause.Kind.DEPLOYMENT_TIME, "the deploying principal is unknown", "");

  private ScopeFunctions() {}

  static Value resourceGroup(ContextFunction.Site site) {
    TemplateDeployment deployment = site.frame().values();
    return deployment.scope().level() == TargetScope.RESOURCE_GROUP
        ? ScopeObjects.resourceGroup(deployment, site.origin())
        : site.fail("the template is not deployed to a resource group");
  }

  static Value subscription(ContextFunction.Site site) {
    TemplateDeployment deployment = site.frame().values();
    return switch (deployment.scope().level()) {
      case RESOURCE_GROUP, SUBSCRIPTION -> ScopeObjects.subscription(deployment, site.origin());
      case MANAGEMENT_GROUP, TENANT -> site.fail("the template is not deployed to a subscription");
    };
  }

  static Value tenant(ContextFunction.Site site) {
    return ScopeObjects.tenant(site.frame().values(), site.origin());
  }

  static Value managementGroup(ContextFunction.Site site) {
    TemplateDeployment deployment = site.frame().values();
    return deployment.scope().level() == TargetScope.MANAGEMENT_GROUP
        ? ScopeObjects.managementGroup(deployment, site.origin())
        : site.fail("the template is not deployed to a management group");
  }

  static Value deployment(ContextFunction.Site site) {
    return ScopeObjects.deployment(site.frame().values(), site.origin());
  }

  static Value deployer(ContextFunction.Site site) {
    return ObjectValue.builder()
        .put("objectId", symbol("deployer().objectId"))
        .put("tenantId", site.frame().values().scope().tenantId())
        .put("userPrincipalName", symbol("deployer().userPrincipalName"))
        .origin(site.origin())
        .build();
  }

  private static Unknown symbol(String expression) {
    return Unknown.symbol(expression, DEPLOYER, TypeHint.STRING, Origin.NONE);
  }

  static Value environment(ContextFunction.Site site) {
    return CloudEnvironment.of(site.evaluator().context().settings().cloud()).at(site.origin());
  }
}
