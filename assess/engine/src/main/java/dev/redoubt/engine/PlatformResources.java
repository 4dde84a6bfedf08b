package dev.redoubt.engine;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.DeclaredFact;
import java.util.List;

/// The resources that facts about the platform stand for.
final class PlatformResources {

  static final ResourceType DIAGNOSTICS = ResourceType.of("Microsoft.Insights/diagnosticSettings");
  static final ResourceType PLAN = ResourceType.of("Microsoft.Security/pricings");
  static final ResourceType ASSIGNMENT =
      ResourceType.of("Microsoft.Authorization/policyAssignments");

  private PlatformResources() {}

  static Resource setting(ResourceKey subject, PlatformFact fact) {
    ObjectValue log =
        ObjectValue.builder()
            .put("categoryGroup", "allLogs")
            .put("enabled", BooleanValue.of(true))
            .build();
    return resource(
        new ResourceScope.Resource(subject),
        DIAGNOSTICS,
        "declared-in-redoubt-yaml",
        ObjectValue.builder()
            .put("workspaceId", "declared in redoubt.yaml")
            .put("logs", ArrayValue.of(List.of(log)))
            .build(),
        fact);
  }

  static Resource plan(String name, PlatformFact fact) {
    return resource(
        ResourceScope.Tenant.ROOT,
        PLAN,
        name,
        ObjectValue.builder().put("pricingTier", "Standard").build(),
        fact);
  }

  static Resource assignment(String name, DeclaredFact fact) {
    String effect = fact.effect();
    ObjectValue value =
        ObjectValue.builder().put("value", effect == null ? "Audit" : effect).build();
    return resource(
        ResourceScope.Tenant.ROOT,
        ASSIGNMENT,
        name,
        ObjectValue.builder()
            .put("enforcementMode", "Default")
            .put("parameters", ObjectValue.builder().put("effect", value).build())
            .build(),
        fact.fact());
  }

  /// A resource whose values are from the configuration; its declaration is the fact.
  private static Resource resource(
      ResourceScope scope,
      ResourceType type,
      String name,
      ObjectValue properties,
      PlatformFact fact) {
    ObjectValue body =
        ObjectValue.builder()
            .put("type", type.toString())
            .put("name", name)
            .put("properties", properties)
            .origin(Origin.CONFIGURATION)
            .build();
    return new Resource(
        new ResourceKey(scope, type, List.of(NameSegment.literal(name))),
        "",
        body,
        ResourceExistence.Certain.CERTAIN,
        true,
        List.of(),
        fact.origin());
  }
}
