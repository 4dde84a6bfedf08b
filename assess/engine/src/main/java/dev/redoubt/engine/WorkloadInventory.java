package dev.redoubt.engine;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.findings.inventory.InventoryItem;
import dev.redoubt.findings.inventory.InventoryItem.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects the models, data sets, services and agents that deployments declare. Only what is known
/// before deployment is a fact of an item: an unknown version is no version.
final class WorkloadInventory {

  /// The kinds of resource types, which are compared without regard to case.
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          entry("Microsoft.CognitiveServices/accounts", Kind.SERVICE),
          entry("Microsoft.CognitiveServices/accounts/deployments", Kind.MODEL),
          entry("Microsoft.CognitiveServices/accounts/projects", Kind.SERVICE),
          entry("Microsoft.CognitiveServices/accounts/projects/applications", Kind.AGENT),
          entry(
              "Microsoft.CognitiveServices/accounts/projects/applications/agentDeployments",
              Kind.AGENT),
          entry("Microsoft.BotService/botServices", Kind.AGENT),
          entry("Microsoft.App/agents", Kind.AGENT),
          entry("Microsoft.MachineLearningServices/workspaces", Kind.SERVICE),
          entry("Microsoft.MachineLearningServices/registries", Kind.SERVICE),
          entry("Microsoft.MachineLearningServices/workspaces/onlineEndpoints", Kind.SERVICE),
          entry(
              "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
              Kind.MODEL),
          entry("Microsoft.MachineLearningServices/workspaces/batchEndpoints", Kind.SERVICE),
          entry(
              "Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments",
              Kind.MODEL),
          entry("Microsoft.MachineLearningServices/workspaces/serverlessEndpoints", Kind.MODEL),
          entry("Microsoft.MachineLearningServices/workspaces/models", Kind.MODEL),
          entry("Microsoft.MachineLearningServices/workspaces/models/versions", Kind.MODEL),
          entry("Microsoft.MachineLearningServices/workspaces/data", Kind.DATA_SET),
          entry("Microsoft.MachineLearningServices/workspaces/data/versions", Kind.DATA_SET),
          entry("Microsoft.MachineLearningServices/workspaces/datastores", Kind.DATA_SET),
          entry("Microsoft.Search/searchServices", Kind.SERVICE),
          entry("Microsoft.Storage/storageAccounts", Kind.SERVICE),
          entry("Microsoft.Storage/storageAccounts/blobServices/containers", Kind.DATA_SET),
          entry("Microsoft.DocumentDB/databaseAccounts", Kind.SERVICE),
          entry("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers", Kind.DATA_SET),
          entry("Microsoft.Sql/servers", Kind.SERVICE),
          entry("Microsoft.Sql/servers/databases", Kind.DATA_SET),
          entry("Microsoft.DataFactory/factories", Kind.SERVICE),
          entry("Microsoft.DataFactory/factories/datasets", Kind.DATA_SET),
          entry("Microsoft.KeyVault/vaults", Kind.SERVICE),
          entry("Microsoft.ContainerRegistry/registries", Kind.SERVICE),
          entry("Microsoft.ContainerService/managedClusters", Kind.SERVICE),
          entry("Microsoft.ApiManagement/service", Kind.SERVICE),
          entry("Microsoft.App/containerApps", Kind.SERVICE),
          entry("Microsoft.Web/sites", Kind.SERVICE));

  private final Map<ResourceKey, InventoryItem> items = new LinkedHashMap<>();

  private static Map.Entry<String, Kind> entry(String type, Kind kind) {
    return Map.entry(type.toLowerCase(Locale.ROOT), kind);
  }

  /// Adds the items of a deployment.
  void add(String deployment, List<Resource> resources) {
    for (Resource resource : resources) {
      Kind kind = KINDS.get(resource.type().toString().toLowerCase(Locale.ROOT));
      if (kind != null) {
        InventoryItem before = items.get(resource.key());
        InventoryItem item = before == null ? item(kind, resource) : before;
        List<String> deployments = new ArrayList<>(item.deployments());
        if (!deployments.contains(deployment)) {
          deployments.add(deployment);
        }
        items.put(resource.key(), item.inDeployments(deployments));
      }
    }
  }

  /// All items, in the order of the deployments.
  List<InventoryItem> items() {
    return List.copyOf(items.values());
  }

  private static InventoryItem item(Kind kind, Resource resource) {
    Map<String, String> details = new TreeMap<>();
    detail(details, "kind", text(resource, "kind"));
    detail(details, "sku", text(resource, "sku.name"));
    detail(details, "location", text(resource, "location"));
    detail(details, "publicNetworkAccess", text(resource, "properties.publicNetworkAccess"));
    if (!(resource.existence() instanceof ResourceExistence.Certain)) {
      details.put("existence", "depends on a condition that is unknown before deployment");
    }
    ResourceKey parent = resource.key().parent();
    String reference = firstText(resource, "properties.model", "properties.modelSettings.modelId");
    detail(details, "modelReference", reference);
    return new InventoryItem(
        kind,
        resource,
        kind == Kind.MODEL ? modelName(resource, reference) : null,
        kind == Kind.MODEL ? text(resource, "properties.model.format") : null,
        version(resource),
        kind == Kind.SERVICE ? authentication(resource) : null,
        new TreeMap<>(details),
        parent == null ? List.of() : List.of(parent),
        List.of());
  }

  /// The name in the model catalog: that of the model, or the last name in its id.
  private static @Nullable String modelName(Resource resource, @Nullable String reference) {
    String name = text(resource, "properties.model.name");
    if (name != null || reference == null) {
      return name;
    }
    String[] parts = reference.replaceFirst("^azureml:", "").split("/", -1);
    for (int i = 0; i + 1 < parts.length; i++) {
      if (parts[i].equals("models")) {
        return parts[i + 1];
      }
    }
    String last = parts[parts.length - 1];
    int colon = last.indexOf(':');
    return colon < 0 ? last : last.substring(0, colon);
  }

  private static @Nullable String version(Resource resource) {
    String version = text(resource, "properties.model.version");
    return version == null && resource.type().lastSegment().equalsIgnoreCase("versions")
        ? resource.key().lastName().text()
        : version;
  }

  /// Whether callers must authenticate with an identity; null if the template does not say.
  private static @Nullable Boolean authentication(Resource resource) {
    if (text(resource, "properties.authMode") != null) {
      return true;
    }
    boolean isWithoutKeys =
        BooleanValue.TRUE.equals(resource.property("properties.disableLocalAuth"));
    return isWithoutKeys ? true : null;
  }

  private static @Nullable String firstText(Resource resource, String... paths) {
    for (String path : paths) {
      String text = text(resource, path);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static @Nullable String text(Resource resource, String path) {
    return resource.property(path) instanceof StringValue(var text, _) && !text.isBlank()
        ? text
        : null;
  }

  private static void detail(Map<String, String> details, String name, @Nullable String text) {
    if (text != null) {
      details.put(name, text);
    }
  }
}
