package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The private endpoints of a deployment, by the resource that they lead to.
public final class PrivateEndpoints {

  private static final ResourceType ENDPOINT =
      ResourceType.of("Microsoft.Network/privateEndpoints");

  /// The group ids of resource types that have a fixed list. Source: "Azure Private Endpoint
  /// private DNS zone values", Microsoft Learn, 2025.
  private static final Map<String, Set<String>> GROUPS =
      Map.ofEntries(
          Map.entry(
              "microsoft.storage/storageaccounts",
              Set.of("blob", "dfs", "file", "queue", "table", "web")),
          Map.entry("microsoft.keyvault/vaults", Set.of("vault")),
          Map.entry("microsoft.keyvault/managedhsms", Set.of("managedhsm")),
          Map.entry("microsoft.search/searchservices", Set.of("searchservice")),
          Map.entry("microsoft.cognitiveservices/accounts", Set.of("account")),
          Map.entry("microsoft.containerregistry/registries", Set.of("registry")),
          Map.entry("microsoft.sql/servers", Set.of("sqlserver")),
          Map.entry("microsoft.machinelearningservices/workspaces", Set.of("amlworkspace")),
          Map.entry("microsoft.machinelearningservices/registries", Set.of("amlregistry")),
          Map.entry("microsoft.web/sites", Set.of("sites")),
          Map.entry("microsoft.datafactory/factories", Set.of("datafactory", "portal")),
          Map.entry("microsoft.eventhub/namespaces", Set.of("namespace")),
          Map.entry("microsoft.servicebus/namespaces", Set.of("namespace")),
          Map.entry("microsoft.insights/privatelinkscopes", Set.of("azuremonitor")),
          Map.entry(
              "microsoft.databricks/workspaces",
              Set.of("databricks_ui_api", "browser_authentication")),
          Map.entry(
              "microsoft.documentdb/databaseaccounts",
              Set.of("sql", "mongodb", "cassandra", "gremlin", "table", "analytical")),
          Map.entry("microsoft.documentdb/mongoclusters", Set.of("mongocluster")),
          Map.entry("microsoft.cache/redis", Set.of("rediscache")),
          Map.entry("microsoft.cache/redisenterprise", Set.of("redisenterprise")),
          Map.entry("microsoft.dbforpostgresql/flexibleservers", Set.of("postgresqlserver")),
          Map.entry("microsoft.dbforpostgresql/servers", Set.of("postgresqlserver")),
          Map.entry("microsoft.dbformysql/flexibleservers", Set.of("mysqlserver")),
          Map.entry("microsoft.dbformysql/servers", Set.of("mysqlserver")),
          Map.entry("microsoft.dbformariadb/servers", Set.of("mariadbserver")),
          Map.entry("microsoft.sql/managedinstances", Set.of("managedinstance")),
          Map.entry("microsoft.synapse/workspaces", Set.of("sql", "sqlondemand", "dev")),
          Map.entry("microsoft.synapse/privatelinkhubs", Set.of("web")),
          Map.entry("microsoft.kusto/clusters", Set.of("cluster")),
          Map.entry("microsoft.eventgrid/topics", Set.of("topic")),
          Map.entry("microsoft.eventgrid/domains", Set.of("domain")),
          Map.entry("microsoft.eventgrid/namespaces", Set.of("topic", "topicspace")),
          Map.entry("microsoft.devices/iothubs", Set.of("iothub")),
          Map.entry("microsoft.relay/namespaces", Set.of("namespace")),
          Map.entry(
              "microsoft.appconfiguration/configurationstores", Set.of("configurationstores")),
          Map.entry("microsoft.batch/batchaccounts", Set.of("batchaccount", "nodemanagement")),
          Map.entry("microsoft.app/managedenvironments", Set.of("managedenvironments")),
          Map.entry("microsoft.containerservice/managedclusters", Set.of("management")),
          Map.entry("microsoft.apimanagement/service", Set.of("gateway")),
          Map.entry(
              "microsoft.automation/automationaccounts", Set.of("webhook", "dscandhybridworker")),
          Map.entry(
              "microsoft.recoveryservices/vaults", Set.of("azurebackup", "azuresiterecovery")),
          Map.entry("microsoft.purview/accounts", Set.of("account", "portal", "platform")),
          Map.entry("microsoft.signalrservice/signalr", Set.of("signalr")),
          Map.entry("microsoft.signalrservice/webpubsub", Set.of("webpubsub")),
          Map.entry("microsoft.botservice/botservices", Set.of("bot", "token")),
          Map.entry("microsoft.desktopvirtualization/workspaces", Set.of("feed", "global")),
          Map.entry("microsoft.desktopvirtualization/hostpools", Set.of("connection")),
          Map.entry("microsoft.healthcareapis/workspaces", Set.of("healthcareworkspace")),
          Map.entry("microsoft.digitaltwins/digitaltwinsinstances", Set.of("api")),
          Map.entry(
              "microsoft.media/mediaservices",
              Set.of("keydelivery", "liveevent", "streamingendpoint")),
          Map.entry("microsoft.migrate/migrateprojects", Set.of("default")),
          Map.entry("microsoft.compute/diskaccesses", Set.of("disks")));

  /// Types whose groups have other names for each resource.
  private static final Set<String> NAMED_BY_RESOURCE =
      Set.of("microsoft.web/staticsites", "microsoft.network/applicationgateways");

  private static final ResourceType LINK_SERVICE =
      ResourceType.of("Microsoft.Network/privateLinkServices");

