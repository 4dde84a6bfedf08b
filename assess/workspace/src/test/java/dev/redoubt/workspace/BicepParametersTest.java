package dev.redoubt.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.ArtifactStore.Artifact;
import dev.redoubt.estate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests how parameter files and values are matched with templates.
class BicepParametersTest {

  private static final String JSON =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
       "contentVersion": "1.0.0.0", "parameters": {"%s": {"value": %s}}}
      """;
  private static final String ARM =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "contentVersion": "1.0.0.0", "parameters": {"name": {"type": "string"}}, "resources": [
         {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2024-01-01",
          "name": "[parameters('name')]"}]}
      """;

  @TempDir private Path folder = Path.of("");
  private TestRepository repository = new TestRepository(folder);

  @BeforeEach
  void createFolder() {
    repository = new TestRepository(folder);
  }

  private static String bicepparam(String using, String name) {
    return "using '%s'\nparam name = '%s'\n".formatted(using, name);
  }

  private List<String> chosen(@Nullable String environment) {
    return List.copyOf(
        TestRepository.deployed(
                WorkspaceSources.find(repository.request().withEnvironment(environment)), folder)
            .values()
            .iterator()
            .next());
  }

  private SourceRequest with(String... values) {
    return repository
        .request()
        .withValues(
            Arrays.stream(values)
                .map(value -> Objects.requireNonNull(InlineParameter.of(value)))
                .toArray(InlineParameter[]::new));
  }

  @Test
  void usesTheFileNamedAfterTheTemplate() {
    repository
        .templates("main.bicep")
        .file("main.bicepparam", bicepparam("main.bicep", "own"))
        .file("main.parameters.json", JSON.formatted("name", "\"json\""))
        .file("main.prod.bicepparam", bicepparam("main.bicep", "prod"))
        .file("params/test.bicepparam", bicepparam("../main.bicep", "test"));
    assertThat(chosen(null)).containsExactly("main.bicepparam");
    assertThat(chosen("prod")).containsExactly("main.prod.bicepparam");
    assertThat(chosen("TEST")).containsExactly("params/test.bicepparam");
    assertThat(chosen("dev")).isEmpty();
  }

  @Test
  void findsTheEnvironmentByFolderName() {
    repository
        .templates("infra/main.bicep")
        .file("environments/prod/main.bicepparam", bicepparam("../../infra/main.bicep", "p"))
        .file("environments/test/main.bicepparam", bicepparam("../../infra/main.bicep", "t"));
    assertThat(chosen("prod")).containsExactly("environments/prod/main.bicepparam");
  }

  @Test
  void usesNoneOfSeveralFilesAndWarns() {
    repository
        .templates("main.bicep")
        .file("prod.bicepparam", bicepparam("main.bicep", "prod"))
        .file("test.bicepparam", bicepparam("main.bicep", "test"));
    assertThat(chosen(null)).isEmpty();
    assertThat(repository.said())
        .singleElement()
        .satisfies(
            said ->
                assertThat(said).contains("prod.bicepparam", "test.bicepparam", "none is used"));
  }

  @Test
  void prefersTheFileWithUsingToTheJsonFile() {
    repository
        .templates("main.bicep")
        .file("params.bicepparam", bicepparam("main.bicep", "own"))
        .file("azuredeploy.parameters.json", JSON.formatted("name", "\"json\""));
    assertThat(chosen(null)).containsExactly("params.bicepparam");
  }

  @Test
  void usesJsonParametersForBicepAlsoByTheCompiledName() {
    repository
        .templates("main.bicep")
        .file("azuredeploy.parameters.json", JSON.formatted("name", "\"json\""))
        .file("other.json", JSON.formatted("name", "\"other\""));
    assertThat(chosen(null)).containsExactly("azuredeploy.parameters.json");
  }

  @Test
  void usesBicepParametersForJson() {
    repository.file("main.json", ARM).file("main.bicepparam", bicepparam("main.json", "fromBicep"));
    assertThat(TestRepository.outcome(repository.request()).resources())
        .containsExactly("\"fromBicep\"");
  }

  @Test
  void findsTheTemplateOfANamedParameterFile() {
    repository
        .templates("main.bicep")
        .file("prod.bicepparam", bicepparam("main.bicep", "prod"))
        .file("test.bicepparam", bicepparam("main.bicep", "test"));
    SourceRequest named = SourceRequest.of(repository.path("prod.bicepparam"));
    assertThat(TestRepository.outcome(named).resources()).containsExactly("\"prod\"");
    SourceRequest both =
        SourceRequest.of(repository.path("main.bicep"), repository.path("test.bicepparam"));
    assertThat(TestRepository.outcome(both).resources()).containsExactly("\"test\"");
  }

  @Test
  void optionFileAppliesOnlyToItsTemplate() {
    repository
        .templates("a/main.bicep", "b/main.bicep")
        .file("a/prod.bicepparam", bicepparam("main.bicep", "prod"));
    SourceRequest request =
        repository.request().withParameterFiles(repository.path("a/prod.bicepparam"));
    assertThat(TestRepository.deployed(WorkspaceSources.find(request), folder))
        .containsEntry("a/main.bicep", List.of("a/prod.bicepparam"))
        .containsEntry("b/main.bicep", List.of());
  }

  @Test
  void optionFileForAMissingTemplateAppliesWithAWarning() {
    repository
        .templates("main.bicep", "other.bicep")
        .file("prod.bicepparam", bicepparam("main.bicep", "prod"));
    SourceRequest request =
        SourceRequest.of(repository.path("other.bicep"))
            .withParameterFiles(repository.path("prod.bicepparam"));
    TestRepository.Outcome outcome = TestRepository.outcome(request);
    assertThat(outcome.resources()).containsExactly("\"prod\"");
    assertThat(outcome.said())
        .singleElement()
        .satisfies(said -> assertThat(said).contains("is for `main.bicep`"));
  }

  @Test
  void inlineValuesOverrideFilesWithTheDeclaredType() {
    repository
        .file(
            "main.bicep",
            """
            param name string
            param count int
            param tags object = {}
            param open bool = true
            type size = 'small' | 'large'
            param kind size = 'small'
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: '${name}-${count + 1}-${tags.?a ?? '-'}-${open}-${kind}'
            }
            """)
        .file("main.bicepparam", "using 'main.bicep'\nparam name = 'x'\nparam count = 1");
    SourceRequest request =
        with("NAME=007", "count=4", "tags={\"a\": \"b\"}", "open=False", "kind=large");
    TestRepository.Outcome outcome = TestRepository.outcome(request);
    assertThat(outcome.resources()).containsExactly("\"007-5-b-False-large\"");
    assertThat(outcome.said()).isEmpty();
  }

  @Test
  void reportsInlineValuesThatNoTemplateDeclares() {
    repository.templates("main.bicep");
    assertThat(TestRepository.outcome(with("nam=x")).said())
        .containsExactly("no template declares the parameter `nam`; did you mean `name`?");
  }

  @Test
  void reportsAParameterFileWithoutTemplate() {
    repository
        .file("gone.bicepparam", bicepparam("gone.bicep", "x"))
        .file("silent.bicepparam", "param name = 'x'")
        .file("base.bicepparam", "using none\nparam name = 'x'");
    assertThat(WorkspaceSources.find(repository.request()).problems())
        .extracting(Problem::severity, Problem::message, problem -> problem.origin().line())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Problem.Severity.ERROR, "the template `gone.bicep` does not exist", 1),
            org.assertj.core.groups.Tuple.tuple(
                Problem.Severity.ERROR,
                "missing `using`; add for example `using 'main.bicep'`",
                0));
    assertThat(TestRepository.outcome(SourceRequest.of(repository.path("base.bicepparam"))).said())
        .singleElement()
        .satisfies(said -> assertThat(said).contains("`using none` names no template"));
  }

  @Test
  void extendedFileIsAPart() {
    repository
        .templates("main.bicep")
        .file("base.bicepparam", "using none\nparam name = 'base'")
        .file("main.bicepparam", "using 'main.bicep'\nextends 'base.bicepparam'");
    WorkspaceSources sources = WorkspaceSources.find(repository.request());
    assertThat(TestRepository.outcome(sources).resources()).containsExactly("\"base\"");
    assertThat(sources.skipped()).isEmpty();
  }

  @Test
  void findsATemplateInARegistry() throws IOException {
    Path module = folder.resolve("cache/main.json");
    repository.file("cache/main.json", ARM);
    repository.file("app/prod.bicepparam", bicepparam("br/public:avm/x:1.0", "remote"));
    ArtifactStore store =
        _ -> new Artifact.Found(module, "br/public:avm/x:1.0", ArtifactStore.Source.FOLDER);
    SourceRequest request = SourceRequest.of(folder.resolve("app")).withModules(List.of(), store);
    WorkspaceSources sources = WorkspaceSources.find(request);
    assertThat(Files.exists(module)).isTrue();
    TestRepository.Outcome outcome = TestRepository.outcome(sources);
    assertThat(outcome.resources()).containsExactly("\"remote\"");
    assertThat(sources.inputs())
        .extracting(input -> input.kind())
        .containsExactly("bicep-parameters", "registry-module");
    assertThat(outcome.said()).isEmpty();
  }

  @Test
  void reportsAMissingModuleAndContinues() {
    repository.file(
        "main.bicep",
        """
        import { lock } from 'br/public:avm/types:1.0'
        param l lock = {}
        module m 'br/public:avm/x:1.0' = { params: { lock: l } }
        """
            + TestRepository.TEMPLATE);
    TestRepository.Outcome outcome = TestRepository.outcome(repository.request());
    assertThat(outcome.resources()).contains("\"st\"");
    assertThat(outcome.problems())
        .allSatisfy(each -> assertThat(each.severity()).isEqualTo(Problem.Severity.WARNING))
        .anyMatch(each -> each.message().contains("`br/public:avm/x:1.0` is not available"));
  }

  @Test
  void replacesVariablesInAzureDeveloperParameterFiles() {
    repository
        .file("azure.yaml", "name: chat")
        .file(
            "infra/main.bicep",
            """
            param name string
            param other string = 'default'
            param open bool = true
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: '${name}-${other}-${open}'
            }
            """)
        .file(
            "infra/main.parameters.json",
            """
            {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
             "contentVersion": "1.0.0.0", "parameters": {
               "name": {"value": "${AZURE_ENV_NAME}-${TEAM=ai}"},
               "other": {"value": "${NOT_SET}"},
               "open": {"value": "${OPEN}"}}}
            """);
    SourceRequest request =
        repository
            .request()
            .withEnvironment("prod")
            .withVariables(new EnvironmentVariables(Map.of("OPEN", "false")));
    TestRepository.Outcome outcome = TestRepository.outcome(request);
    assertThat(outcome.resources()).containsExactly("\"prod-ai-default-False\"");
    assertThat(outcome.said())
        .singleElement()
        .satisfies(said -> assertThat(said).contains("`NOT_SET`"));
    assertThat(TestRepository.outcome(repository.request()).resources())
        .singleElement()
        .satisfies(name -> assertThat(name).contains("readEnvironmentVariable('AZURE_ENV_NAME')"));
  }

  private List<String> azd(String types, String parameters, Map<String, String> variables) {
    repository
        .file("azure.yaml", "name: chat")
        .file(
            "infra/main.bicep",
            types
                + """
                resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
                  name: string(p)
                }
                """)
        .file(
            "infra/main.parameters.json",
            "{\"contentVersion\": \"1.0.0.0\", \"parameters\": {\"p\": {\"value\": "
                + parameters
                + "}}}");
    SourceRequest request = repository.request().withVariables(new EnvironmentVariables(variables));
    TestRepository.Outcome outcome = TestRepository.outcome(request);
    List<String> all = new java.util.ArrayList<>(outcome.resources());
    all.addAll(outcome.said());
    return all;
  }

  @Test
  void convertsTextsInAzureDeveloperParameterFilesToTheDeclaredType() {
    Map<String, String> none = Map.of();
    assertThat(azd("param p bool\n", "\"true\"", none)).containsExactly("\"True\"");
    assertThat(azd("param p bool\n", "\"0\"", none)).containsExactly("\"False\"");
    assertThat(azd("param p int\n", "\"-12\"", none)).containsExactly("\"-12\"");
    assertThat(azd("param p string\n", "\"12\"", none)).containsExactly("\"12\"");
    assertThat(azd("param p string\n", "12", none))
        .anyMatch(each -> each.contains("must be of type string, not int"));
    assertThat(azd("param p array\n", "\"${LIST}\"", Map.of("LIST", "[\"a\", 1]")))
        .containsExactly("\"[\\\"a\\\",1]\"");
    assertThat(azd("type T = object\nparam p T\n", "\"{}\"", none)).containsExactly("\"{}\"");
  }

  @Test
  void textsThatTheAzureDeveloperToolCannotConvert_areNoValue() {
    Map<String, String> none = Map.of();
    assertThat(azd("param p bool = true\n", "\"yes\"", none))
        .containsExactly(
            "\"True\"",
            "the value `yes` of `p` is not a boolean; the Azure Developer CLI ignores it");
    assertThat(azd("param p int\n", "\"1.5\"", none))
        .containsExactly(
            "\"[string(parameters('p'))]\"",
            "the value `1.5` of `p` is not an integer; the Azure Developer CLI ignores it");
    assertThat(azd("param p bool = true\n", "\"${X=}\"", none)).containsExactly("\"True\"");
    assertThat(azd("param p string\n", "\"${X=}\"", none)).containsExactly("\"[parameters('p')]\"");
    assertThat(azd("param p string = 'd'\n", "\"${X=}\"", none))
        .anyMatch(each -> !each.contains("d"));
    assertThat(azd("param p array = []\n", "\"a,b\"", none))
        .containsExactly(
            "\"[string(parameters('p'))]\"",
            "the value `a,b` of `p` is not a JSON array or object");
    assertThat(azd("param p bool\n", "\"${AZURE_LOCATION}y\"", none))
        .anyMatch(each -> each.contains("readEnvironmentVariable('AZURE_LOCATION')"))
        .noneMatch(each -> each.contains("must be"));
  }

  @Test
  void variablesThatAreNotSet_areEmptyTextsInsideOfArraysAndObjects() {
    Map<String, String> none = Map.of();
    assertThat(azd("param p object\n", "{\"reuse\": \"${REUSE}\", \"a\": [\"x${Y}\"]}", none))
        .contains("\"{\\\"reuse\\\":\\\"\\\",\\\"a\\\":[\\\"x\\\"]}\"")
        .anyMatch(each -> each.contains("`REUSE`") && each.contains("`Y`"));
    assertThat(azd("param p string = 'd'\n", "\"x-${Y}\"", none)).contains("\"x-\"");
    assertThat(azd("param p string = 'd'\n", "\"${X}${Y}\"", none)).contains("\"d\"");
    assertThat(azd("param p array = ['d']\n", "\"${X}\"", none)).contains("\"[\\\"d\\\"]\"");
  }

  @Test
  void variablesThatTheAzureDeveloperToolSetsOrThatAreWithheld_areUnknownInsideOfObjects() {
    assertThat(azd("param p object\n", "{\"a\": \"${AZURE_PRINCIPAL_ID}\"}", Map.of()))
        .anyMatch(each -> each.contains("readEnvironmentVariable('AZURE_PRINCIPAL_ID')"));
    assertThat(azd("param p object\n", "{\"a\": \"${DB_PASSWORD}\"}", Map.of("DB_PASSWORD", "x1")))
        .anyMatch(each -> each.contains("readEnvironmentVariable('DB_PASSWORD')"))
        .noneMatch(each -> each.contains("x1"));
  }

  @Test
  void secretThatTheAzureDeveloperToolCreates_isUnknown() {
    assertThat(azd("param p string\n", "\"$(secretOrRandomPassword ${VAULT} name)\"", Map.of()))
        .anyMatch(each -> each.startsWith("\"[secretOrRandomPassword("));
  }

  @Test
  void withholdsSecretVariables() {
    repository
        .templates("main.bicep")
        .file(
            "main.bicepparam",
            "using 'main.bicep'\n"
                + "param name ="
                + " '${readEnvironmentVariable('GITHUB_TOKEN')}-${readEnvironmentVariable('REGION')}'");
    Map<String, String> variables = Map.of("GITHUB_TOKEN", "abc", "REGION", "we");
    SourceRequest request = repository.request().withVariables(new EnvironmentVariables(variables));
    assertThat(TestRepository.outcome(request).resources())
        .singleElement()
        .satisfies(name -> assertThat(name).contains("we").doesNotContain("abc"));
  }
}
