package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Deployment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each entry point is assessed on its own: alternatives in one folder do not vouch for each other.
class SeparateDeploymentsTest {

  @TempDir private Path folder;

  private static String storage(String name, boolean anonymous) {
    return """
    resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
      name: '%s'
      location: 'westeurope'
      kind: 'StorageV2'
      sku: { name: 'Standard_LRS' }
      properties: { allowBlobPublicAccess: %s }
    }
    """
        .formatted(name, anonymous);
  }

  private static final String ENDPOINT =
      """
      resource store 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: 'stcredit' }
      resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
        name: 'pe'
        location: 'westeurope'
        properties: {
          subnet: { id: 'subnet' }
          privateLinkServiceConnections: [
            { name: 'c', properties: { privateLinkServiceId: store.id, groupIds: ['blob'] } }
          ]
        }
      }
      """;

  private Assessment assess() {
    WorkspaceSources sources = WorkspaceSources.find(SourceRequest.of(folder));
    AssessmentEngine.Result result =
        new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), _ -> true)
            .assess("test", sources);
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return ((AssessmentEngine.Result.Assessed) result).assessment();
  }

  private static List<Finding> of(Assessment assessment, String control) {
    return assessment.findings().stream()
        .filter(finding -> finding.control().id().equals(control))
        .toList();
  }

  private SeparateDeploymentsTest file(String name, String text) {
    new FileTree(folder).file(name, text);
    return this;
  }

  @Test
  void equalNamesInTwoDeploymentsAreTwoResources() {
    file("a/main.bicep", storage("stcredit", true))
        .file("b/main.bicep", storage("stcredit", false));
    Assessment assessment = assess();
    assertThat(of(assessment, "storage-anonymous-access"))
        .extracting(Finding::verdict)
        .containsExactlyInAnyOrder(Verdict.FAIL, Verdict.PASS);
    assertThat(assessment.problems()).noneMatch(each -> each.message().contains("also declared"));
    assertThat(assessment.deployments()).extracting(Deployment::resources).containsExactly(1, 1);
    assertThat(assessment.resourceCount()).isEqualTo(2);
  }

  @Test
  void privateEndpointOfAnAlternativeDoesNotVouch() {
    file("a/main.bicep", storage("stcredit", false)).file("b/main.bicep", ENDPOINT);
    assertThat(of(assess(), "storage-private-endpoint"))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.FAIL);
  }

  @Test
  void configurationJoinsDeploymentsIntoOneEstate() {
    file("a/main.bicep", storage("stcredit", false))
        .file("b/main.bicep", ENDPOINT)
        .file(
            "redoubt.yaml",
            """
            deployments:
              - name: credit
                join:
                  - template: a/main.bicep
                  - template: b/main.bicep
            """);
    Assessment assessment = assess();
    assertThat(of(assessment, "storage-private-endpoint"))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.PASS);
    assertThat(assessment.assumptions())
        .anyMatch(each -> each.contains("`credit` is one deployment of 2 entry points"));
  }

  @Test
  void sharedFindingIsShownOnceWithItsDeployments() {
    file("mod/store.bicep", storage("stcredit", true))
        .file("a/main.bicep", "module m '../mod/store.bicep' = { name: 'm' }")
        .file("b/main.bicep", "module m '../mod/store.bicep' = { name: 'm' }");
    Assessment assessment = assess();
    assertThat(of(assessment, "storage-anonymous-access"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.deployments())
                    .containsExactlyElementsOf(
                        assessment.deployments().stream().map(Deployment::id).toList()));
  }

  @Test
  void idsAreUniqueAndStayTheSameForTheFirstDeployment() {
    file("a/main.bicep", storage("stcredit", true));
    Set<String> alone = ids(assess());
    file("b/main.bicep", storage("stcredit", false));
    Assessment both = assess();
    assertThat(both.findings()).extracting(Finding::id).doesNotHaveDuplicates();
    assertThat(ids(both)).containsAll(alone);
    assertThat(ids(assess())).isEqualTo(ids(both));
  }

  private static Set<String> ids(Assessment assessment) {
    return assessment.findings().stream().map(Finding::id).collect(Collectors.toSet());
  }

  private static final String WORKSPACE =
      """
      resource ml 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
        name: 'ml'
        location: 'westeurope'
        properties: { managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' } }
      }
      """;

  private static final String COMPUTE =
      """
      resource ml 'Microsoft.MachineLearningServices/workspaces@2024-10-01' existing = { name: 'ml' }
      resource cluster 'Microsoft.MachineLearningServices/workspaces/computes@2024-10-01' = {
        parent: ml
        name: 'cluster'
        location: 'westeurope'
        properties: { computeType: 'AmlCompute', properties: { vmSize: 'x' } }
      }
      """;

  @Test
  void existingResourceHasThePropertiesThatOneSiblingDeclares() {
    file("platform/main.bicep", WORKSPACE).file("team/main.bicep", COMPUTE);
    Assessment assessment = assess();
    assertThat(of(assessment, "ml-compute-network"))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.PASS);
    assertThat(assessment.deployments())
        .filteredOn(deployment -> deployment.id().contains("team"))
        .singleElement()
        .satisfies(
            deployment ->
                assertThat(deployment.context())
                    .singleElement()
                    .satisfies(
                        context -> assertThat(context.declaredBy()).contains("platform/main")));
    assertThat(assessment.assumptions())
        .anyMatch(each -> each.contains("1 `existing` resource of"));
    // it is judged where it is declared, and only there
    assertThat(of(assessment, "ml-workspace-isolation")).hasSize(1);
  }

  @Test
  void existingResourceThatTwoSiblingsDeclareStaysUnknown() {
    file("platform/main.bicep", WORKSPACE)
        .file("old/main.bicep", WORKSPACE)
        .file("team/main.bicep", COMPUTE);
    assertThat(of(assess(), "ml-compute-network"))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.UNKNOWN);
  }

  @Test
  void undeclaredPropertiesOfASiblingStayUnknown() {
    file("platform/main.bicep", WORKSPACE.replaceAll("properties: .*", "properties: {}"))
        .file("team/main.bicep", COMPUTE);
    assertThat(of(assess(), "ml-compute-network"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
              assertThat(finding.reason().tree()).contains("(declared by the deployment `");
            });
  }

  @Test
  void equalParametersOfTwoDeploymentsAreNotTheSameName() {
    String named = "param workspace string\n";
    file("platform/main.bicep", named + WORKSPACE.replace("'ml'", "workspace"))
        .file("team/main.bicep", named + COMPUTE.replace("'ml'", "workspace"));
    Assessment assessment = assess();
    assertThat(assessment.deployments())
        .allSatisfy(deployment -> assertThat(deployment.context()).isEmpty());
    assertThat(of(assessment, "ml-compute-network"))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.UNKNOWN);
  }
}