  private static final String SECONDARY = "_secondary";

  /// A connection of a private endpoint.
  ///
  /// @param target what it leads to, as the template names it; null if that is unknown
  /// @param subnet the subnet of the endpoint; null if it has none or that is unknown
  /// @param flaw why it does not make the target private; null if it does
  public record Connection(
      ResourceFacts endpoint,
      @Nullable ResourceKey target,
      @Nullable ResourceKey subnet,
      List<String> groups,
      @Nullable String flaw) {

    public Connection {
      groups = List.copyOf(groups);
    }

    /// Whether it leads to its target, whatever is unknown.
    public boolean isEffective() {
      return flaw == null && endpoint.resource().existence().isCertain();
    }
  }

  private final List<Connection> all;
  private final Map<ResourceKey, List<Connection>> byTarget = new HashMap<>();
  private final Map<ResourceKey, List<Connection>> byEndpoint = new HashMap<>();

  private PrivateEndpoints(List<Connection> all) {
    this.all = List.copyOf(all);
    for (Connection each : all) {
      byEndpoint.computeIfAbsent(each.endpoint().key(), _ -> new ArrayList<>(1)).add(each);
      if (each.target() != null) {
        byTarget.computeIfAbsent(each.target(), _ -> new ArrayList<>(2)).add(each);
      }
    }
  }

  static PrivateEndpoints of(DeploymentFacts deployment) {
    List<Connection> all = new ArrayList<>();
    for (ResourceFacts endpoint : deployment.ofType(ENDPOINT)) {
      addAll(endpoint, "properties.privateLinkServiceConnections", false, all);
      addAll(endpoint, "properties.manualPrivateLinkServiceConnections", true, all);
    }
    return new PrivateEndpoints(all);
  }

  private static void addAll(
      ResourceFacts endpoint, String path, boolean isManual, List<Connection> all) {
    EffectiveProperty list = endpoint.property(path);
    if (!(list.value() instanceof ArrayValue array)) {
      if (list.isUnknown()) {
        all.add(new Connection(endpoint, null, subnet(endpoint), List.of(), list.phrase()));
      }
      return;
    }
    for (Value element : array) {
      all.add(
          element instanceof ObjectValue object
              ? connection(endpoint, object, isManual)
              : new Connection(
                  endpoint, null, subnet(endpoint), List.of(), "its target is unknown"));
    }
  }

  private static Connection connection(
      ResourceFacts endpoint, ObjectValue object, boolean isManual) {
    Value id = object.at("properties.privateLinkServiceId");
    ResourceKey target = id == null ? null : ResourceId.parse(id);
    Set<String> groups = new LinkedHashSet<>();
    Value declared = object.at("properties.groupIds");
    boolean isKnown = new EffectiveProperty("groupIds", declared).isEmpty();
    if (declared instanceof ArrayValue ids) {
      isKnown = !ids.isOpen();
      for (Value each : ids) {
        isKnown &= each instanceof StringValue;
        groups.add(each instanceof StringValue(var text, _) ? text : "unknown group");
      }
    }
    ResourceKey subnet = subnet(endpoint);
    return new Connection(
        endpoint,
        target,
        subnet,
        List.copyOf(groups),
        flaw(endpoint, target, subnet, groups, isKnown, isManual));
  }

  private static @Nullable ResourceKey subnet(ResourceFacts endpoint) {
    Value id = endpoint.property("properties.subnet.id").value();
    return id == null ? null : SubnetIds.parse(endpoint.deployment(), id);
  }

  private static @Nullable String flaw(
      ResourceFacts endpoint,
      @Nullable ResourceKey target,
      @Nullable ResourceKey subnet,
      Set<String> groups,
      boolean isKnown,
      boolean isManual) {
    if (target == null) {
      return "its target is unknown";
    }
    if (subnet == null) {
      return endpoint.property("properties.subnet.id").isUnknown()
          ? "its subnet is unknown"
          : "it has no subnet";
    }
    String folded = target.type().folded();
    if (target.type().equals(LINK_SERVICE)) {
      return pending(isManual);
    }
    if (!isKnown) {
      return "its group ids are unknown";
    }
    if (groups.isEmpty()) {
      return "it names no group";
    }
    Set<String> valid = GROUPS.get(folded);
    if (valid == null && !NAMED_BY_RESOURCE.contains(folded)) {
      return "the groups of `%s` are not checked".formatted(target.type());
    }
    if (valid != null && !groups.stream().allMatch(each -> valid.contains(base(each)))) {
      return "`%s` has no group `%s`".formatted(target.type(), String.join("`, `", groups));
    }
    return pending(isManual);
  }

  private static @Nullable String pending(boolean isManual) {
    return isManual ? "the owner of the target must approve it first" : null;
  }

  private static String base(String group) {
    String folded = PropertyName.folded(group);
    return folded.endsWith(SECONDARY)
        ? folded.substring(0, folded.length() - SECONDARY.length())
        : folded;
  }

  /// All connections, in the order of declaration.
  public List<Connection> all() {
    return all;
  }

  /// The connections that name a resource as their target, effective or not.
  public List<Connection> to(ResourceKey target) {
    return byTarget.getOrDefault(target, List.of());
  }

  /// The connections of a private endpoint.
  public List<Connection> from(ResourceKey endpoint) {
    return byEndpoint.getOrDefault(endpoint, List.of());
  }

  /// Whether a connection has an unknown target.
  boolean hasUnknownTarget() {
    return all.stream().anyMatch(each -> each.target() == null);
  }
}
