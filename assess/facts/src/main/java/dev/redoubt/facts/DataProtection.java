package dev.redoubt.facts;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Value;
import dev.redoubt.facts.ResourceReference.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who has the key of the encryption at rest, and how callers authenticate.
public final class DataProtection {

  private static final String PLATFORM = "platform-managed key";
  private static final String CUSTOMER = "customer-managed key";

  /// The setting that decides, and its value for a key of the customer.
  ///
  /// @param path from the root of the payload
  /// @param customer the value; empty if any value means a key of the customer
  private record KeySetting(String path, String customer) {}

  private static final Map<ResourceType, KeySetting> KEYS =
      Map.ofEntries(
          key("Microsoft.Storage/storageAccounts", "encryption.keySource", "Microsoft.Keyvault"),
          key("Microsoft.CognitiveServices/accounts", "encryption.keySource", "Microsoft.KeyVault"),
          key("Microsoft.ContainerRegistry/registries", "encryption.status", "enabled"),
          key("Microsoft.DocumentDB/databaseAccounts", "keyVaultKeyUri", ""),
          key("Microsoft.DBforPostgreSQL/flexibleServers", "dataEncryption.type", "AzureKeyVault"),
          key("Microsoft.DBforMySQL/flexibleServers", "dataEncryption.type", "AzureKeyVault"),
          key("Microsoft.EventHub/namespaces", "encryption.keySource", "Microsoft.KeyVault"),
          key("Microsoft.ServiceBus/namespaces", "encryption.keySource", "Microsoft.KeyVault"),
          key("Microsoft.DataFactory/factories", "encryption", ""),
          key("Microsoft.Kusto/clusters", "keyVaultProperties", ""),
          key("Microsoft.Databricks/workspaces", "encryption", ""),
          key("Microsoft.Synapse/workspaces", "encryption.cmk", ""),
          key("Microsoft.MachineLearningServices/workspaces", "encryption.status", "Enabled"),
          key("Microsoft.Batch/batchAccounts", "encryption.keySource", "Microsoft.KeyVault"),
          key(
              "Microsoft.AppConfiguration/configurationStores",
              "encryption.keyVaultProperties",
              ""),
          key("Microsoft.RecoveryServices/vaults", "encryption.keyVaultProperties", ""),
          key("Microsoft.Sql/managedInstances", "keyId", ""),
          key("Microsoft.OperationalInsights/clusters", "keyVaultProperties", ""),
          key("Microsoft.DocumentDB/mongoClusters", "encryption.customerManagedKeyEncryption", ""),
          key("Microsoft.Cache/redisEnterprise", "encryption.customerManagedKeyEncryption", ""));

  private static final ResourceType CLUSTER =
      ResourceType.of("Microsoft.OperationalInsights/clusters");

  private static final String NOT_DECLARED = "unknown: the resource is not declared here";

  /// A setting that tells how callers authenticate.
  ///
  /// @param value the value with which only Microsoft Entra ID is accepted
  private record AuthenticationSetting(String path, String value, String otherwise) {}

  private static final String KEYS_TOO = "keys, or Microsoft Entra ID";

  private static final Map<ResourceType, AuthenticationSetting> AUTHENTICATION =
      Map.ofEntries(
          authentication(
              "Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", "false", KEYS_TOO),
          authentication(
              "Microsoft.CognitiveServices/accounts", "disableLocalAuth", "true", KEYS_TOO),
          authentication("Microsoft.Search/searchServices", "disableLocalAuth", "true", KEYS_TOO),
          authentication(
              "Microsoft.DocumentDB/databaseAccounts", "disableLocalAuth", "true", KEYS_TOO),
          authentication("Microsoft.EventHub/namespaces", "disableLocalAuth", "true", KEYS_TOO),
          authentication("Microsoft.ServiceBus/namespaces", "disableLocalAuth", "true", KEYS_TOO),
          authentication("Microsoft.Insights/components", "DisableLocalAuth", "true", KEYS_TOO),
          authentication(
              "Microsoft.OperationalInsights/workspaces",
              "features.disableLocalAuth",
              "true",
              KEYS_TOO),
          authentication(
              "Microsoft.Cache/redis", "disableAccessKeyAuthentication", "true", KEYS_TOO),
          authentication(
              "Microsoft.ContainerRegistry/registries",
              "adminUserEnabled",
              "false",
              "an administrator's password, or Microsoft Entra ID"),
          authentication(
              "Microsoft.Sql/servers",
              "administrators.azureADOnlyAuthentication",
              "true",
              "passwords, or Microsoft Entra ID"),
          authentication(
              "Microsoft.DBforPostgreSQL/flexibleServers",
              "authConfig.passwordAuth",
              "Disabled",
              "passwords, or Microsoft Entra ID"),
          authentication(
              "Microsoft.ContainerService/managedClusters",
              "disableLocalAccounts",
              "true",
              "local accounts, or Microsoft Entra ID"),
          authentication(
              "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
              "authMode",
              "AADToken",
              "keys or tokens of the endpoint"));

  private DataProtection() {}

  private static Map.Entry<ResourceType, KeySetting> key(String type, String path, String value) {
    return Map.entry(ResourceType.of(type), new KeySetting("properties." + path, value));
  }

  private static Map.Entry<ResourceType, AuthenticationSetting> authentication(
      String type, String path, String value, String otherwise) {
    return Map.entry(
        ResourceType.of(type), new AuthenticationSetting("properties." + path, value, otherwise));
  }

