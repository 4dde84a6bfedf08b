package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.inventory.InventoryItem;
import dev.redoubt.findings.inventory.InventoryItem.Kind;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadInventoryTest {

  private static final String ACCOUNT =
      """
      param version string
      resource ai 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
        name: 'ai'
        location: 'westeurope'
        kind: 'AIServices'
        sku: { name: 'S0' }
        properties: { disableLocalAuth: true }
      }
      resource chat 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01' = {
        parent: ai
        name: 'chat'
        properties: { model: { format: 'OpenAI', name: 'gpt-4o', version: '2024-11-20' } }
      }
      resource embed 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01' = {
        parent: ai
        name: 'embed'
        properties: { model: { format: 'OpenAI', name: 'text-embedding-3', version: version } }
      }
      """;

  @TempDir private Path folder;

  private List<InventoryItem> inventory() {
    AssessmentEngine.Result result =
        new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), _ -> true)
            .assess("test", WorkspaceSources.find(SourceRequest.of(folder)));
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    Assessment assessment = ((AssessmentEngine.Result.Assessed) result).assessment();
    return assessment.inventory();
  }

  private InventoryItem item(String name) {
    return inventory().stream()
        .filter(each -> name.equals(each.resource().key().lastName().text()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void deploymentOfAModelHasItsNamePublisherAndVersion() {
    new FileTree(folder).file("main.bicep", ACCOUNT);
    assertThat(inventory())
        .extracting(InventoryItem::kind)
        .containsExactlyInAnyOrder(Kind.SERVICE, Kind.MODEL, Kind.MODEL);
    InventoryItem chat = item("chat");
    assertThat(chat.name()).isEqualTo("gpt-4o");
    assertThat(chat.publisher()).isEqualTo("OpenAI");
    assertThat(chat.version()).isEqualTo("2024-11-20");
    assertThat(chat.uses()).containsExactly(item("ai").resource().key());
    assertThat(chat.deployments()).hasSize(1);
  }

  @Test
  void unknownVersionIsNoVersion() {
    new FileTree(folder).file("main.bicep", ACCOUNT);
    assertThat(item("embed").version()).isNull();
  }

  @Test
  void serviceIsAuthenticatedOnlyIfTheTemplateSaysSo() {
    new FileTree(folder).file("main.bicep", ACCOUNT);
    assertThat(item("ai").isAuthenticated()).isTrue();
    new FileTree(folder)
        .file("main.bicep", ACCOUNT.replace("disableLocalAuth: true", "disableLocalAuth: false"));
    assertThat(item("ai").isAuthenticated()).isNull();
  }

  @Test
  void resourceOfSeveralDeploymentsIsOneItem() {
    new FileTree(folder).file("a/main.bicep", ACCOUNT).file("b/main.bicep", ACCOUNT);
    assertThat(inventory().stream().filter(each -> each.kind() == Kind.SERVICE))
        .singleElement()
        .satisfies(each -> assertThat(each.deployments()).hasSize(2));
  }

  @Test
  void modelOfAnEndpointIsNamedByItsReference() {
    new FileTree(folder)
        .file(
            "main.bicep",
            """
            resource ml 'Microsoft.MachineLearningServices/workspaces@2024-10-01' existing = { name: 'ml' }
            resource endpoint 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2024-10-01' = {
              parent: ml
              name: 'score'
              location: 'westeurope'
              properties: { authMode: 'AADToken' }
            }
            resource blue 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments@2024-10-01' = {
              parent: endpoint
              name: 'blue'
              location: 'westeurope'
              properties: { endpointComputeType: 'Managed', model: 'azureml:credit:3' }
            }
            resource llm 'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints@2024-10-01' = if (endsWith(deployment().name, 'x')) {
              parent: ml
              name: 'llm'
              location: 'westeurope'
              properties: { modelSettings: { modelId: 'azureml://registries/azureml-meta/models/Llama-3/versions/2' } }
            }
            """);
    assertThat(item("blue").name()).isEqualTo("credit");
    assertThat(item("llm").name()).isEqualTo("Llama-3");
    assertThat(item("llm").details()).containsKey("existence");
    assertThat(item("blue").details()).doesNotContainKey("existence");
  }
}
