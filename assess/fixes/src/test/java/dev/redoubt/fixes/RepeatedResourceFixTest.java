package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fixes of resources in loops: the added resources are repeated in the same way.
class RepeatedResourceFixTest {

  private static final String STORES =
      """
      param names array = ['a', 'b']

      resource stores 'Microsoft.Storage/storageAccounts@2023-05-01' = [for %s in names: %s{
        name: 'st${%s}'
        location: resourceGroup().location
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
      }]
      """;

  @TempDir private Path folder;
  private FixedFolder template;

  @BeforeEach
  void makeFolder() {
    template = new FixedFolder(folder);
  }

  private void assertCleanAfterAllFixes() {
    Assessment before = template.assess();
    template.apply(before);
    Assessment after = template.assess();
    assertThat(FixedFolder.errors(after)).isEmpty();
    assertThat(FixedFolder.violations(after)).isEmpty();
    assertThat(FixedFolder.findings(after)).isSubsetOf(FixedFolder.findings(before));
  }

  @Test
  void useTheLoopOfTheAuthor() throws IOException {
    template.file("main.bicep", STORES.formatted("n", "", "n"));
    assertThat(template.fixed("storage-private-endpoint", "main.bicep"))
        .contains("privateEndpoints@2024-05-01' = [for (n, i) in names: {")
        .contains("privateLinkServiceId: stores[i].id");
    assertCleanAfterAllFixes();
  }

  @Test
  void keepTheIndexOfTheAuthor() throws IOException {
    template.file("main.bicep", STORES.formatted("(n, at)", "", "n"));
    assertThat(template.fixed("storage-private-endpoint", "main.bicep"))
        .contains("= [for (n, at) in names: {")
        .contains("stores[at].id");
  }

  @Test
  void chooseAnotherIndexThanTheItem() throws IOException {
    template.file("main.bicep", STORES.formatted("i", "", "i"));
    assertThat(template.fixed("storage-private-endpoint", "main.bicep"))
        .contains("= [for (i, index) in names: {")
        .contains("stores[index].id");
  }

  @Test
  void keepTheConditionOfElements() throws IOException {
    template.file("main.bicep", STORES.formatted("n", "if (n != 'b') ", "n"));
    assertThat(template.fixed("storage-private-endpoint", "main.bicep"))
        .contains("= [for (n, i) in names: if (n != 'b') {");
    assertCleanAfterAllFixes();
  }

  @Test
  void referToChildrenThatTheServiceMakes() throws IOException {
    template.file("main.bicep", STORES.formatted("n", "if (n != 'b') ", "n"));
    assertThat(template.fixed("storage-diagnostic-settings", "main.bicep"))
        .contains("blobServices@2023-05-01' existing = [for (n, i) in names: {")
        .contains("parent: stores[i]")
        .contains("scope: storesBlobServices[i]");
  }

  @Test
  void evaluateTheLocationOfTheItem() throws IOException {
    template.file(
        "main.bicep",
        """
        var accounts = [
          { name: 'sta', location: 'westeurope' }
          { name: 'stb', location: 'northeurope' }
        ]

        resource stores 'Microsoft.Storage/storageAccounts@2023-05-01' = [for a in accounts: {
          name: a.name
          location: a.location
          kind: 'StorageV2'
          sku: { name: 'Standard_LRS' }
        }]
        """);
    assertThat(template.fixed("storage-private-endpoint", "main.bicep"))
        .contains("  name: 'pe-${stores[i].name}'\n  location: a.location\n");
    assertCleanAfterAllFixes();
  }

  @Test
  void copyInArmTemplatesAsOften() throws IOException {
    template.file(
        "main.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "names": { "type": "array", "defaultValue": ["a", "b"] } },
          "resources": [
            {
              "type": "Microsoft.Storage/storageAccounts",
              "apiVersion": "2023-05-01",
              "name": "[concat('st', parameters('names')[copyIndex('stores')])]",
              "copy": { "name": "stores", "count": "[length(parameters('names'))]" },
              "location": "westeurope",
              "kind": "StorageV2",
              "sku": { "name": "Standard_LRS" },
              "properties": {}
            }
          ]
        }
        """);
    assertThat(template.fix("storage-private-endpoint").text())
        .contains("\"name\": \"storesPrivateEndpoint\"")
        .contains("\"count\": \"[length(parameters('names'))]\"")
        .contains("copyIndex('storesPrivateEndpoint')")
        .doesNotContain("copyIndex('stores')");
    assertCleanAfterAllFixes();
  }
}