  /// Who has the key, one phrase.
  public static String encryption(ResourceFacts resource) {
    ResourceType type = resource.resource().type();
    if (!resource.resource().managed()) {
      return NOT_DECLARED;
    }
    if (type.is("Microsoft.Sql/servers")) {
      return sqlServer(resource);
    }
    if (type.is("Microsoft.OperationalInsights/workspaces")) {
      return logWorkspace(resource);
    }
    if (type.is("Microsoft.Search/searchServices")) {
      return searchService(resource);
    }
    if (type.is("Microsoft.Cache/redis")) {
      return PLATFORM;
    }
    KeySetting setting = KEYS.get(type);
    if (setting == null) {
      return "not judged";
    }
    return byKey(resource, setting);
  }

  private static String byKey(ResourceFacts resource, KeySetting setting) {
    EffectiveProperty value = resource.property(setting.path());
    if (setting.customer().isEmpty() ? value.isEmpty() : isOther(value, setting.customer())) {
      return PLATFORM;
    }
    boolean isCustomer =
        setting.customer().isEmpty() ? value.isPresent() : value.is(setting.customer());
    return isCustomer ? withVault(resource) : "unknown: " + value.phrase();
  }

  private static boolean isOther(EffectiveProperty value, String customer) {
    return value.isAbsent() || (!value.isUnknown() && !value.mayBe(customer));
  }

  /// A workspace in a cluster has the key of the cluster.
  private static String logWorkspace(ResourceFacts workspace) {
    Value id = workspace.property("properties.features.clusterResourceId").value();
    for (ResourceFacts each : workspace.children("linkedServices")) {
      if (PropertyName.same(String.valueOf(each.key().lastName().text()), "Cluster")) {
        id = each.property("properties.writeAccessResourceId").value();
      }
    }
    if (new EffectiveProperty("clusterResourceId", id).isEmpty()) {
      return PLATFORM;
    }
    ResourceKey key = id == null ? null : ResourceId.parse(id);
    ResourceFacts cluster = key == null ? null : workspace.deployment().find(key);
    return cluster != null && cluster.resource().type().equals(CLUSTER)
        ? encryption(cluster)
        : "unknown: the key of its cluster is not declared here";
  }

  /// Keys belong to indexes, which no template declares; a service can demand them.
  private static String searchService(ResourceFacts service) {
    EffectiveProperty enforced = service.property("properties.encryptionWithCmk.enforcement");
    if (enforced.is("Enabled")) {
      return CUSTOMER + " enforced for each index";
    }
    return enforced.isUnknown()
        ? "unknown: " + enforced.phrase()
        : PLATFORM + ", unless an index has its own key";
  }

  /// The key of a server for databases is a setting of the server or of its child.
  private static String sqlServer(ResourceFacts server) {
    String plain = plainDatabase(server);
    return plain == null ? sqlKey(server) : plain;
  }

  /// What is said of a server with a database that is or may be stored without encryption; null if
  /// there is none.
  private static @Nullable String plainDatabase(ResourceFacts server) {
    String doubt = null;
    for (ResourceFacts database : server.children("databases")) {
      for (ResourceFacts each : database.children("transparentDataEncryption")) {
        String name = ValueText.shortName(database.key().lastName(), "");
        for (String path : List.of("properties.state", "properties.status")) {
          EffectiveProperty state = each.property(path);
          if (state.is("Disabled")) {
            return "not encrypted: the database `%s`%s"
                .formatted(name, database.isCertainPart(each) ? "" : ", on a condition");
          }
          if (state.mayBe("Disabled")) {
            doubt = "unknown: of the database `%s`, %s".formatted(name, state.phrase());
          }
        }
      }
    }
    return doubt;
  }

  private static String sqlKey(ResourceFacts server) {
    EffectiveProperty key = server.property("properties.keyId");
    if (!key.isAbsent()) {
      return key.isPresent() ? withVault(server) : "unknown: " + key.phrase();
    }
    for (ResourceFacts each : server.children("encryptionProtector")) {
      EffectiveProperty type = each.property("properties.serverKeyType");
      if (type.is("AzureKeyVault") && !server.isCertainPart(each)) {
        return "unknown: a customer-managed key depends on a condition";
      }
      if (!type.is("ServiceManaged")) {
        return type.is("AzureKeyVault") ? withVault(each) : "unknown: " + type.phrase();
      }
    }
    return PLATFORM;
  }

  private static String withVault(ResourceFacts resource) {
    for (ResourceReference each : resource.references()) {
      if (each.kind() == Kind.ENCRYPTED_WITH) {
        return "%s in `%s`"
            .formatted(CUSTOMER, ValueText.shortName(each.to().names().getFirst(), ""));
      }
    }
    return CUSTOMER;
  }

  /// How callers authenticate, one phrase; empty if nothing is known.
  public static String authentication(ResourceFacts resource) {
    AuthenticationSetting setting = AUTHENTICATION.get(resource.resource().type());
    if (setting == null) {
      return "";
    }
    EffectiveProperty value = resource.property(setting.path());
    if (value.isAbsent() && !resource.resource().managed()) {
      return NOT_DECLARED;
    }
    if (value.is(setting.value())) {
      return "Microsoft Entra ID";
    }
    boolean isDecided = !value.isUnknown() && !value.mayBe(setting.value());
    return isDecided ? setting.otherwise() : "unknown: " + value.phrase();
  }

  /// The value of a tag; null if the resource does not have it. Names of tags ignore case.
  public static @Nullable String tag(ResourceFacts resource, String name) {
    EffectiveProperty tags = resource.property("tags");
    if (tags.value() instanceof dev.redoubt.estate.ObjectValue object) {
      var value = object.lookup(name);
      return value == null || value instanceof dev.redoubt.estate.NullValue
          ? null
          : ValueText.of(value);
    }
    return tags.isUnknown() ? ValueText.of(java.util.Objects.requireNonNull(tags.value())) : null;
  }
}
