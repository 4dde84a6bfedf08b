package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How fixes look in the author's Bicep files.
class BicepFixTest {

  private static final String ACCESS = "storage-public-network-access";

  @TempDir private Path folder;
  private FixedFolder template;

  @BeforeEach
  void makeFolder() {
    template = new FixedFolder(folder);
  }

  private void file(String name, String text) throws IOException {
    template.file(name, text);
  }

  /// A storage account with properties, after other lines.
  private static String storage(String before, String properties) {
    return """
    %s
    resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
      name: 'stdata'
      location: 'westeurope'
      kind: 'StorageV2'
      sku: { name: 'Standard_LRS' }
      properties: %s
    }
    """
        .formatted(before, properties);
  }

  private Assessment assess() {
    return template.assess();
  }

  private static Fix fix(Assessment assessment, String control) {
    return FixedFolder.fix(assessment, control);
  }

  private String fixed(String control, String file) throws IOException {
    return template.fixed(control, file);
  }

  @Test
  void replacesLiteral() throws IOException {
    file("main.bicep", storage("", "{\n    publicNetworkAccess: 'Enabled' // for now\n  }"));
    assertThat(fixed(ACCESS, "main.bicep"))
        .contains("    publicNetworkAccess: 'Disabled' // for now\n");
  }

  @Test
  void insertsIntoEmptyObject() throws IOException {
    file("main.bicep", storage("", "{}"));
    assertThat(fixed(ACCESS, "main.bicep"))
        .contains("  properties: {\n    publicNetworkAccess: 'Disabled'\n  }\n");
  }

  @Test
  void insertsIntoObjectOnOneLine() throws IOException {
    file("main.bicep", storage("", "{ minimumTlsVersion: 'TLS1_2' }"));
    assertThat(fixed(ACCESS, "main.bicep"))
        .contains("{ minimumTlsVersion: 'TLS1_2', publicNetworkAccess: 'Disabled' }");
  }

  @Test
  void keepsLineEndsOfWindows() throws IOException {
    String text = storage("", "{\n    minimumTlsVersion: 'TLS1_2'\n  }").replace("\n", "\r\n");
    file("main.bicep", text);
    String fixed = fixed("storage-private-endpoint", "main.bicep");
    assertThat(fixed.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  void setsParameterOfCondition() throws IOException {
    String condition = "{\n    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'\n  }";
    file("main.bicep", storage("param isPublic bool = true", condition));
    assertThat(fix(assess(), ACCESS).text()).isEqualTo("param isPublic bool = false");
    assertThat(fixed(ACCESS, "main.bicep"))
        .contains("param isPublic bool = false")
        .contains("isPublic ? 'Enabled' : 'Disabled'");
  }

  @Test
  void setsParameterOfNegatedConditionInParameterFile() throws IOException {
    String condition = "{\n    publicNetworkAccess: !isPrivate ? 'Enabled' : 'Disabled'\n  }";
    file("main.bicep", storage("param isPrivate bool", condition));
    file("main.bicepparam", "using 'main.bicep'\n\nparam isPrivate = false\n");
    assertThat(fix(assess(), ACCESS).text())
        .isEqualTo("// in %s/main.bicepparam\nparam isPrivate = true".formatted(folder));
    assertThat(fixed(ACCESS, "main.bicepparam")).contains("param isPrivate = true");
  }

  @Test
  void setsParameterInJsonParameterFile() throws IOException {
    file(
        "main.bicep",
        storage("param access string = 'Enabled'", "{\n    publicNetworkAccess: access\n  }"));
    file(
        "main.parameters.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {
            "access": { "value": "Enabled" }
          }
        }
        """);
    assertThat(fixed(ACCESS, "main.parameters.json"))
        .contains("\"access\": { \"value\": \"Disabled\" }");
    assertThat(folder.resolve("main.bicep")).content().contains("param access string = 'Enabled'");
  }

  @Test
  void setsParameterOfArmTemplate() throws IOException {
    file(
        "main.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {
            "access": { "type": "string", "defaultValue": "Enabled" }
          },
          "resources": [
            {
              "type": "Microsoft.Storage/storageAccounts",
              "apiVersion": "2023-05-01",
              "name": "stdata",
              "location": "westeurope",
              "kind": "StorageV2",
              "sku": { "name": "Standard_LRS" },
              "properties": { "publicNetworkAccess": "[parameters('access')]" }
            }
          ]
        }
        """);
    assertThat(fixed(ACCESS, "main.json"))
        .contains("\"defaultValue\": \"Disabled\"")
        .contains("[parameters('access')]");
  }

