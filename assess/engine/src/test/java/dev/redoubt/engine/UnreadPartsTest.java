package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The absence of a resource proves nothing if a part of the deployment was not read.
class UnreadPartsTest {

  private static final String STORAGE =
      """
      resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'st'
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: { publicNetworkAccess: 'Disabled', allowBlobPublicAccess: true }
      }
      """;

  private static final String DIAGNOSTICS = "storage-diagnostic-settings";
  private static final String PRIVATE_LINK = "storage-private-endpoint";

  @TempDir private Path folder;

  private Assessment assess() {
    AssessmentEngine.Result result =
        new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), _ -> true)
            .assess("test", WorkspaceSources.find(SourceRequest.of(folder)));
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return ((AssessmentEngine.Result.Assessed) result).assessment();
  }

  private static Finding only(Assessment assessment, String control) {
    return assessment.findings().stream()
        .filter(finding -> finding.control().id().equals(control))
        .reduce(
            (a, b) -> {
              throw new AssertionError("several findings of " + control);
            })
        .orElseThrow();
  }

  @Test
  void absenceIsAViolationIfAllWasRead() {
    new FileTree(folder).file("main.bicep", STORAGE);
    Assessment assessment = assess();
    assertThat(only(assessment, DIAGNOSTICS).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(only(assessment, PRIVATE_LINK).verdict()).isEqualTo(Verdict.FAIL);
  }

  /// A default must not switch off what another environment deploys without a word.
  @Test
  void whatAConditionLeavesOutIsNamed() {
    new FileTree(folder)
        .file("part.bicep", STORAGE.replace("= {", "= if (false) {"))
        .file(
            "main.bicep",
            """
            param hasCache bool = false
            resource cache 'Microsoft.Cache/redis@2024-03-01' = if (hasCache) {
              name: 'cache'
              location: 'westeurope'
              properties: { sku: { name: 'Basic', family: 'C', capacity: 0 } }
            }
            resource known 'Microsoft.KeyVault/vaults@2023-07-01' existing = if (hasCache) { name: 'kv' }
            module part 'part.bicep' = { name: 'part' }
            """);
    assertThat(assess().assumptions())
        .filteredOn(each -> each.contains("condition is false"))
        .singleElement()
        .asString()
        .startsWith("2 declarations are not judged")
        .endsWith(": `cache`, `part/st`");
  }

  @Test
  void absenceIsUnknownBesideAnError() {
    new FileTree(folder).file("main.bicep", STORAGE + "resource more 'Microsoft.Insights/diag");
    Assessment assessment = assess();
    assertUnknown(only(assessment, DIAGNOSTICS), UnknownCause.Kind.UNREADABLE_PART, "main.bicep`");
    assertUnknown(only(assessment, PRIVATE_LINK), UnknownCause.Kind.UNREADABLE_PART, "main.bicep`");
    assertThat(only(assessment, "storage-anonymous-access").verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void absenceIsUnknownBesideAMissingModule() {
    new FileTree(folder)
        .file("main.bicep", STORAGE + "module more 'br/public:avm/x:1.0.0' = { name: 'more' }\n");
    Assessment assessment = assess();
    assertUnknown(only(assessment, DIAGNOSTICS), UnknownCause.Kind.MISSING_TEMPLATE, "avm/x");
    assertUnknown(only(assessment, PRIVATE_LINK), UnknownCause.Kind.MISSING_TEMPLATE, "avm/x");
    assertThat(only(assessment, "storage-anonymous-access").verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void anErrorInAModuleConcernsEachDeploymentThatUsesIt() {
    new FileTree(folder)
        .file("a/main.bicep", STORAGE + "module more '../part.bicep' = { name: 'more' }\n")
        .file("b/main.bicep", STORAGE + "module more '../part.bicep' = { name: 'more' }\n")
        .file("c/main.bicep", STORAGE)
        .file("part.bicep", "resource more 'Microsoft.Insights/diag");
    assertThat(assess().findings())
        .filteredOn(finding -> finding.control().id().equals(DIAGNOSTICS))
        .extracting(Finding::verdict)
        .containsExactlyInAnyOrder(Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.FAIL);
  }

  @Test
  void aPrivateEndpointReachesPropertiesThatDependOnAParameter() {
    new FileTree(folder)
        .file(
            "main.bicep",
            """
            param strict bool
            resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
              name: 'st'
              location: 'westeurope'
              kind: 'StorageV2'
              sku: { name: 'Standard_LRS' }
              properties: strict ? { allowBlobPublicAccess: false } : {}
            }
            resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
              name: 'pe'
              location: 'westeurope'
              properties: {
                subnet: { id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's') }
                privateLinkServiceConnections: [
                  {
                    name: 'st'
                    properties: { privateLinkServiceId: st.id, groupIds: ['blob'] }
                  }
                ]
              }
            }
            """);
    assertThat(only(assess(), PRIVATE_LINK).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aPrivateEndpointWhoseTargetIsUnknownMayLeadToTheResource() {
    new FileTree(folder)
        .file(
            "main.bicep",
            "param target string\n"
                + STORAGE
                + """
                resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
                  name: 'pe'
                  properties: {
                    privateLinkServiceConnections: [
                      {
                        name: 'st'
                        properties: {
                          privateLinkServiceId: '/subscriptions/s/resourceGroups/${target}'
                          groupIds: ['blob']
                        }
                      }
                    ]
                  }
                }
                """);
    assertThat(only(assess(), PRIVATE_LINK).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  private static void assertUnknown(Finding finding, UnknownCause.Kind kind, String text) {
    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.causes())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.kind()).isEqualTo(kind);
              assertThat(cause.text()).contains(text);
            });
  }
}
