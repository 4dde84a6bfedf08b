package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.DataStore;
import dev.redoubt.findings.inventory.Exposure;
import dev.redoubt.findings.inventory.ResourceInventory;
import dev.redoubt.findings.inventory.WorkloadEndpoint;
import dev.redoubt.findings.inventory.WorkloadIdentity;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.testing.GoldenFile;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole inventory and the pictures of a small workload that has each kind of relation once.
class WorkloadDescriptionTest {

  private static final String TEMPLATE =
      """
      param location string
      param team string
      param isWide bool
      resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
        name: 'vnet'
        location: location
        properties: {
          addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
          subnets: [
            { name: 'endpoints', properties: { addressPrefix: '10.0.1.0/24', networkSecurityGroup: { id: rules.id } } }
            { name: 'apps', properties: { addressPrefix: '10.0.2.0/24' } }
          ]
          virtualNetworkPeerings: [{ name: 'hub', properties: { remoteVirtualNetwork: { id: hub.id } } }]
        }
        resource apps 'subnets' existing = { name: 'apps' }
        resource endpoints 'subnets' existing = { name: 'endpoints' }
      }
      resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' existing = { name: 'hub' }
      resource rules 'Microsoft.Network/networkSecurityGroups@2024-05-01' = { name: 'nsg', location: location }
      resource lake 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stlake'
        location: location
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        tags: { dataClassification: 'confidential' }
        identity: { type: 'UserAssigned', userAssignedIdentities: { '${trainer.id}': {} } }
        properties: {
          publicNetworkAccess: 'Disabled'
          allowSharedKeyAccess: false
          encryption: {
            keySource: 'Microsoft.Keyvault'
            keyvaultproperties: { keyname: 'k', keyvaulturi: vault.properties.vaultUri }
          }
        }
        resource blobs 'blobServices' = {
          name: 'default'
          resource raw 'containers' = { name: 'raw' }
        }
      }
      resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
        name: 'kv-model'
        location: location
        properties: {
          tenantId: tenant().tenantId
          sku: { family: 'A', name: 'standard' }
          networkAcls: { defaultAction: 'Deny' }
        }
        resource secret 'secrets' = { name: 'token', properties: { value: 'Hunter2!' } }
      }
      resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
        name: 'pe-lake'
        location: location
        properties: {
          subnet: { id: network::endpoints.id }
          privateLinkServiceConnections: [{ name: 'c', properties: { privateLinkServiceId: lake.id, groupIds: ['blob'] } }]
        }
      }
      resource wrong 'Microsoft.Network/privateEndpoints@2024-05-01' = {
        name: 'pe-wrong'
        location: location
        properties: {
          subnet: { id: network::endpoints.id }
          privateLinkServiceConnections: [{ name: 'c', properties: { privateLinkServiceId: vault.id, groupIds: ['blob'] } }]
        }
      }
      resource trainer 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
        name: 'id-train'
        location: location
        resource trust 'federatedIdentityCredentials' = {
          name: 'github'
          properties: { issuer: 'https://token.actions.githubusercontent.com', subject: 'repo:contoso/credit:ref:refs/heads/main', audiences: ['a'] }
        }
      }
      resource plan 'Microsoft.Web/serverfarms@2024-04-01' = { name: 'plan', location: location }
      resource app 'Microsoft.Web/sites@2024-04-01' = {
        name: 'app-score'
        location: location
        identity: { type: 'SystemAssigned' }
        properties: {
          serverFarmId: plan.id
          virtualNetworkSubnetId: network::apps.id
          siteConfig: { appSettings: [{ name: 'LAKE', value: 'https://stlake.blob.${environment().suffixes.storage}' }] }
        }
      }
      resource search 'Microsoft.Search/searchServices@2024-06-01-preview' = {
        name: 'srch-docs'
        location: location
        sku: { name: 'basic' }
        properties: { publicNetworkAccess: isWide ? 'enabled' : 'disabled' }
      }
      resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = { name: 'log', location: location }
      resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
        name: 'audit'
        scope: vault
        properties: { workspaceId: logs.id, logs: [{ categoryGroup: 'audit', enabled: true }] }
      }
      resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
        name: guid('a')
        scope: lake
        properties: {
          principalId: app.identity.principalId
          roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
        }
      }
      resource owns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
        name: guid('b')
        properties: {
          principalId: team
          roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')
        }
      }
      resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (isWide) {
        name: guid('c')
        scope: vault
        properties: {
          principalId: trainer.properties.principalId
          roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
        }
      }
      resource widget 'Contoso.Widgets/widgets@2024-01-01' = { name: 'w' }
      """;

