package dev.redoubt.workspace.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceConfigurationReaderTest {

  @TempDir private Path folder;

  private final SourceFiles files = new SourceFiles();
  private final List<Problem> problems = new ArrayList<>();

  @BeforeEach
  void templates() throws IOException {
    for (String name : List.of("network.bicep", "app.bicep", "prod.bicepparam", "more.json")) {
      Files.writeString(folder.resolve(name), "");
    }
  }

  private WorkspaceConfiguration read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("redoubt.yaml"), text);
    return new WorkspaceConfigurationReader(files, problems)
        .read(file, "redoubt.yaml", List.of(folder));
  }

  private List<String> errors(String text) throws IOException {
    read(text);
    assertThat(problems).extracting(Problem::severity).containsOnly(Problem.Severity.ERROR);
    return problems.stream()
        .map(each -> files.locate(each.origin()).withColumn() + ": " + each.message())
        .toList();
  }

  @Test
  void readsDeploymentsWithOneTemplateAndWithJoinedTemplates() throws IOException {
    List<ListedDeployment> deployments =
        read("""
        deployments:
          - name: prod
            template: app.bicep
            parameters: [prod.bicepparam, more.json]
          - name: all
            join:
              - template: network.bicep
              - template: app.bicep
                parameters: prod.bicepparam
        """)
            .deployments();
    assertThat(problems).isEmpty();
    assertThat(deployments).extracting(ListedDeployment::name).containsExactly("prod", "all");
    assertThat(deployments.getFirst().templates())
        .singleElement()
        .satisfies(
            template -> {
              assertThat(template.file()).isEqualTo(folder.resolve("app.bicep"));
              assertThat(template.parameters())
                  .containsExactly(folder.resolve("prod.bicepparam"), folder.resolve("more.json"));
            });
    assertThat(deployments.getLast().templates()).hasSize(2);
  }

  @Test
  void emptyFileListsNothing() throws IOException {
    assertThat(read("").deployments()).isEmpty();
    assertThat(read("# nothing yet\n").deployments()).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void unknownSettingsAreErrorsWithPlaceAndSuggestion() throws IOException {
    assertThat(
            errors(
                """
                deploymets: []
                deployments:
                  - name: prod
                    template: app.bicep
                    paramters: prod.bicepparam
                """))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("redoubt.yaml:1:1: unknown setting `deploymets`")
                    .endsWith("did you mean `deployments`?"),
            second ->
                assertThat(second)
                    .startsWith("redoubt.yaml:5:5: unknown setting `paramters`")
                    .endsWith("did you mean `parameters`?"));
  }

  @Test
  void settingsOfTheWrongTypeAreErrors() throws IOException {
    assertThat(errors("deployments: prod"))
        .containsExactly("redoubt.yaml:1:14: `deployments` must be a list, but is a string");
    problems.clear();
    assertThat(errors("deployments:\n  - prod\n"))
        .containsExactly("redoubt.yaml:2:5: `deployments` must be an object, but is a string");
    problems.clear();
    assertThat(errors("deployments:\n  - name: [a]\n    template: app.bicep\n"))
        .containsExactly("redoubt.yaml:2:11: `name` must be a string, but is a list");
  }

  @Test
  void nameAndTemplateAreRequiredAndNamesAreUnique() throws IOException {
    assertThat(
            errors(
                """
                deployments:
                  - template: app.bicep
                  - name: prod
                  - name: prod
                    template: app.bicep
                """))
        .containsExactly(
            "redoubt.yaml:2:5: `name` is missing",
            "redoubt.yaml:3:5: `template` is missing",
            "redoubt.yaml:4:11: another deployment is also named `prod`");
  }

  @Test
  void templateBesideJoinIsAnError() throws IOException {
    assertThat(
            errors(
                """
                deployments:
                  - name: prod
                    template: app.bicep
                    join:
                      - template: network.bicep
                """))
        .singleElement()
        .satisfies(
            error ->
                assertThat(error)
                    .startsWith("redoubt.yaml:3:15: `template` cannot stand beside `join`"));
  }

  @Test
  void filesMustExistInsideOfTheRootFolder() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.bicep"), Path.of("/etc/passwd"));
    assertThat(
            errors(
                """
                deployments:
                  - name: a
                    template: missing.bicep
                  - name: b
                    template: ../outside.bicep
                  - name: c
                    template: link.bicep
                  - name: d
                    template: app.bicep
                    parameters: [prod.bicepparam, gone.json]
                """))
        .satisfiesExactly(
            first -> assertThat(first).contains(":3:15: the file `missing.bicep` does not exist"),
            second -> assertThat(second).contains(":5:15: ", "is outside of the root folder"),
            third -> assertThat(third).contains(":7:15: ", "is a symbolic link"),
            fourth -> assertThat(fourth).contains(":10:", "the file `gone.json` does not exist"));
  }

  @Test
  void tooManyTemplatesAreOneError() throws IOException {
    StringBuilder text = new StringBuilder("deployments:\n  - name: all\n    join:\n");
    for (int i = 0; i < DeploymentListReader.MAX_TEMPLATES + 5; i++) {
      text.append("      - template: app.bicep\n");
    }
    assertThat(errors(text.toString()))
        .singleElement()
        .satisfies(error -> assertThat(error).contains("more than 2000 templates"));
  }

  @Test
  void whatIsValidIsKeptBesideErrors() throws IOException {
    WorkspaceConfiguration configuration =
        read("deployments:\n  - name: a\n    template: app.bicep\n  - name: b\n");
    assertThat(configuration.deployments()).hasSize(1);
    assertThat(problems).hasSize(1);
  }

  @Test
  void syntaxErrorHasAPlace() throws IOException {
    assertThat(errors("deployments: [\n"))
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error).startsWith("redoubt.yaml:"));
  }
}
