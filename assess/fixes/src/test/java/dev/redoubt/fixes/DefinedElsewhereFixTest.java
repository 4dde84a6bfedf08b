package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fixes of objects that are merged, or defined in another place: the change is made in the object
/// that decides.
class DefinedElsewhereFixTest {

  private static final String RBAC = "key-vault-rbac";

  private static final String PARAMETERS =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
        "contentVersion": "1.0.0.0",
        "parameters": { "tags": { "value": { "environment": "dev" } } }
      }
      """;

  @TempDir private Path folder;
  private FixedFolder template;

  @BeforeEach
  void makeFolder() {
    template = new FixedFolder(folder);
  }

  private void vault(String before, String properties) throws IOException {
    template.file(
        "main.bicep",
        """
        %s
        resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
          name: 'kv'
          location: 'westeurope'
          properties: %s
        }
        """
            .formatted(before, properties));
  }

  @Test
  void changeTheLastObjectOfAUnionThatHasTheProperty() throws IOException {
    vault(
        "", "union({\n    enableRbacAuthorization: true\n  }, { enableRbacAuthorization: false })");
    assertThat(template.fixed(RBAC, "main.bicep"))
        .contains(
            "union({\n    enableRbacAuthorization: true\n  }, { enableRbacAuthorization: true })");
  }

  @Test
  void changeNestedObjectsOfAUnion() throws IOException {
    vault(
        "",
        "union({ sku: { family: 'A' }, a: { b: 1 } }, { sku: { name: 'standard' } },"
            + " { enableRbacAuthorization: false })");
    template.apply(template.assess());
    assertThat(FixedFolder.violations(template.assess())).isEmpty();
  }

  @Test
  void addToTheLastObjectOfAUnionThatIsNoParameter() throws IOException {
    vault(
        "param more object = {}\nvar own = {\n  tenantId: tenant().tenantId\n}\n",
        "union(own, more)");
    assertThat(template.fixed("key-vault-purge-protection", "main.bicep"))
        .contains("  tenantId: tenant().tenantId\n  enableSoftDelete: true\n");
  }

  @Test
  void changeTheSpreadThatDecides() throws IOException {
    vault(
        "var open = { enableRbacAuthorization: false }\n",
        "{\n    enableRbacAuthorization: true\n    ...open\n  }");
    assertThat(template.fixed(RBAC, "main.bicep"))
        .contains("var open = { enableRbacAuthorization: true }");
  }

  @Test
  void changeThePropertyAfterASpread() throws IOException {
    vault(
        "var open = { enableRbacAuthorization: true }\n",
        "{\n    ...open\n    enableRbacAuthorization: false\n  }");
    assertThat(template.fixed(RBAC, "main.bicep"))
        .contains("var open = { enableRbacAuthorization: true }")
        .contains("    ...open\n    enableRbacAuthorization: true\n");
  }

  @Test
  void mergeWhatNoFileDefinesAsAnObject() throws IOException {
    vault(
        "param isProduction bool = false\n",
        "isProduction ? { enableRbacAuthorization: true } : { enableRbacAuthorization: false }");
    assertThat(template.fixed(RBAC, "main.bicep"))
        .contains(
            "properties: union(isProduction ? { enableRbacAuthorization: true } :"
                + " { enableRbacAuthorization: false }, {\n")
        .contains("    enableRbacAuthorization: true\n  })\n");
  }

  @Test
  void mergeWhatAParameterFileAssigns() throws IOException {
    template.file(
        "main.bicep",
        """
        param tags object

        resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
          name: 'stdata'
          location: 'westeurope'
          kind: 'StorageV2'
          sku: { name: 'Standard_LRS' }
          tags: tags
        }
        """);
    template.file("main.parameters.json", PARAMETERS);
    assertThat(template.fixed("required-tags", "main.bicep"))
        .contains("  tags: union(tags, {\n    owner: ownerTag\n");
  }

  @Test
  void mergeWhatABicepParameterFileAssigns() throws IOException {
    template.file(
        "main.bicep",
        """
        param tags object

        resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
          name: 'stdata'
          location: 'westeurope'
          kind: 'StorageV2'
          sku: { name: 'Standard_LRS' }
          tags: tags
        }
        """);
    template.file("main.bicepparam", "using 'main.bicep'\n\nparam tags = { environment: 'dev' }\n");
    assertThat(template.fixed("required-tags", "main.bicep"))
        .contains("  tags: union(tags, {\n    owner: ownerTag\n");
    assertThat(folder.resolve("main.bicepparam"))
        .content()
        .contains("param tags = { environment: 'dev' }\n")
        .contains("param ownerTag = readEnvironmentVariable('OWNER_TAG') // decide: Team");
  }

  @Test
  void mergeExpressionsOfArmTemplates() throws IOException {
    template.file(
        "main.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "tags": { "type": "object", "defaultValue": {} } },
          "resources": [
            {
              "type": "Microsoft.Storage/storageAccounts",
              "apiVersion": "2023-05-01",
              "name": "stdata",
              "location": "westeurope",
              "kind": "StorageV2",
              "sku": { "name": "Standard_LRS" },
              "tags": "[parameters('tags')]",
              "properties": {}
            }
          ]
        }
        """);
    Assessment before = template.assess();
    template.apply(before);
    Assessment after = template.assess();
    assertThat(FixedFolder.errors(after)).isEmpty();
    assertThat(FixedFolder.violations(after)).isEmpty();
    assertThat(folder.resolve("main.json"))
        .content()
        .contains("[union(parameters('tags'), createObject(")
        .contains("'owner', parameters('ownerTag')");
  }
}
