package dev.redoubt.facts;

import dev.redoubt.estate.ResourceType;
import dev.redoubt.findings.inventory.Exposure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules for exposure by resource type. A type without a rule of its own that has the setting
/// `publicNetworkAccess` follows the general rule, but not a part of another resource, which shares
/// its endpoint. Any other type is unknown, unless it is known to have no endpoint.
final class ExposureRules {

  private static final String ACCESS = "properties.publicNetworkAccess";

  private static final ExposureRule SERVER_FIREWALL = new FirewallRules(ACCESS, null, true);

  private static final ExposureRule FLEXIBLE_SERVER =
      new FirewallRules(
          "properties.network.publicNetworkAccess",
          "properties.network.delegatedSubnetResourceId",
          true);

  private static final Map<ResourceType, ExposureRule> RULES =
      Map.ofEntries(
          rule("Microsoft.Storage/storageAccounts", PublicNetworkAccess.withRules("networkAcls")),
          rule("Microsoft.KeyVault/vaults", PublicNetworkAccess.withRules("networkAcls")),
          rule("Microsoft.KeyVault/managedHSMs", PublicNetworkAccess.withRules("networkAcls")),
          rule(
              "Microsoft.CognitiveServices/accounts", PublicNetworkAccess.withRules("networkAcls")),
          rule(
              "Microsoft.ContainerRegistry/registries",
              PublicNetworkAccess.withRules("networkRuleSet")),
          rule(
              "Microsoft.Search/searchServices",
              PublicNetworkAccess.withLists("properties.networkRuleSet.ipRules")),
          rule(
              "Microsoft.DocumentDB/databaseAccounts",
              PublicNetworkAccess.withLists(
                  "properties.ipRules",
                  "properties.ipRangeFilter",
                  "properties.isVirtualNetworkFilterEnabled")),
          rule(
              "Microsoft.MachineLearningServices/workspaces",
              PublicNetworkAccess.withLists("properties.ipAllowlist")),
          rule("Microsoft.MachineLearningServices/registries", PublicNetworkAccess.ALONE),
          rule(
              "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
              PublicNetworkAccess.ALONE),
          rule(
              "Microsoft.MachineLearningServices/workspaces/computes",
              ApplicationExposure::trainingCompute),
          rule("Microsoft.DataFactory/factories", PublicNetworkAccess.ALONE),
          rule("Microsoft.Databricks/workspaces", PublicNetworkAccess.ALONE),
          rule("Microsoft.Synapse/workspaces", SERVER_FIREWALL),
          rule("Microsoft.Sql/servers", SERVER_FIREWALL),
          rule("Microsoft.DBforPostgreSQL/flexibleServers", FLEXIBLE_SERVER),
          rule("Microsoft.DBforMySQL/flexibleServers", FLEXIBLE_SERVER),
          rule("Microsoft.DBforPostgreSQL/servers", SERVER_FIREWALL),
          rule("Microsoft.Cache/redis", ServiceExposure::cache),
          rule("Microsoft.EventHub/namespaces", ServiceExposure::namespace),
          rule("Microsoft.ServiceBus/namespaces", ServiceExposure::namespace),
          rule("Microsoft.OperationalInsights/workspaces", ServiceExposure::monitor),
          rule("Microsoft.Insights/components", ServiceExposure::monitor),
          rule("Microsoft.Purview/accounts", PublicNetworkAccess.ALONE),
          rule(
              "Microsoft.Batch/batchAccounts",
              PublicNetworkAccess.withRules("networkProfile.accountAccess")),
          rule("Microsoft.Web/sites", ApplicationExposure::webApp),
          rule("Microsoft.Web/sites/slots", ApplicationExposure::webApp),
          rule("Microsoft.App/containerApps", ApplicationExposure::containerApp),
          rule("Microsoft.ContainerService/managedClusters", ApplicationExposure::kubernetes),
          rule("Microsoft.ContainerInstance/containerGroups", ApplicationExposure::containerGroup),
          rule("Microsoft.ApiManagement/service", NetworkExposure::apiManagement),
          rule("Microsoft.Network/applicationGateways", NetworkExposure::frontend),
          rule("Microsoft.Network/loadBalancers", NetworkExposure::frontend),
          rule("Microsoft.Network/azureFirewalls", NetworkExposure::firewall),
          rule("Microsoft.Compute/virtualMachines", NetworkExposure::virtualMachine),
          rule("Microsoft.Compute/virtualMachineScaleSets", NetworkExposure::scaleSet),
          rule("Microsoft.Network/frontDoors", always("a Front Door is always public")),
          rule("Microsoft.Cdn/profiles", always("a Front Door or CDN profile is always public")),
          rule(
              "Microsoft.Network/trafficManagerProfiles",
              always("Traffic Manager answers every DNS query")),
          rule(
              "Microsoft.Network/bastionHosts",
              always("it has a public address; users sign in first")),
          rule(
              "Microsoft.Network/virtualNetworkGateways",
              always("it has a public address; tunnels authenticate")));

  private static final ExposureFact UNJUDGED =
      ExposureFact.because(Exposure.UNKNOWN, "no rule judges endpoints of this type");

  private ExposureRules() {}

  private static Map.Entry<ResourceType, ExposureRule> rule(String type, ExposureRule rule) {
    return Map.entry(ResourceType.of(type), rule);
  }

  private static ExposureRule always(String reason) {
    return _ -> ExposureFact.because(Exposure.PUBLIC, reason);
  }

  static ExposureFact of(ResourceFacts resource) {
    ExposureRule rule = find(resource);
    if (rule != null) {
      return rule.of(resource);
    }
    return resource.description().hasNoEndpoint()
        ? ExposureFact.because(Exposure.NONE, "this type has no endpoint")
        : UNJUDGED;
  }

  static boolean isJudged(ResourceFacts resource) {
    return find(resource) != null || resource.description().hasNoEndpoint();
  }

  private static @Nullable ExposureRule find(ResourceFacts resource) {
    ExposureRule own = RULES.get(resource.resource().type());
    boolean isPart = resource.description().shape() == TypeDescription.Shape.PART;
    if (own != null || isPart || resource.description().hasNoEndpoint()) {
      return own;
    }
    boolean isGeneral = resource.view().aliases().isLeaf(ACCESS);
    return isGeneral ? PublicNetworkAccess.ALONE : null;
  }
}
