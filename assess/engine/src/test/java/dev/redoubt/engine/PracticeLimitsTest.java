package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.Practice.Judged;
import dev.redoubt.findings.Assessment.Practice.NotJudged;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A best practice holds only for what was judged, and says what was not.
class PracticeLimitsTest {

  /// Satisfies practice 6: the datastore needs no key.
  private static final String DATASTORE =
      """
      resource ml 'Microsoft.MachineLearningServices/workspaces@2024-10-01' existing = { name: 'ml' }
      resource data 'Microsoft.MachineLearningServices/workspaces/datastores@2024-10-01' = {
        parent: ml
        name: 'data'
        properties: {
          datastoreType: 'AzureBlob'
          credentials: { credentialsType: 'None' }
          accountName: 'st'
          containerName: 'c'
        }
      }
      """;

  private static final int SECRETS = 6;

  @TempDir private Path folder;

  private PracticeLimitsTest file(String name, String text) {
    new FileTree(folder).file(name, text);
    return this;
  }

  private Assessment assess(Predicate<String> wanted) {
    WorkspaceSources sources = WorkspaceSources.find(SourceRequest.of(folder));
    AssessmentEngine.Result result =
        new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), wanted)
            .assess("test", sources);
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return ((AssessmentEngine.Result.Assessed) result).assessment();
  }

  private Practice secrets() {
    return assess(_ -> true).practices().get(SECRETS - 1);
  }

  @Test
  void holdsForWhatWasJudged() {
    file("main.bicep", DATASTORE);
    Practice practice = secrets();
    assertThat(practice.state()).isEqualTo(PracticeState.HOLDS);
    assertThat(practice.judged())
        .extracting(Judged::type)
        .containsExactly("Microsoft.MachineLearningServices/workspaces/datastores");
    assertThat(practice.notJudged()).extracting(NotJudged::what).containsExactly("secrets in code");
  }

  @Test
  void settingsDefaultsAndOutputsAreNamedAsNotJudged() {
    file(
        "main.bicep",
        """
        @secure()
        param adminPassword string = 'Pa55word'
        param region string = 'westeurope'
        resource registry 'Microsoft.Search/searchServices@2023-11-01' existing = { name: 'srch' }
        resource job 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
          name: 'job'
          location: region
          kind: 'AzureCLI'
          properties: {
            azCliVersion: '2.60.0'
            retentionInterval: 'P1D'
            environmentVariables: [{ name: 'OPENAI_KEY', value: 'abc' }]
          }
        }
        output key string = registry.listAdminKeys().primaryKey
        """
            + DATASTORE);
    Practice practice = secrets();
    assertThat(practice.state()).isEqualTo(PracticeState.HOLDS_PARTLY);
    assertThat(practice.note())
        .contains(
            "defaults of 1 parameter for secrets",
            "settings and environment variables of 1 resource",
            "1 output");
    assertThat(practice.notJudged())
        .flatExtracting(NotJudged::items)
        .anyMatch(item -> item.endsWith(": adminPassword"))
        .anyMatch(item -> item.endsWith(": key"))
        .anyMatch(item -> item.endsWith("deploymentScripts/job"))
        .noneMatch(item -> item.endsWith(": region"));
  }

  @Test
  void outputsAndDefaultsOfModulesCount() {
    file("main.bicep", "module m 'part.bicep' = { name: 'm' }\n" + DATASTORE)
        .file("part.bicep", "param apiKey string = 'abc'\noutput out string = apiKey\n");
    assertThat(secrets().notJudged())
        .flatExtracting(NotJudged::items)
        .anyMatch(item -> item.endsWith("part.bicep: apiKey"))
        .anyMatch(item -> item.endsWith("part.bicep: out"));
  }

  @Test
  void appSettingsOfASiteAreNotJudged() {
    file(
        "main.bicep",
        """
        resource site 'Microsoft.Web/sites@2023-12-01' existing = { name: 'web' }
        resource settings 'Microsoft.Web/sites/config@2023-12-01' = {
          parent: site
          name: 'appsettings'
          properties: { OPENAI_KEY: 'abc' }
        }
        """
            + DATASTORE);
    assertThat(secrets().state()).isEqualTo(PracticeState.HOLDS_PARTLY);
    assertThat(secrets().note()).contains("settings and environment variables of 1 resource");
  }

  @Test
  void doesNotHoldWhileAModuleIsMissing() {
    file("main.bicep", "module m 'br:example.com/missing:v1' = { name: 'm' }\n" + DATASTORE);
    Practice practice = secrets();
    assertThat(practice.state()).isEqualTo(PracticeState.UNKNOWN);
    assertThat(practice.note())
        .isEqualTo("1 check passed; not judged: 1 deployment whose resources are unknown");
  }

  @Test
  void doesNotHoldBesideAnInputWithErrors() {
    file("main.bicep", DATASTORE)
        .file("other/azuredeploy.json", "{ \"$schema\": \"deploymentTemplate.json#\", ");
    assertThat(secrets().state()).isEqualTo(PracticeState.UNKNOWN);
  }

  @Test
  void holdsInPartBesideFilesThatAreNotRead() {
    file("main.bicep", DATASTORE)
        .file("modules/unused.bicep", DATASTORE)
        .file("other/main.tf", "resource \"a\" \"b\" {}");
    Practice practice = secrets();
    assertThat(practice.state()).isEqualTo(PracticeState.HOLDS_PARTLY);
    assertThat(practice.note())
        .isEqualTo("holds for 1 resource; not judged: 1 unused template, 1 Terraform file");
  }

  @Test
  void typesThatNoControlCoversAreNotJudged() {
    file(
        "main.bicep",
        """
        resource db 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
          name: 'db'
          location: 'westeurope'
        }
        resource net 'Microsoft.Network/virtualNetworks@2024-05-01' = {
          name: 'net'
          location: 'westeurope'
          properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } }
        }
        """
            + DATASTORE);
    Practice practice = secrets();
    assertThat(practice.note())
        .isEqualTo("holds for 1 of 2 resources; not judged: 1 resource without a control");
    assertThat(practice.notJudged())
        .extracting(NotJudged::what)
        .contains("1 `Microsoft.DBforPostgreSQL/flexibleServers`")
        .noneMatch(what -> what.contains("virtualNetworks"));
  }

  @Test
  void controlsThatWereNotSelectedAreNotJudged() {
    file("main.bicep", DATASTORE);
    Practice practice = assess("ml-datastore-credentials"::equals).practices().get(SECRETS - 1);
    assertThat(practice.state()).isEqualTo(PracticeState.HOLDS_PARTLY);
    assertThat(practice.note()).matches("holds for 1 resource; not judged: \\d+ controls");
  }

  @Test
  void templatesThatNothingReachesAreOneUnknownOfLowSeverity() {
    file("main.bicep", DATASTORE);
    for (int i = 0; i < 5; i++) {
      file("modules/unused" + i + ".bicep", DATASTORE);
    }
    assertThat(assess(_ -> true).unknowns())
        .filteredOn(Assessment.UnknownGroup::isOfUnreachedFile)
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.cause().text()).contains("and 2 more files");
              assertThat(group.cause().resolvedBy()).contains("`deployments:`", "redoubt.yaml");
            });
  }

  @Test
  void violationUnderAConditionNamesItAlsoThroughModules() {
    file(
            "main.bicep",
            """
            param debug bool
            param count int
            module m 'store.bicep' = if (debug) { name: 'm', params: { name: 'one' } }
            module n 'store.bicep' = [for i in range(0, count): { name: 'n${i}', params: { name: 'many${i}' } }]
            module o 'store.bicep' = { name: 'o', params: { name: 'always' } }
            """)
        .file(
            "store.bicep",
            """
            param name string
            resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
              name: name
              location: 'westeurope'
              kind: 'StorageV2'
              sku: { name: 'Standard_LRS' }
              properties: { allowBlobPublicAccess: true }
            }
            """);
    assertThat(assess("storage-anonymous-access"::equals).findings())
        .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.FAIL))
        .extracting(Finding::when)
        .satisfiesExactlyInAnyOrder(
            debug -> {
              assertThat(debug).isNotNull();
              assertThat(debug.text()).isEqualTo("parameters('debug')");
              assertThat(debug.resolvedBy()).startsWith("`--parameters debug=VALUE`");
            },
            count -> {
              assertThat(count).isNotNull();
              assertThat(count.text()).contains("parameters('count')", "greater(");
            },
            always -> assertThat(always).isNull());
  }
}
