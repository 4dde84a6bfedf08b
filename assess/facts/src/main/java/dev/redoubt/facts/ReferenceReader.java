package dev.redoubt.facts;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Value;
import dev.redoubt.facts.ResourceReference.Kind;
import dev.redoubt.findings.inventory.LifecycleStage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the other resources of the deployment that the settings of a resource name.
final class ReferenceReader {

  /// Members of a payload that say nothing about what a resource uses.
  private static final Set<String> HEAD =
      Set.of("type", "name", "apiversion", "location", "tags", "dependson", "scope", "identity");

  private static final ResourceType SUBNET =
      ResourceType.of("Microsoft.Network/virtualNetworks/subnets");
  private static final ResourceType LOGS =
      ResourceType.of("Microsoft.OperationalInsights/workspaces");
  private static final ResourceType INSIGHTS = ResourceType.of("Microsoft.Insights/components");
  private static final ResourceType DIAGNOSTICS =
      ResourceType.of("Microsoft.Insights/diagnosticSettings");

  /// Parts of the names of settings that name the key of an encryption.
  private static final List<String> ENCRYPTION =
      List.of("encrypt", "cmk", "keyvaultproperties", "keyvaultkeyuri", "serverkey", "customerkey");

  private ReferenceReader() {}

  static List<ResourceReference> references(ResourceFacts resource) {
    Set<ResourceReference> found = new LinkedHashSet<>();
    ReferencedKeys keys =
        new ReferencedKeys(resource.deployment(), (key, path) -> add(resource, key, path, found));
    ObjectValue body = resource.resource().body();
    for (int i = 0; i < body.size(); i++) {
      String name = body.nameAt(i);
      if (!HEAD.contains(PropertyName.folded(name))) {
        keys.visit(body.valueAt(i), name);
      }
    }
    return List.copyOf(found);
  }

  /// The resources that a part of the payload names, whatever it means.
  static List<ResourceKey> keys(DeploymentFacts deployment, @Nullable Value value) {
    Set<ResourceKey> found = new LinkedHashSet<>();
    if (value != null) {
      new ReferencedKeys(deployment, (key, _) -> found.add(key)).visit(value, "");
    }
    return new ArrayList<>(found);
  }

  private static void add(
      ResourceFacts from, ResourceKey key, String path, Set<ResourceReference> found) {
    ResourceKey to = known(from.deployment(), key);
    if (to != null && !to.isWithin(from.key()) && !from.key().isWithin(to)) {
      found.add(new ResourceReference(from.key(), to, kind(from, to, path), path));
    }
  }

  /// The resource of the deployment with a key, or the nearest parent of it.
  private static @Nullable ResourceKey known(DeploymentFacts deployment, ResourceKey key) {
    for (ResourceKey here = key; here != null; here = here.parent()) {
      ResourceFacts facts = deployment.find(here);
      if (facts != null) {
        return facts.key();
      }
    }
    return null;
  }

  private static Kind kind(ResourceFacts from, ResourceKey to, String path) {
    LifecycleStage stage = TypeDescriptions.of(to.type()).stage();
    if (to.type().equals(SUBNET)) {
      return Kind.SUBNET;
    }
    if (stage == LifecycleStage.IDENTITY) {
      return Kind.IDENTITY;
    }
    if (stage == LifecycleStage.NETWORK) {
      return Kind.NETWORK;
    }
    if (isLog(from, to)) {
      return Kind.LOGS_TO;
    }
    String folded = PropertyName.folded(from.resource().type().lastSegment() + "." + path);
    boolean isEncryption =
        stage == LifecycleStage.KEYS
            && (from.resource().type().is("Microsoft.Sql/servers/keys")
                || ENCRYPTION.stream().anyMatch(folded::contains));
    return isEncryption ? Kind.ENCRYPTED_WITH : Kind.USES;
  }

  /// Whether a reference is where logs go. Dashboards, alerts and link scopes name a workspace
  /// because they read it.
  private static boolean isLog(ResourceFacts from, ResourceKey to) {
    if (from.resource().type().equals(DIAGNOSTICS)) {
      return true;
    }
    boolean isMonitor = to.type().equals(LOGS) || to.type().equals(INSIGHTS);
    boolean isReader =
        from.description().stage() == LifecycleStage.MONITOR
            && !from.resource().type().equals(INSIGHTS);
    return isMonitor && !isReader;
  }
}
