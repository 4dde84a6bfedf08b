package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Fix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parameters that fixes declare or reuse.
class FixParameterTest {

  private static final String ENDPOINT = "storage-private-endpoint";

  private static final String STORAGE =
      """
      resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stdata'
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
      }
      """;

  @TempDir private Path folder;
  private FixedFolder template;

  @BeforeEach
  void makeFolder() {
    template = new FixedFolder(folder);
  }

  @Test
  void areAssignedInParameterFileToWhatSomebodyHasToDecide() throws IOException {
    template.file("main.bicep", "param unused string\n" + STORAGE);
    template.file("main.bicepparam", "using 'main.bicep'\n\nparam unused = 'x' // y");
    Fix fix = template.fix(ENDPOINT);
    assertThat(fix.title())
        .contains("decide `privateEndpointSubnetId` in")
        .contains("main.bicepparam");
    assertThat(fix.isSafe()).isFalse();
    assertThat(template.fixed(ENDPOINT, "main.bicepparam"))
        .startsWith("using 'main.bicep'\n\nparam unused = 'x' // y\n")
        .contains(
            "\nparam privateEndpointSubnetId ="
                + " readEnvironmentVariable('PRIVATE_ENDPOINT_SUBNET_ID') // decide: Resource ID");
  }

  @Test
  void areSeparatedFromTheNextStatement() throws IOException {
    template.file("main.bicep", "param unused string\n" + STORAGE + "output x string = unused\n");
    assertThat(template.fixed(ENDPOINT, "main.bicep"))
        .contains("param unused string\n\n@description")
        .contains("param privateDnsZonesResourceGroupId string\n\nresource data")
        .contains("}\n\noutput x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource pe 'subnets' existing = {\n    name: 'snet'\n  }",
        "resource one 'subnets' existing = {\n    name: 'snet-pe'\n  }",
        "resource any 'subnets' = {\n    name: 'snet-endpoints'\n  }",
      })
  void useSubnetOfTheFile(String subnet) throws IOException {
    template.file(
        "main.bicep",
        """
        resource net 'Microsoft.Network/virtualNetworks@2024-01-01' existing = {
          name: 'vnet'

          resource apps 'subnets' existing = {
            name: 'snet-apps'
          }

          %s
        }

        """
                .formatted(subnet)
            + STORAGE);
    String symbol = subnet.split(" ", -1)[1];
    assertThat(template.fixed(ENDPOINT, "main.bicep"))
        .contains("      id: net::%s.id\n".formatted(symbol))
        .doesNotContain("privateEndpointSubnetId");
  }

  private static final String NETWORK =
      """
      param subnetId string = ''

      resource net 'Microsoft.Network/virtualNetworks@2024-01-01' = {
        name: 'vnet'
        location: 'westeurope'
        properties: {
          addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
          subnets: [
            { name: 'app', properties: { addressPrefix: '10.0.0.0/24' } }
            %s
          ]
        }
      }

      """;

  @ParameterizedTest
  @ValueSource(strings = {"'pe'", "'snet-endpoints'", "'snet-pe-${net2}'", "peName"})
  void useSubnetInNetworkOfTheFile(String name) throws IOException {
    String subnet = "{ name: %s, properties: { addressPrefix: '10.0.1.0/24' } }".formatted(name);
    template.file(
        "main.bicep", "var net2 = 'x'\nvar peName = 'y'\n" + NETWORK.formatted(subnet) + STORAGE);
    String id = name.startsWith("'") ? name.substring(1, name.length() - 1) : "${" + name + "}";
    assertThat(template.fixed(ENDPOINT, "main.bicep"))
        .contains("      id: '${net.id}/subnets/%s'\n".formatted(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ name: 'pe', properties: { delegations: [{ name: 'x' }] } }",
        "{ name: 'other', properties: { addressPrefix: '10.0.1.0/24' } }",
        "{ name: 'AzureBastionSubnet', properties: { delegations: [] } }"
      })
  void useNoSubnetThatIsNotForEndpoints_andNoEmptyOne(String subnet) throws IOException {
    String network = NETWORK.formatted(subnet).replace("'app'", "'GatewaySubnet'");
    if (subnet.contains("other")) {
      network = NETWORK.formatted(subnet);
    }
    template.file("main.bicep", network + STORAGE);
    assertThat(template.fixed(ENDPOINT, "main.bicep"))
        .contains("      id: privateEndpointSubnetId\n", "param privateEndpointSubnetId string\n");
  }

  @Test
  void leaveParameterThatAFileMakesEmpty() throws IOException {
    template.file("main.bicep", "param subnetId string\n\n" + STORAGE);
    template.file("main.bicepparam", "using 'main.bicep'\n\nparam subnetId = ''\n");
    assertThat(template.fixed(ENDPOINT, "main.bicep")).contains("id: privateEndpointSubnetId");
  }

  @Test
  void leaveParameterOfArmTemplateThatIsEmpty() throws IOException {
    template.file(
        "main.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {
            "subnetId": { "type": "string", "defaultValue": "" }
          },
          "resources": [
            {
              "type": "Microsoft.Storage/storageAccounts",
              "apiVersion": "2023-05-01",
              "name": "stdata",
              "location": "westeurope",
              "kind": "StorageV2",
              "sku": { "name": "Standard_LRS" },
              "properties": {}
            }
          ]
        }
        """);
    assertThat(template.fixed(ENDPOINT, "main.json"))
        .contains("\"[parameters('privateEndpointSubnetId')]\"");
  }

  @Test
  void useNoSubnetOfAnotherService() throws IOException {
    template.file(
        "main.bicep",
        """
        resource net 'Microsoft.Network/virtualNetworks@2024-01-01' existing = {
          name: 'vnet'
        }

