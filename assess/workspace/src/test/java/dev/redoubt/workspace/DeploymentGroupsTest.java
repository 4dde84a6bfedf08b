package dev.redoubt.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.workspace.WorkspaceSources.DeploymentGroup;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentGroupsTest {

  @TempDir private Path folder;
  private TestRepository repository;

  @BeforeEach
  void repository() {
    repository = new TestRepository(folder);
  }

  private List<DeploymentGroup> groups() {
    return WorkspaceSources.find(repository.request()).groups();
  }

  private List<String> templates(DeploymentGroup group) {
    return group.entryPoints().stream()
        .map(path -> folder.relativize(Path.of(path)).toString())
        .toList();
  }

  @Test
  void eachEntryPointIsADeploymentOfItsOwn() {
    repository.templates("a/main.bicep", "b/main.bicep");
    assertThat(groups())
        .hasSize(2)
        .allSatisfy(
            group -> {
              assertThat(group.deployments()).hasSize(1);
              assertThat(group.joined()).isNull();
              assertThat(group.id()).isEqualTo(group.entryPoints().getFirst());
            });
  }

  @Test
  void layersOfOneAzdProjectAreJoined() {
    repository
        .templates("infra/network.bicep", "infra/app.bicep", "other/main.bicep")
        .file(
            "azure.yaml",
            """
            name: shop
            infra:
              layers:
                - name: network
                  path: infra
                  module: network
                - name: app
                  path: infra
                  module: app
            """);
    assertThat(groups())
        .satisfiesExactlyInAnyOrder(
            layers -> {
              assertThat(templates(layers))
                  .containsExactlyInAnyOrder("infra/network.bicep", "infra/app.bicep");
              assertThat(layers.joined()).startsWith("layers of `").contains("azure.yaml");
            },
            other -> assertThat(templates(other)).containsExactly("other/main.bicep"));
  }

  @Test
  void templateWithTwoNamedParameterFilesIsTwoDeploymentsWithDifferentIds() {
    repository
        .templates("main.bicep")
        .file("dev.bicepparam", "using 'main.bicep'\nparam name = 'dev'")
        .file("prod.bicepparam", "using 'main.bicep'\nparam name = 'prod'");
    List<DeploymentGroup> groups =
        WorkspaceSources.find(
                SourceRequest.of(
                    repository.path("dev.bicepparam"), repository.path("prod.bicepparam")))
            .groups();
    assertThat(groups).hasSize(2);
    assertThat(groups.getFirst().id()).endsWith("dev.bicepparam");
    assertThat(groups.getLast().id()).endsWith("prod.bicepparam");
  }

  @Test
  void configurationListsAllDeploymentsOfItsFolder() {
    repository
        .templates("a/main.bicep", "b/main.bicep", "c/main.bicep")
        .file("prod.bicepparam", "using 'a/main.bicep'\nparam name = 'prod'")
        .file(
            "redoubt.yaml",
            """
            deployments:
              - name: prod
                template: a/main.bicep
                parameters: [prod.bicepparam]
              - name: both
                join:
                  - template: a/main.bicep
                  - template: b/main.bicep
            """);
    WorkspaceSources sources = WorkspaceSources.find(repository.request());
    assertThat(sources.problems())
        .extracting(Problem::severity)
        .doesNotContain(Problem.Severity.ERROR);
    assertThat(sources.groups())
        .satisfiesExactly(
            prod -> {
              assertThat(prod.id()).isEqualTo("prod");
              assertThat(templates(prod)).containsExactly("a/main.bicep");
              assertThat(prod.parameters())
                  .singleElement()
                  .satisfies(file -> assertThat(file).endsWith("prod.bicepparam"));
              assertThat(prod.joined()).isNull();
            },
            both -> {
              assertThat(both.id()).isEqualTo("both");
              assertThat(templates(both)).containsExactly("a/main.bicep", "b/main.bicep");
              assertThat(both.joined()).contains("redoubt.yaml");
            });
    assertThat(sources.unassessed())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.name()).endsWith("c/main.bicep");
              assertThat(file.isUnreached()).isTrue();
              assertThat(file.why()).contains("not listed", "redoubt.yaml");
            });
  }

  @Test
  void givenConfigurationReplacesTheOneInTheFolder() {
    repository
        .templates("a/main.bicep", "b/main.bicep")
        .file("redoubt.yaml", "deployments:\n  - name: a\n    template: a/main.bicep\n")
        .file("ci/other.yaml", "deployments:\n  - name: b\n    template: ../b/main.bicep\n");
    SourceRequest request =
        repository.request().withConfiguration(repository.path("ci/other.yaml"));
    assertThat(WorkspaceSources.find(request).groups())
        .extracting(DeploymentGroup::id)
        .containsExactly("b");
  }

  @Test
  void listedFileThatIsNoTemplateIsAnError() {
    repository
        .templates("main.bicep")
        .file("notes.json", "{}")
        .file(
            "redoubt.yaml",
            """
            deployments:
              - name: a
                template: notes.json
              - name: b
                template: main.bicep
            """);
    WorkspaceSources sources = WorkspaceSources.find(repository.request());
    assertThat(sources.groups()).extracting(DeploymentGroup::id).containsExactly("b");
    assertThat(sources.problems())
        .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("listed as a template"));
  }

  @Test
  void manyTemplatesThatLookAlikeAreOneNote() {
    for (int i = 0; i < 30; i++) {
      repository.templates("stack/part" + i + ".bicep");
    }
    assertThat(WorkspaceSources.find(repository.request()).problems())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.severity()).isEqualTo(Problem.Severity.INFO);
              assertThat(note.message()).contains("and 432 more pairs", "`deployments:`");
            });
  }

  @Test
  void standardInputIsShownWithoutItsFolder(@TempDir Path temporary) {
    TestRepository input = new TestRepository(temporary).templates("stdin.bicep");
    SourceRequest request = SourceRequest.of().withStandardInput(input.path("stdin.bicep"));
    assertThat(WorkspaceSources.find(request).groups())
        .extracting(DeploymentGroup::id)
        .containsExactly("stdin.bicep");
  }
}