  @TempDir private Path folder;

  private AssessmentEngine.Result.Assessed assessed() {
    new FileTree(folder).file("main.bicep", TEMPLATE);
    AssessmentEngine.Result result =
        new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), _ -> true)
            .assess("test", WorkspaceSources.find(SourceRequest.of(folder)));
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return (AssessmentEngine.Result.Assessed) result;
  }

  @Test
  void inventoryOfASmallWorkload() throws IOException {
    AssessmentEngine.Result.Assessed assessed = assessed();
    GoldenFile.check(
        "small-inventory.txt",
        text(assessed.description().inventory(), assessed.assessment().files()));
  }

  @Test
  void picturesOfASmallWorkload() throws IOException {
    AssessmentEngine.Result.Assessed assessed = assessed();
    StringBuilder text = new StringBuilder();
    for (DiagramView view : DiagramView.values()) {
      assessed
          .description()
          .diagrams(view, assessed.assessment().findings())
          .forEach(each -> text.append(text(each)));
    }
    GoldenFile.check("small-pictures.txt", text.toString());
  }

  @Test
  void secretIsNeverInTheInventory() {
    assertThat(assessed().description().inventory().toString()).doesNotContain("Hunter2");
  }

  @Test
  void wrongPrivateEndpointDoesNotCount() {
    ResourceInventory inventory = assessed().description().inventory();
    assertThat(inventory.endpoints())
        .filteredOn(each -> "kv-model".equals(each.key().lastName().text()))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.exposure()).isEqualTo(Exposure.RESTRICTED);
              assertThat(each.privateEndpoints()).isEmpty();
              assertThat(each.reason()).contains("`pe-wrong` does not count");
            });
  }

  @Test
  void endpointOfATypeWithoutARuleIsUnknownAndNoted() {
    ResourceInventory inventory = assessed().description().inventory();
    assertThat(inventory.notes()).anyMatch(each -> each.contains("Contoso.Widgets/widgets"));
    assertThat(inventory.endpoints())
        .filteredOn(each -> each.key().type().is("Contoso.Widgets/widgets"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.exposure()).isEqualTo(Exposure.UNKNOWN);
              assertThat(each.reason()).contains("no rule judges");
            });
  }

  @Test
  void conditionOfAResourceIsTheConditionOfItsEndpoint() {
    new FileTree(folder)
        .file(
            "main.bicep",
            """
            param flag bool
            resource lake 'Microsoft.Storage/storageAccounts@2023-05-01' = if (flag) {
              name: 'stlake'
              location: 'westeurope'
              kind: 'StorageV2'
              sku: { name: 'Standard_LRS' }
            }
            """);
    AssessmentEngine.Result.Assessed made =
        (AssessmentEngine.Result.Assessed)
            new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), _ -> true)
                .assess("test", WorkspaceSources.find(SourceRequest.of(folder)));
    assertThat(made.description().inventory().endpoints())
        .singleElement()
        .satisfies(each -> assertThat(each.reason()).contains("only if [parameters('flag')]"));
  }

  @Test
  void accessThatIsNotListedIsNoted() {
    assertThat(assessed().description().inventory().notes())
        .anyMatch(each -> each.contains("without role assignments"));
  }

  @Test
  void equalResourceOfTwoDeploymentsIsListedOnce() {
    String vault =
        """
        resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
          name: 'kv-shared'
          location: 'westeurope'
          properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: '%s' } }
        }
        """;
    new FileTree(folder)
        .file("a/main.bicep", vault.formatted("standard"))
        .file("b/main.bicep", vault.formatted("standard"))
        .file("c/main.bicep", vault.formatted("premium"));
    AssessmentEngine.Result.Assessed made =
        (AssessmentEngine.Result.Assessed)
            new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), _ -> true)
                .assess("test", WorkspaceSources.find(SourceRequest.of(folder)));
    assertThat(made.description().inventory().resources())
        .extracting(each -> each.deployments().size())
        .containsExactly(2, 1);
  }

  private static String text(ResourceInventory inventory, SourceFiles files) {
    StringBuilder text = new StringBuilder();
    inventory
        .resources()
        .forEach(
            each -> {
              line(
                  text,
                  "%s %s %s%s"
                      .formatted(
                          each.key().shortName(),
                          each.stage().word(),
                          each.isExisting() ? "existing " : "",
                          each.condition() == null ? "" : "if " + each.condition()));
              each.settings()
                  .forEach(
                      setting -> {
                        SourceLocation at = files.locate(setting.origin());
                        line(
                            text,
                            "  %s = %s (%s%s%s)"
                                .formatted(
                                    setting.path(),
                                    setting.value(),
                                    setting.source().word(),
                                    setting.origin().isWritten() ? " at line " + at.line() : "",
                                    setting.basis().isEmpty() ? "" : "; " + setting.basis()));
                      });
            });
    for (WorkloadIdentity each : inventory.identities()) {
      line(
          text,
          "identity %s: %s, used by %s, trusts %s"
              .formatted(
                  each.name(),
                  each.kind().word(),
                  each.usedBy().stream().map(key -> key.shortName()).toList(),
                  each.trusts()));
    }
    inventory
        .roleAssignments()
        .forEach(
            each ->
                line(
                    text,
                    "role %s: %s at %s if %s"
                        .formatted(
                            each.identity(),
                            each.role(),
                            each.scope(),
                            String.valueOf(each.condition()))));
    for (DataStore each : inventory.dataStores()) {
      line(
          text,
          "data %s: '%s' (%s), %s, %s"
              .formatted(
                  each.key().shortName(),
                  each.classification(),
                  each.classifiedBy(),
                  each.encryption(),
                  each.exposure().word()));
    }
    for (WorkloadEndpoint each : inventory.endpoints()) {
      line(
          text,
          "endpoint %s: %s, %s, %s, '%s'"
              .formatted(
                  each.key().shortName(),
                  each.exposure().word(),
                  each.reason(),
                  each.privateEndpoints().stream().map(key -> key.shortName()).toList(),
                  each.authentication()));
    }
    inventory.notes().forEach(each -> line(text, "note: %s".formatted(each)));
    return text.toString();
  }

  private static String text(WorkloadDiagram diagram) {
    StringBuilder text = new StringBuilder();
    line(text, "# %s".formatted(diagram.view().word()));
    Map<String, String> labels = new HashMap<>();
    for (DiagramNode each : diagram.nodes()) {
      labels.put(each.id(), each.label());
      line(
          text,
          "%s%s %s: %s, %s, %s%s, findings %d, unknown %d%s"
              .formatted(
                  each.parent() == null ? "" : labels.get(each.parent()) + " > ",
                  each.kind(),
                  each.label(),
                  each.detail(),
                  each.symbol(),
                  each.exposure().word(),
                  each.isCertain() ? "" : ", dashed",
                  each.markers().violations().size(),
                  each.markers().unknowns().size(),
                  each.badges().isEmpty() ? "" : ", runs as " + each.badges()));
    }
    diagram
        .edges()
        .forEach(
            each ->
                line(
                    text,
                    "%s -%s-> %s '%s'%s"
                        .formatted(
                            labels.getOrDefault(each.from(), ""),
                            each.kind(),
                            labels.getOrDefault(each.to(), ""),
                            each.label(),
                            each.isCertain() ? "" : " dashed")));
    diagram.notes().forEach(each -> line(text, "note: %s".formatted(each)));
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