        resource apps 'Microsoft.Network/virtualNetworks/subnets@2024-01-01' = {
          parent: net
          name: 'snet-apps'
          properties: {
            addressPrefix: '10.0.0.0/24'
            delegations: [
              { name: 'apps', properties: { serviceName: 'Microsoft.App/environments' } }
            ]
          }
        }

        """
            + STORAGE);
    assertThat(template.fixed(ENDPOINT, "main.bicep")).contains("id: privateEndpointSubnetId");
  }

  @Test
  void reuseGeneralNameThatNothingElseUses() throws IOException {
    template.file("main.bicep", "param subnetId string\n\n" + STORAGE);
    assertThat(template.fixed(ENDPOINT, "main.bicep")).contains("      id: subnetId\n");
  }

  @Test
  void leaveGeneralNameWithAnotherPurpose() throws IOException {
    template.file(
        "main.bicep",
        """
        param subnetId string

        resource apps 'Microsoft.App/managedEnvironments@2024-03-01' = {
          name: 'env'
          location: 'westeurope'
          properties: {
            vnetConfiguration: { infrastructureSubnetId: subnetId }
          }
        }

        """
            + STORAGE);
    assertThat(template.fixed(ENDPOINT, "main.bicep")).contains("id: privateEndpointSubnetId");
  }

  @Test
  void areShownOnceForAFile() throws IOException {
    template.file(
        "main.bicep",
        STORAGE + "\n" + STORAGE.replace("data '", "logs '").replace("stdata", "stlogs"));
    StringBuilder all = new StringBuilder();
    template.assess().findings().stream()
        .map(each -> each.annotations().fix())
        .filter(fix -> fix != null)
        .forEach(fix -> all.append(fix.text()).append('\n'));
    assertThat(all.toString())
        .containsOnlyOnce("param ownerTag string")
        .containsOnlyOnce("param privateEndpointSubnetId string")
        .contains("// the fix of storage-private-endpoint for data declares param");
  }

  @Test
  void areShownOnceForAFileIfNamesEndAlike() throws IOException {
    String named = "name: 'st${token}'";
    template.file(
        "main.bicep",
        "param token string\n"
            + STORAGE.replace("name: 'stdata'", named)
            + STORAGE.replace("data '", "logs '").replace("name: 'stdata'", "name: 'lg${token}'"));
    template.file("main.bicepparam", "using 'main.bicep'\n");
    StringBuilder all = new StringBuilder();
    template.assess().findings().stream()
        .map(each -> each.annotations().fix())
        .filter(fix -> fix != null)
        .forEach(fix -> all.append(fix.text()).append('\n'));
    assertThat(all.toString())
        .containsOnlyOnce("param ownerTag string")
        .containsOnlyOnce("param ownerTag = readEnvironmentVariable")
        .contains("// the fix of required-tags for data declares param ownerTag")
        .contains("// the fix of required-tags for data assigns param ownerTag");
  }

  @Test
  void withDefaultAreDecisions() throws IOException {
    template.file("main.bicep", STORAGE);
    RemainingFixes.Rest rest =
        new RemainingFixes(new AssessedFiles(List.of(folder))).of(template.assess());
    assertThat(rest.decisions())
        .containsExactly(
            "decide `dataClassification` in `%s`, which is `general`"
                .formatted(folder.resolve("main.bicep")));
  }

  @Test
  void ofModulesAreNamedWhereTheyGetTheirValue() throws IOException {
    template.file(
        "st.bicep",
        "param open bool\n"
            + STORAGE.replace(
                "Standard_LRS' }\n",
                "Standard_LRS' }\n  properties: { allowBlobPublicAccess: open }\n"));
    template.file(
        "main.bicep",
        """
        module a 'st.bicep' = { name: 'a', params: { open: true } }
        module b 'st.bicep' = { name: 'b', params: { open: true } }
        """);
    String main = folder.resolve("main.bicep").toString();
    Fix fix = template.fix("storage-anonymous-access");
    assertThat(fix.title())
        .endsWith(
            ", by `open: false` in `module a.params` of `%s`, `open: false` in `module b.params` of `%s`"
                .formatted(main, main));
    assertThat(fix.text()).contains("// in module a.params\nopen: false\n// in module b.params");
  }

  @Test
  void areNamedIfTheyHaveOtherUses() throws IOException {
    template.file(
        "main.bicep",
        """
        param isPublic bool = true

        resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
          name: 'stdata'
          location: 'westeurope'
          kind: 'StorageV2'
          sku: { name: 'Standard_LRS' }
          properties: {
            allowBlobPublicAccess: isPublic
            isHnsEnabled: isPublic
          }
        }
        """);
    Fix fix = template.fix("storage-anonymous-access");
    assertThat(fix.title())
        .endsWith("; the value came from `isPublic` (also used at main.bicep:10)");
    assertThat(fix.text()).isEqualTo("// in data.properties\nallowBlobPublicAccess: false");
  }

  @Test
  void ofOtherFindingsInTheSameObjectAreNamed() throws IOException {
    template.file("main.bicep", STORAGE);
    assertThat(template.fix("required-tags").text()).contains("dataClassification:");
    assertThat(template.fix("required-tags").title())
        .contains("`tags` also gets `dataClassification` for other findings");
  }
}
