package dev.redoubt.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceSourcesTest {

  private static final String TEMPLATE =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "contentVersion": "1.0.0.0", "parameters": {"a": {"type": "string"}}, "resources": [%s]}
      """;
  private static final String PARAMETERS =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
       "contentVersion": "1.0.0.0", "parameters": {"%s": {"value": "x"}}}
      """;

  @TempDir private Path folder = Path.of("");

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private WorkspaceSources find(@Nullable String environment) {
    return WorkspaceSources.find(SourceRequest.of(folder).withEnvironment(environment));
  }

  private List<String> templates() {
    return find(null).deployments().stream()
        .map(each -> folder.relativize(each.template().path()).toString())
        .toList();
  }

  private List<String> parametersOf(@Nullable String environment) {
    return find(environment).deployments().getFirst().parameters().stream()
        .map(each -> folder.relativize(each.path()).toString())
        .toList();
  }

  @Test
  void findsTemplatesByContent() throws IOException {
    file("deep/er/anything.json", TEMPLATE.formatted(""));
    file("main.template", TEMPLATE.formatted(""));
    file("package.json", "{\"name\": \"x\"}");
    file("azuredeploy.json", "{\"hello\": 1}");
    assertThat(templates()).containsExactly("deep/er/anything.json", "main.template");
  }

  @Test
  void ignoresGeneratedFolders() throws IOException {
    file("node_modules/x/main.json", TEMPLATE.formatted(""));
    file("target/main.json", TEMPLATE.formatted(""));
    file(".git/main.json", TEMPLATE.formatted(""));
    assertThat(templates()).isEmpty();
  }

  @Test
  void readsOtherEncodings() throws IOException {
    Files.write(
        folder.resolve("main.json"),
        ("\uFEFF" + TEMPLATE.formatted("")).getBytes(StandardCharsets.UTF_16LE));
    assertThat(templates()).containsExactly("main.json");
  }

  @Test
  void linkedTemplateIsNoEntryPoint() throws IOException {
    file("main.json", TEMPLATE.formatted("\"[uri(variables('base'), 'nested/net.json')]\""));
    file("nested/net.json", TEMPLATE.formatted(""));
    file("nested/other.json", TEMPLATE.formatted(""));
    assertThat(templates()).containsExactly("main.json", "nested/other.json");
  }

  @Test
  void firstTemplateOfACycleIsTheEntryPoint() throws IOException {
    file("a.json", TEMPLATE.formatted("\"b.json\""));
    file("b.json", TEMPLATE.formatted("\"a.json\""));
    assertThat(templates()).containsExactly("a.json");
  }

  @Test
  void namedLinkedTemplateIsAnEntryPoint() throws IOException {
    file("main.json", TEMPLATE.formatted("\"net.json\""));
    Path named = file("net.json", TEMPLATE.formatted(""));
    assertThat(WorkspaceSources.find(SourceRequest.of(named)).deployments()).hasSize(1);
  }

  @Test
  void usesTheParameterFileThatFits() throws IOException {
    file("main.json", TEMPLATE.formatted(""));
    file("values.json", PARAMETERS.formatted("a"));
    file("unrelated.json", PARAMETERS.formatted("b"));
    assertThat(parametersOf(null)).containsExactly("values.json");
  }

  @Test
  void prefersTheParameterFileNamedAfterTheTemplate() throws IOException {
    file("main.json", TEMPLATE.formatted(""));
    file("main.parameters.json", PARAMETERS.formatted("a"));
    file("main.prod.parameters.json", PARAMETERS.formatted("a"));
    assertThat(parametersOf(null)).containsExactly("main.parameters.json");
    assertThat(parametersOf("PROD")).containsExactly("main.prod.parameters.json");
  }

  @Test
  void parameterFileNamedAfterATemplateIsNotUsedForOthers() throws IOException {
    file("main.json", TEMPLATE.formatted(""));
    file("values.json", PARAMETERS.formatted("a"));
    file("prereqs/prereq.azuredeploy.json", TEMPLATE.formatted(""));
    file("prereqs/prereq.azuredeploy.parameters.json", PARAMETERS.formatted("a"));
    assertThat(parametersOf(null)).containsExactly("values.json");
    assertThat(find(null).problems()).isEmpty();
  }

  @Test
  void usesNoneOfSeveralFilesAndWarns() throws IOException {
    file("main.json", TEMPLATE.formatted(""));
    file("test.parameters.json", PARAMETERS.formatted("a"));
    file("prod.parameters.json", PARAMETERS.formatted("a"));
    assertThat(parametersOf(null)).isEmpty();
    assertThat(find(null).problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("prod.parameters.json", "test.parameters.json", "--environment"));
  }

  @Test
  void reportsThatAnUnreadableFileMayBeATemplate() throws IOException {
    file("broken.json", TEMPLATE.formatted("").substring(0, 120));
    file("settings.json", "{ not json");
    assertThat(find(null).problems())
        .extracting(Problem::severity)
        .containsExactly(Problem.Severity.ERROR, Problem.Severity.WARNING);
  }

  @Test
  void notesUnsupportedLanguages() throws IOException {
    file("new/main.tf", "resource {}");
    assertThat(find(null).problems())
        .extracting(Problem::message)
        .containsExactly("not assessed: Terraform is not supported yet");
    assertThat(find(null).inputs())
        .singleElement()
        .satisfies(
            input -> {
              assertThat(input.path()).endsWith("new/main.tf");
              assertThat(input.kind()).isEqualTo("terraform");
              assertThat(input.role()).isEqualTo(Input.Role.NOT_ASSESSED);
            });
  }

  @Test
  void namedTerraformFileIsNotReadAsJson() throws IOException {
    Path file = file("main.tf", "resource {}");
    assertThat(WorkspaceSources.find(SourceRequest.of(file)).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
              assertThat(problem.message()).contains("Terraform is not supported yet");
            });
  }

  @Test
  void doesNotFollowLinksOutOfTheFolder(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("main.json"), TEMPLATE.formatted(""));
    Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
    assertThat(templates()).isEmpty();
    Files.delete(link);
  }

  @Test
  void doesNotReadLinkedFilesOutsideOfTheFolder(@TempDir Path outside) throws IOException {
    Path secret = Files.writeString(outside.resolve("notes"), "resource confidential");
    Files.createSymbolicLink(folder.resolve("main.bicep"), secret);
    Files.createSymbolicLink(folder.resolve("gone.bicep"), outside.resolve("nothing"));
    assertThat(templates()).isEmpty();
    assertThat(find(null).problems()).isEmpty();
    assertThat(find(null).skipped())
        .singleElement()
        .satisfies(each -> assertThat(each.why()).contains("outside of the root folder"));
  }

  @Test
  void doesNotReadLinkedModulesOutsideOfTheFolder(@TempDir Path outside) throws IOException {
    Path secret = Files.writeString(outside.resolve("passwd"), "root:x:0:0\n");
    Files.createSymbolicLink(folder.resolve("part.bicep"), secret);
    Path main = file("main.bicep", "module part 'part.bicep' = {\n  name: 'p'\n}\n");
    WorkspaceSources sources = WorkspaceSources.find(SourceRequest.of(main));
    assertThat(sources.parts()).isEmpty();
    assertThat(sources.problems())
        .extracting(Problem::message)
        .noneMatch(it -> it.contains("root"));
  }
}
