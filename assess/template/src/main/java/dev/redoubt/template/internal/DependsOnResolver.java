package dev.redoubt.template.internal;

import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Resolves the entries of `dependsOn`: ids, symbolic names, resource names and names of copy
/// loops.
final class DependsOnResolver {

  private DependsOnResolver() {}

  static List<ResourceKey> of(DeclaredResource resource) {
    if (resource.declaration().dependsOn().isEmpty()) {
      return List.of();
    }
    Set<ResourceKey> keys = new LinkedHashSet<>();
    TemplateDeployment deployment = resource.deployment();
    for (TemplateExpression expression : resource.declaration().dependsOn()) {
      Value value =
          deployment
              .context()
              .speculate(() -> deployment.evaluator().evaluate(expression, resource.frame()));
      add(deployment, value, keys);
    }
    return List.copyOf(keys);
  }

  private static void add(TemplateDeployment deployment, Value value, Set<ResourceKey> keys) {
    if (value instanceof dev.redoubt.estate.ArrayValue array) {
      array.forEach(each -> add(deployment, each, keys));
      return;
    }
    List<DeclaredResource> named = ResourceReferences.byText(deployment, value);
    if (named.isEmpty()) {
      ResourceKey id = isId(value) ? ResourceId.parse(value) : null;
      ResourceKey key = id != null ? id : ResourceReferences.qualified(deployment, value);
      if (key != null) {
        keys.add(key);
      }
      return;
    }
    // loops that depend on loops: copies times copies
    if (!deployment.context().spend(named.size() - 1)) {
      deployment.context().limit("the template takes too many steps to evaluate", value.origin());
      return;
    }
    named.stream().filter(each -> !each.isAbsent()).forEach(each -> add(deployment, each, keys));
  }

  /// An `existing` resource is only read. If the template also deploys it, the dependency is not on
  /// that deployment.
  private static void add(
      TemplateDeployment deployment, DeclaredResource resource, Set<ResourceKey> keys) {
    DeclaredResource deployed = resource.isManaged() ? resource : deployment.find(resource.key());
    if (resource.isManaged() || deployed == null || !deployed.isManaged()) {
      keys.add(resource.key());
    }
  }

  private static boolean isId(Value value) {
    return !(value instanceof StringValue string) || string.text().startsWith("/");
  }
}
