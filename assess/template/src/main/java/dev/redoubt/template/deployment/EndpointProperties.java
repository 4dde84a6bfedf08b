package dev.redoubt.template.deployment;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.DeploymentSettings.Cloud;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Derives the run-time properties that follow from a resource's name and cloud: endpoints and host
/// names. Source: the documentation of each service's endpoints by cloud ("Azure endpoints",
/// "Compare Azure Government and global Azure"), read November 2026.
public final class EndpointProperties {

  private EndpointProperties() {}

  /// Returns the derived members of a resource's `properties`; empty for types whose endpoints do
  /// not follow from the name.
  ///
  /// @param body the declared payload, or null if unknown
  public static ObjectValue of(ResourceKey key, @Nullable ObjectValue body, Cloud cloud) {
    Suffixes suffixes = Suffixes.of(cloud);
    Value name = key.lastName().value();
    return switch (key.type().folded()) {
      case "microsoft.storage/storageaccounts" -> storage(name, suffixes);
      case "microsoft.keyvault/vaults" -> one("vaultUri", https(name, suffixes.vault()));
      case "microsoft.keyvault/vaults/keys" -> key(key.names().getFirst().value(), name, suffixes);
      case "microsoft.keyvault/managedhsms" -> one("hsmUri", https(name, suffixes.hsm()));
      case "microsoft.containerregistry/registries" ->
          one("loginServer", host(name, suffixes.registry()));
      case "microsoft.documentdb/databaseaccounts" ->
          one("documentEndpoint", text("https://", name, suffixes.documents() + ":443/"));
      case "microsoft.sql/servers" -> one("fullyQualifiedDomainName", host(name, suffixes.sql()));
      case "microsoft.dbforpostgresql/flexibleservers" ->
          one("fullyQualifiedDomainName", host(name, suffixes.postgres()));
      case "microsoft.dbformysql/flexibleservers" ->
          one("fullyQualifiedDomainName", host(name, suffixes.mysql()));
      case "microsoft.servicebus/namespaces", "microsoft.eventhub/namespaces" ->
          one("serviceBusEndpoint", text("https://", name, suffixes.serviceBus() + ":443/"));
      case "microsoft.search/searchservices" ->
          one("endpoint", text("https://", name, suffixes.search()));
      case "microsoft.cache/redis" -> one("hostName", host(name, suffixes.redis()));
      case "microsoft.appconfiguration/configurationstores" ->
          one("endpoint", text("https://", name, suffixes.configuration()));
      case "microsoft.cognitiveservices/accounts" -> cognitive(body, suffixes);
      default -> ObjectValue.EMPTY;
    };
  }

  private static ObjectValue storage(Value name, Suffixes suffixes) {
    ObjectValue.Builder endpoints = ObjectValue.builder().origin(Origin.DERIVED);
    for (String service : List.of("blob", "dfs", "file", "queue", "table")) {
      endpoints.put(service, https(name, "." + service + "." + suffixes.storage()));
    }
    return ObjectValue.builder().put("primaryEndpoints", endpoints.build()).build();
  }

  /// Returns the address of a key without its version, which is created together with the key.
  private static ObjectValue key(Value vault, Value name, Suffixes suffixes) {
    List<Value> parts =
        List.of(
            StringValue.of("https://"), vault, StringValue.of(suffixes.vault() + "/keys/"), name);
    return one("keyUri", Unknown.text(parts, Origin.DERIVED));
  }

  /// An account's endpoint is named after its `customSubDomainName`, not after the account.
  private static ObjectValue cognitive(@Nullable ObjectValue body, Suffixes suffixes) {
    Value domain = body == null ? null : body.at("properties.customSubDomainName");
    if (!(domain instanceof StringValue) && !(domain instanceof Unknown)) {
      return ObjectValue.EMPTY;
    }
    String kind = body == null ? null : body.text("kind");
    String suffix =
        kind != null && kind.equalsIgnoreCase("OpenAI") ? suffixes.openAi() : suffixes.cognitive();
    return one("endpoint", https(domain, suffix));
  }

  private static ObjectValue one(String property, Value value) {
    return ObjectValue.builder().put(property, value).build();
  }

  private static Value https(Value name, String suffix) {
    return text("https://", name, suffix + "/");
  }

  private static Value host(Value name, String suffix) {
    return text("", name, suffix);
  }

  private static Value text(String before, Value name, String after) {
    return Unknown.text(
        List.of(StringValue.of(before), name, StringValue.of(after)), Origin.DERIVED);
  }

  /// The host name suffixes of the services in a cloud.
  private record Suffixes(
      String storage,
      String vault,
      String hsm,
      String registry,
      String documents,
      String sql,
      String postgres,
      String mysql,
      String serviceBus,
      String search,
      String redis,
      String configuration,
      String cognitive,
      String openAi) {

    private static final Suffixes PUBLIC =
        new Suffixes(
            "core.windows.net",
            ".vault.azure.net",
            ".managedhsm.azure.net",
            ".azurecr.io",
            ".documents.azure.com",
            ".database.windows.net",
            ".postgres.database.azure.com",
            ".mysql.database.azure.com",
            ".servicebus.windows.net",
            ".search.windows.net",
            ".redis.cache.windows.net",
            ".azconfig.io",
            ".cognitiveservices.azure.com",
            ".openai.azure.com");

    private static final Suffixes US_GOVERNMENT =
        new Suffixes(
            "core.usgovcloudapi.net",
            ".vault.usgovcloudapi.net",
            ".managedhsm.usgovcloudapi.net",
            ".azurecr.us",
            ".documents.azure.us",
            ".database.usgovcloudapi.net",
            ".postgres.database.usgovcloudapi.net",
            ".mysql.database.usgovcloudapi.net",
            ".servicebus.usgovcloudapi.net",
            ".search.azure.us",
            ".redis.cache.usgovcloudapi.net",
            ".azconfig.azure.us",
            ".cognitiveservices.azure.us",
            ".openai.azure.us");

    private static final Suffixes CHINA =
        new Suffixes(
            "core.chinacloudapi.cn",
            ".vault.azure.cn",
            ".managedhsm.azure.cn",
            ".azurecr.cn",
            ".documents.azure.cn",
            ".database.chinacloudapi.cn",
            ".postgres.database.chinacloudapi.cn",
            ".mysql.database.chinacloudapi.cn",
            ".servicebus.chinacloudapi.cn",
            ".search.azure.cn",
            ".redis.cache.chinacloudapi.cn",
            ".azconfig.azure.cn",
            ".cognitiveservices.azure.cn",
            ".openai.azure.cn");

    static Suffixes of(Cloud cloud) {
      return switch (cloud) {
        case PUBLIC -> PUBLIC;
        case US_GOVERNMENT -> US_GOVERNMENT;
        case CHINA -> CHINA;
      };
    }
  }
}
