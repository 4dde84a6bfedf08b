package dev.redoubt.template.internal;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.template.deployment.DeploymentSettings.Cloud;
import java.util.List;

/// The result of `environment()` in each cloud. Source: Microsoft's documentation of the ARM
/// template function `environment`, and Azure CLI's `az cloud show`; read November 2026.
final class CloudEnvironment {

  private CloudEnvironment() {}

  static ObjectValue of(Cloud cloud) {
    return switch (cloud) {
      case PUBLIC ->
          environment(
              "AzureCloud",
              "https://management.azure.com/",
              "https://login.microsoftonline.com/",
              "https://graph.windows.net/",
              "https://portal.azure.com",
              "https://gallery.azure.com/",
              "https://batch.core.windows.net/",
              ".vault.azure.net",
              ".database.windows.net",
              "core.windows.net",
              ".azurecr.io");
      case US_GOVERNMENT ->
          environment(
              "AzureUSGovernment",
              "https://management.usgovcloudapi.net/",
              "https://login.microsoftonline.us/",
              "https://graph.windows.net/",
              "https://portal.azure.us",
              "https://gallery.usgovcloudapi.net/",
              "https://batch.core.usgovcloudapi.net/",
              ".vault.usgovcloudapi.net",
              ".database.usgovcloudapi.net",
              "core.usgovcloudapi.net",
              ".azurecr.us");
      case CHINA ->
          environment(
              "AzureChinaCloud",
              "https://management.chinacloudapi.cn/",
              "https://login.chinacloudapi.cn/",
              "https://graph.chinacloudapi.cn/",
              "https://portal.azure.cn",
              "https://gallery.chinacloudapi.cn/",
              "https://batch.chinacloudapi.cn/",
              ".vault.azure.cn",
              ".database.chinacloudapi.cn",
              "core.chinacloudapi.cn",
              ".azurecr.cn");
    };
  }

  private static ObjectValue environment(
      String name,
      String resourceManager,
      String login,
      String graph,
      String portal,
      String gallery,
      String batch,
      String keyVault,
      String sql,
      String storage,
      String registry) {
    boolean isPublic = name.equals("AzureCloud");
    return ObjectValue.builder()
        .put("name", name)
        .put("gallery", gallery)
        .put("graph", graph)
        .put("portal", portal)
        .put("graphAudience", graph)
        .put("activeDirectoryDataLake", isPublic ? "https://datalake.azure.net/" : "")
        .put("batch", batch)
        .put("media", isPublic ? "https://rest.media.azure.net" : "")
        .put("sqlManagement", sqlManagement(resourceManager))
        .put("vmImageAliasDoc", "")
        .put("resourceManager", resourceManager)
        .put(
            "authentication",
            ObjectValue.builder()
                .put("loginEndpoint", login)
                .put(
                    "audiences",
                    ArrayValue.of(
                        List.of(
                            StringValue.of(sqlManagement(resourceManager)),
                            StringValue.of(resourceManager))))
                .put("tenant", "common")
                .put("identityProvider", "AAD")
                .build())
        .put(
            "suffixes",
            ObjectValue.builder()
                .put("acrLoginServer", registry)
                .put("azureDatalakeAnalyticsCatalogAndJob", "azuredatalakeanalytics.net")
                .put("azureDatalakeStoreFileSystem", "azuredatalakestore.net")
                .put("azureFrontDoorEndpointSuffix", isPublic ? "azurefd.net" : "")
                .put("keyvaultDns", keyVault)
                .put("sqlServerHostname", sql)
                .put("storage", storage)
                .build())
        .build();
  }

  /// `https://management.core.windows.net/` and its equivalents in other clouds: the audience of
  /// the classic API.
  private static String sqlManagement(String resourceManager) {
    return switch (resourceManager) {
      case "https://management.azure.com/" -> "https://management.core.windows.net:8443/";
      case "https://management.usgovcloudapi.net/" ->
          "https://management.core.usgovcloudapi.net:8443/";
      default -> "https://management.core.chinacloudapi.cn:8443/";
    };
  }
}