  @Test
  void replacesConditionThatIsNoParameter() throws IOException {
    String condition = "{\n    publicNetworkAccess: stage == 'dev' ? 'Enabled' : 'Disabled'\n  }";
    file("main.bicep", storage("param stage string = 'dev'", condition));
    assertThat(fixed(ACCESS, "main.bicep")).contains("    publicNetworkAccess: 'Disabled'\n");
  }

  @Test
  void changesDefaultOfParameter() throws IOException {
    file(
        "main.bicep",
        storage("param access string = 'Enabled'", "{\n    publicNetworkAccess: access\n  }"));
    assertThat(fixed(ACCESS, "main.bicep"))
        .contains("param access string = 'Disabled'")
        .contains("publicNetworkAccess: access");
  }

  @Test
  void leavesVariableThatOtherPropertiesUse() throws IOException {
    file(
        "main.bicep",
        storage(
            "var on = true",
            "{\n    allowBlobPublicAccess: on\n    supportsHttpsTrafficOnly: on\n  }"));
    assertThat(fixed("storage-anonymous-access", "main.bicep"))
        .contains("var on = true")
        .contains("allowBlobPublicAccess: false")
        .contains("supportsHttpsTrafficOnly: on");
  }

  @Test
  void changesVariableOfSeveralEqualProperties() throws IOException {
    String one = storage("var shared = true", "{\n    allowBlobPublicAccess: shared\n  }");
    String other = storage("", "{\n    allowBlobPublicAccess: shared\n  }");
    file(
        "main.bicep",
        one + other.replace("resource data", "resource other").replace("stdata", "stother"));
    assertThat(fixed("storage-anonymous-access", "main.bicep")).contains("var shared = false");
  }

  @Test
  void changesWhatTheCallerOfAModulePasses() throws IOException {
    file("data.bicep", storage("param access string", "{\n    publicNetworkAccess: access\n  }"));
    file(
        "main.bicep",
        """
        module data 'data.bicep' = {
          name: 'data'
          params: {
            access: 'Enabled'
          }
        }
        """);
    assertThat(fixed(ACCESS, "main.bicep")).contains("    access: 'Disabled'\n");
  }

  @Test
  void replacesSharedNameInPlaceIfFixesWantOppositeValues() throws IOException {
    file(
        "main.bicep",
        storage(
            "param flag bool = true",
            "{\n    allowBlobPublicAccess: flag\n    supportsHttpsTrafficOnly: !flag\n  }"));
    Assessment before = assess();
    new FixedFolder(folder).apply(before);
    Assessment after = assess();
    assertThat(FixedFolder.violations(after))
        .noneMatch(each -> each.startsWith("storage-anonymous-access"))
        .noneMatch(each -> each.startsWith("storage-secure-transfer"));
  }

  @Test
  void addsTagWhereTagsAreDefined() throws IOException {
    file(
        "main.bicep",
        storage("var tags = {\n  environment: 'dev'\n}\n", "{}")
            .replace("  kind:", "  tags: tags\n  kind:"));
    assertThat(fixed("required-tags", "main.bicep"))
        .contains("var tags = {\n  environment: 'dev'\n  owner: ownerTag\n}")
        .contains("param ownerTag string\n");
  }

  @Test
  void addsTagToObjectOfUnion() throws IOException {
    file(
        "main.bicep",
        storage(
                """
                param more object = {}
                var own = { environment: 'dev' }
                var tags = union(own, more)
                """,
                "{}")
            .replace("  kind:", "  tags: tags\n  kind:"));
    assertThat(fixed("required-tags", "main.bicep"))
        .contains("var own = { environment: 'dev', owner: ownerTag }");
  }

