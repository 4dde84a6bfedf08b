package dev.redoubt.engine.inventory;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.facts.RoleAssignments;
import dev.redoubt.facts.SettingsReader;
import dev.redoubt.findings.inventory.EffectiveSetting;
import dev.redoubt.findings.inventory.EffectiveSetting.Source;
import dev.redoubt.findings.inventory.InventoryResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The resources of all deployments; one with equal settings in several of them is listed once.
final class ListedResources {

  private final Map<ResourceKey, List<InventoryResource>> byKey = new LinkedHashMap<>();

  void add(DeploymentFacts deployment) {
    for (ResourceFacts each : deployment.resources()) {
      InventoryResource made = described(deployment.id(), each);
      boolean isWorthListing = !each.isCreatedByService() || !made.settings().isEmpty();
      if (isWorthListing) {
        add(made);
      }
    }
  }

  private void add(InventoryResource made) {
    List<InventoryResource> known = byKey.computeIfAbsent(made.key(), _ -> new ArrayList<>(1));
    for (int i = 0; i < known.size(); i++) {
      if (isSame(known.get(i), made)) {
        known.set(i, joined(known.get(i), made));
        return;
      }
    }
    known.add(made);
  }

  /// Whether two deployments declare the same; where they do is not compared.
  private static boolean isSame(InventoryResource one, InventoryResource other) {
    boolean isAlike =
        one.isExisting() == other.isExisting()
            && one.apiVersion().equals(other.apiVersion())
            && java.util.Objects.equals(one.condition(), other.condition())
            && one.settings().size() == other.settings().size();
    for (int i = 0; isAlike && i < one.settings().size(); i++) {
      EffectiveSetting left = one.settings().get(i);
      EffectiveSetting right = other.settings().get(i);
      isAlike =
          left.path().equals(right.path())
              && left.value().equals(right.value())
              && left.source() == right.source();
    }
    return isAlike;
  }

  private static InventoryResource joined(InventoryResource one, InventoryResource other) {
    List<String> deployments = new ArrayList<>(one.deployments());
    deployments.addAll(other.deployments());
    return new InventoryResource(
        one.key(),
        one.symbol(),
        one.apiVersion(),
        one.stage(),
        one.isExisting(),
        one.condition(),
        one.origin(),
        deployments.stream().distinct().toList(),
        one.settings());
  }

  private static InventoryResource described(String deployment, ResourceFacts facts) {
    Resource resource = facts.resource();
    List<EffectiveSetting> settings = SettingsReader.settings(facts);
    return new InventoryResource(
        resource.key(),
        resource.site() == null ? "" : resource.site().symbol(),
        resource.apiVersion(),
        facts.description().stage(),
        !resource.managed(),
        RoleAssignments.existence(resource),
        resource.origin(),
        List.of(deployment),
        facts.isCreatedByService()
            ? settings.stream().filter(each -> each.source() != Source.DECLARED).toList()
            : settings);
  }

  List<InventoryResource> list() {
    return byKey.values().stream().flatMap(List::stream).toList();
  }
}
