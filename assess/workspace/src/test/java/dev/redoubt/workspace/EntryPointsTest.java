package dev.redoubt.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.workspace.WorkspaceSources.Skipped;
import dev.redoubt.workspace.WorkspaceSources.Unassessed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests which files of a repository are entry points.
class EntryPointsTest {

  private static final String COMPILED =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "contentVersion": "1.0.0.0", "metadata": {"_generator": {"name": "bicep"}},
       "resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2024-01-01",
         "name": "x"}]}
      """;
  private static final String LINKED = COMPILED.replace("\"bicep\"", "\"hand\"");

  @TempDir private Path folder = Path.of("");
  private TestRepository repository = new TestRepository(folder);

  @BeforeEach
  void createFolder() {
    repository = new TestRepository(folder);
  }

  private static String module(String path) {
    return "module m '%s' = {}\n".formatted(path);
  }

  private List<String> entries() {
    return List.copyOf(repository.deployed().keySet());
  }

  private String whyNot(String name) {
    return WorkspaceSources.find(repository.request()).skipped().stream()
        .filter(each -> each.name().endsWith(name))
        .map(Skipped::why)
        .findFirst()
        .orElse("taken, or not seen");
  }

  @Test
  void templateThatNoOtherFileImportsIsAnEntryPoint() {
    repository
        .file("infra/main.bicep", module("modules/net.bicep") + "import {t} from 'types.bicep'")
        .file("infra/modules/net.bicep", module("../shared/dns.bicep"))
        .file("infra/types.bicep", "@export()\ntype t = string")
        .templates("infra/shared/dns.bicep", "infra/second.bicep");
    assertThat(entries()).containsExactly("infra/main.bicep", "infra/second.bicep");
    assertThat(WorkspaceSources.find(repository.request()).inputs())
        .extracting(
            input -> folder.relativize(Path.of(input.path())) + " " + input.role(),
            input -> input.kind())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Path.of("infra/main.bicep") + " ENTRY", "bicep"),
            org.assertj.core.groups.Tuple.tuple(Path.of("infra/second.bicep") + " ENTRY", "bicep"),
            org.assertj.core.groups.Tuple.tuple(
                Path.of("infra/modules/net.bicep") + " PART", "bicep"),
            org.assertj.core.groups.Tuple.tuple(Path.of("infra/types.bicep") + " PART", "bicep"),
            org.assertj.core.groups.Tuple.tuple(
                Path.of("infra/shared/dns.bicep") + " PART", "bicep"));
  }

  @Test
  void libraryIsNoEntryPoint() {
    repository
        .file("types.bicep", "@export()\ntype t = string\n@export()\nvar v = 1")
        .templates("a.bicep");
    assertThat(entries()).containsExactly("a.bicep");
    assertThat(whyNot("types.bicep")).contains("declares no resources or modules");
  }

  @Test
  void brokenFileIsAnEntryPoint() {
    repository.file("main.bicep", "resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {");
    assertThat(entries()).containsExactly("main.bicep");
    assertThat(repository.said()).isNotEmpty();
  }

  @Test
  void unusedModulesAreNoEntryPoints() {
    repository
        .templates("infra/main.bicep", "infra/core/ai/hub.bicep", "infra/second.bicep")
        .templates("stacks/prod/main.bicep", "modules/net/main.bicep")
        .templates("infra/prereqs/prereq.main.bicep");
    assertThat(entries())
        .containsExactly(
            "infra/main.bicep",
            "infra/prereqs/prereq.main.bicep",
            "infra/second.bicep",
            "stacks/prod/main.bicep");
    assertThat(whyNot("hub.bicep")).contains("unused module", "infra/main.bicep");
    assertThat(unreached())
        .extracting(Unassessed::name)
        .satisfiesExactlyInAnyOrder(
            name -> assertThat(name).endsWith("infra/core/ai/hub.bicep"),
            name -> assertThat(name).endsWith("modules/net/main.bicep"));
    assertThat(WorkspaceSources.find(repository.request()).inputs())
        .filteredOn(input -> input.role() == Input.Role.NOT_ASSESSED)
        .hasSize(2)
        .allSatisfy(input -> assertThat(input.reason()).startsWith("unused module"));
  }

  private List<Unassessed> unreached() {
    return WorkspaceSources.find(repository.request()).unassessed().stream()
        .filter(Unassessed::isUnreached)
        .toList();
  }

  @Test
  void modulesWithoutMainFileAreEntryPoints() {
    repository.templates("modules/net/main.bicep", "modules/store/main.bicep");
    assertThat(entries()).containsExactly("modules/net/main.bicep", "modules/store/main.bicep");
  }

  @Test
  void templateOfAParameterFileIsAnEntryPoint() {
    repository
        .file("main.bicep", module("net/net.bicep"))
        .templates("net/net.bicep")
        .file("params/net.bicepparam", "using '../net/net.bicep'\nparam name = 'x'");
    assertThat(repository.deployed())
        .containsExactly(
            java.util.Map.entry("main.bicep", List.of()),
            java.util.Map.entry("net/net.bicep", List.of("params/net.bicepparam")));
  }

  @Test
  void parameterFileCanNameATemplateOutsideOfTheFolder() {
    repository
        .file(".git/HEAD", "")
        .templates("infra/main.bicep")
        .file("params/prod.bicepparam", "using '../infra/main.bicep'\nparam name = 'prod'");
    SourceRequest request = SourceRequest.of(folder.resolve("params"));
    assertThat(TestRepository.outcome(request).resources()).containsExactly("\"prod\"");
  }

  @Test
  void bicepReplacesItsCompiledTemplate() {
    repository
        .templates("a/main.bicep", "b/main.bicep", "c/prereq.main.bicep")
        .file("a/main.json", COMPILED)
        .file("b/azuredeploy.json", COMPILED)
        .file("c/prereq.azuredeploy.json", COMPILED)
        .file("d/main.json", COMPILED);
    assertThat(entries())
        .containsExactly("a/main.bicep", "b/main.bicep", "c/prereq.main.bicep", "d/main.json");
    assertThat(whyNot("a/main.json"))
        .startsWith("compiled from")
        .contains("main.bicep`, which is assessed instead");
    assertThat(repository.said())
        .singleElement()
        .satisfies(said -> assertThat(said).contains("compiled from a Bicep file", "azuredeploy"));
  }

  @Test
  void compiledTemplateOfAnotherStateIsNamedAsNotAssessed() {
    String nested =
        COMPILED.replace(
            "Microsoft.Storage/storageAccounts\", \"apiVersion\": \"2024-01-01\",",
            "Microsoft.Resources/deployments\", \"apiVersion\": \"2024-01-01\", \"properties\":"
                + " {\"template\": {\"resources\": [{\"type\": \"Microsoft.KeyVault/vaults\"}]}},");
    repository
        .file("main.bicep", module("parts/storage.bicep"))
        .templates("parts/storage.bicep")
        .file("main.json", nested);
    assertThat(entries()).containsExactly("main.bicep");
    assertThat(repository.said())
        .singleElement()
        .satisfies(
            said ->
                assertThat(said)
                    .startsWith("not assessed: compiled from another state of ")
                    .contains(
                        "it deploys `microsoft.keyvault/vaults`, which the Bicep file does not")
                    .doesNotContain("instead"));
  }

  @Test
  void compiledTemplateWithoutAResourceOfTheBicepFileIsOfAnotherState() {
    repository
        .file(
            "main.bicep",
            """
            module far 'br/public:avm/x:1.0' = {}
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: 'x'
              resource b 'blobServices' = { name: 'default' }
            }
            """)
        .file("main.json", COMPILED);
    assertThat(repository.said())
        .filteredOn(said -> said.contains("another state"))
        .singleElement()
        .satisfies(
            said ->
                assertThat(said)
                    .contains("not deploy `microsoft.storage/storageaccounts/blobservices`,"));
  }

  @Test
  void compiledModuleThatIsNotAvailableIsNoDifference() {
    repository.file("main.bicep", module("br/public:avm/x:1.0")).file("main.json", COMPILED);
    assertThat(repository.said()).noneMatch(said -> said.contains("another state"));
    assertThat(whyNot("main.json")).endsWith("which is assessed instead");
  }

  @Test
  void differentFormsAreBothAssessedWithANote() {
    repository
        .templates("main.bicep")
        .file("azuredeploy.json", LINKED.replace("storageAccounts", "other"));
    assertThat(entries()).containsExactly("azuredeploy.json", "main.bicep");
    assertThat(repository.said())
        .filteredOn(said -> said.contains("two forms of one template"))
        .hasSize(1);
  }

  @Test
  void jsonWithTheSameTypesCountsAsCompiled() {
    repository.templates("main.bicep").file("azuredeploy.json", LINKED);
    assertThat(entries()).containsExactly("main.bicep");
  }

  @Test
  void jsonModuleOfBicepIsAPart() {
    repository.file("main.bicep", module("nested/x.json")).file("nested/x.json", COMPILED);
    assertThat(entries()).containsExactly("main.bicep");
  }

  @Test
  void testsAreEntryPointsOnlyWithoutOtherTemplates() {
    repository
        .templates("main.bicep")
        .file("tests/e2e/max/main.test.bicep", module("../../../main.bicep"))
        .file("main.tests.bicep", module("main.bicep"));
    assertThat(entries()).containsExactly("main.bicep");
    assertThat(whyNot("main.test.bicep")).contains("a test");
    WorkspaceSources tests = WorkspaceSources.find(SourceRequest.of(folder.resolve("tests/e2e")));
    assertThat(tests.deployments()).hasSize(1);
  }

  @Test
  void firstTemplateOfACycleIsTheEntryPoint() {
    repository.file("a.bicep", module("b.bicep")).file("b.bicep", module("a.bicep"));
    assertThat(entries()).containsExactly("a.bicep");
    assertThat(repository.said()).anyMatch(said -> said.contains("involved in a module cycle"));
  }

  @Test
  void templateOfAnAzureDeveloperProjectIsAnEntryPoint() {
    repository
        .file("azure.yaml", "name: chat\ninfra:\n  path: deploy\n  module: workload\n")
        .file("deploy/other.bicep", module("workload.bicep"))
        .templates("deploy/workload.bicep", "deploy/core/unused.bicep");
    assertThat(entries()).containsExactly("deploy/other.bicep", "deploy/workload.bicep");
    assertThat(WorkspaceSources.find(repository.request()).inputs())
        .anyMatch(input -> input.reason().matches("deployed by `.*azure[.]yaml`"));
  }

  @Test
  void layersOfAnAzureDeveloperProjectAreEntryPoints() {
    repository
        .file(
            "azure.yaml",
            """
            name: chat
            infra:
              layers:
                - { name: base, path: infra/base }
                - name: app
                  path: infra/app
                  module: app
                - { name: gone, path: infra/gone }
            """)
        .file("infra/app/app.bicep", TestRepository.TEMPLATE + module("../base/main.bicep"))
        .templates("infra/base/main.bicep");
    assertThat(entries()).containsExactly("infra/app/app.bicep", "infra/base/main.bicep");
    assertThat(repository.said())
        .containsExactly(
            "the template `infra/gone/main.bicep`, which this project deploys, does not exist");
  }

  @Test
  void brokenAzureDeveloperProjectIsSkipped() {
    repository.templates("infra/main.bicep").file("azure.yaml", "infra: [");
    assertThat(entries()).containsExactly("infra/main.bicep");
    assertThat(WorkspaceSources.find(repository.request()).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
              assertThat(problem.message()).contains("not valid YAML");
            });
  }

  @Test
  void errorsInFilesThatAreNotAssessedAreNotReported() {
    repository.templates("main.bicep").file("modules/old.bicep", "resource ] nonsense\nmodule");
    assertThat(entries()).containsExactly("main.bicep");
    WorkspaceSources sources = WorkspaceSources.find(repository.request());
    assertThat(sources.problems()).isEmpty();
    assertThat(sources.unassessed())
        .singleElement()
        .satisfies(file -> assertThat(file.name()).endsWith("modules/old.bicep"));
  }

  @Test
  void importsOfFilesThatAreNotDeployedAreIgnored() {
    repository
        .templates("infra/main.bicep", "infra/steps/second.bicep")
        .file("infra/checks.bicep", "test t 'main.bicep' = {}")
        .file("infra/examples/full.bicep", module("../steps/second.bicep"));
    assertThat(entries()).containsExactly("infra/main.bicep");
    assertThat(unreached())
        .extracting(Unassessed::name)
        .satisfiesExactlyInAnyOrder(
            name -> assertThat(name).endsWith("infra/examples/full.bicep"),
            name -> assertThat(name).endsWith("infra/steps/second.bicep"));
  }
}