  @Test
  void asksForValueInJsonParameterFileAndStillChangesTheTemplate() throws IOException {
    file("main.bicep", storage("param unused string", "{}"));
    file(
        "main.parameters.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "unused": { "value": "x" } }
        }
        """);
    Fix fix = fix(assess(), "storage-private-endpoint");
    assertThat(fix.title()).contains("give `privateEndpointSubnetId` a value in");
    assertThat(fix.edits()).isNotEmpty();
    assertThat(fixed("storage-private-endpoint", "main.bicep")).contains("data.id");
  }

  @Test
  void addsPrivateEndpointWithSymbolsOfTheAuthor() throws IOException {
    file("main.bicep", storage("", "{}"));
    assertThat(fixed("storage-private-endpoint", "main.bicep"))
        .contains("privateLinkServiceId: data.id")
        .contains("'blob'")
        .contains("name: 'pe-${data.name}'")
        .contains("privatelink.blob.core.windows.net")
        .contains("resource zones 'privateDnsZoneGroups'")
        .contains("@description('Resource ID of the subnet for private endpoints");
  }

  @Test
  void leavesZonesToPlatformThatRegistersThem() throws IOException {
    file("main.bicep", storage("", "{}"));
    Assessment assessment = assess();
    PlatformFact dns =
        new PlatformFact("dns", "policy", "network team", LocalDate.MAX, Origin.NONE);
    Assessment declared =
        assessment.withSettings(new Assessment.Settings(List.of(dns), List.of(), null));
    Fix fix =
        fix(
            new Fixes(FixedFolder.CATALOG, FixedFolder::read).annotate(declared),
            "storage-private-endpoint");
    assertThat(fix.text()).contains("data.id").doesNotContain("privatelink").doesNotContain("Dns");
  }

  @Test
  void raisesTierThatHasNoPrivateEndpoint() throws IOException {
    file(
        "main.bicep",
        """
        resource images 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
          name: 'crimages'
          location: 'westeurope'
          sku: {
            name: 'Basic'
          }
          properties: {}
        }
        """);
    Fix fix = fix(assess(), "container-registry-private-endpoint");
    assertThat(fix.text()).contains("name: 'Premium'").contains("images.id");
    assertThat(fixed("container-registry-private-endpoint", "main.bicep"))
        .contains("    name: 'Premium'\n");
  }

  @Test
  void keepsConditionOfResource() throws IOException {
    String text = storage("param isNeeded bool = true", "{}");
    file(
        "main.bicep", text.replace("= {\n  name: 'stdata'", "= if (isNeeded) {\n  name: 'stdata'"));
    assertThat(fixed("storage-private-endpoint", "main.bicep"))
        .contains("'Microsoft.Network/privateEndpoints@2024-05-01' = if (isNeeded) {");
  }

  @Test
  void repeatsPrivateEndpointForRepeatedResource() throws IOException {
    file(
        "main.bicep",
        """
        resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = [
          for name in ['sta', 'stb']: {
            name: name
            location: 'westeurope'
            kind: 'StorageV2'
            sku: { name: 'Standard_LRS' }
            properties: {}
          }
        ]
        """);
    assertThat(fixed("storage-private-endpoint", "main.bicep"))
        .contains("[for (name, i) in ['sta', 'stb']: {")
        .contains("privateLinkServiceId: data[i].id");
  }

  @Test
  void usesWorkspaceOfTheFileForLogs() throws IOException {
    file(
        "main.bicep",
        """
        resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
          name: 'log'
          location: 'westeurope'
        }

        resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
          name: 'kv'
          location: 'westeurope'
          properties: {
            tenantId: subscription().tenantId
            sku: {
              family: 'A'
              name: 'standard'
            }
          }
        }
        """);
    assertThat(fixed("diagnostic-settings", "main.bicep"))
        .contains("scope: vault")
        .contains("workspaceId: logs.id")
        .doesNotContain("param ");
  }

  @Test
  void passesParameterThroughModulesWithoutParameters() throws IOException {
    file("modules/data.bicep", storage("", "{}"));
    file("modules/all.bicep", "module data 'data.bicep' = {\n  name: 'data'\n}\n");
    file("main.bicep", "module all 'modules/all.bicep' = {\n  name: 'all'\n}\n");
    String main = fixed("storage-private-endpoint", "main.bicep");
    assertThat(main)
        .contains("param privateEndpointSubnetId string")
        .contains("    privateEndpointSubnetId: privateEndpointSubnetId\n");
    assertThat(main.split("params:", -1)).hasSize(2);
  }

  @Test
  void doesNotTouchFileWithSyntaxError() throws IOException {
    file("main.bicep", storage("", "{}") + "\nparam = 3\n");
    assertThat(assess().findings())
        .filteredOn(finding -> finding.verdict() == Verdict.FAIL)
        .isNotEmpty()
        .allMatch(finding -> finding.annotations().fix() == null);
  }

  @Test
  void hasNoNameOfASampleAndNoNewClassOfData() throws IOException {
    file("main.bicep", storage("", "{}"));
    for (Finding finding : assess().findings()) {
      Fix fix = finding.annotations().fix();
      if (fix != null) {
        assertThat(fix.text() + fix.title())
            .doesNotContain("credit")
            .doesNotContain("'confidential'");
      }
    }
  }

  @Test
  void isSafeOnlyIfNothingElseHasToChange() throws IOException {
    file("main.bicep", storage("", "{}"));
    Assessment assessment = assess();
    assertThat(fix(assessment, ACCESS).isSafe()).isFalse();
    assertThat(fix(assessment, "storage-private-endpoint").isSafe()).isFalse();
    file("main.bicep", storage("", "{\n    supportsHttpsTrafficOnly: false\n  }"));
    assertThat(fix(assess(), "storage-secure-transfer").isSafe()).isTrue();
  }
}
