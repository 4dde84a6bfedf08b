package dev.redoubt.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.testing.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which `redoubt.yaml` applies to what is assessed, and that no other one is left out silently.
class ConfigurationFilesTest {

  private static final String TEMPLATE =
      """
      resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stdata'
      }
      """;

  private static final String VAULT =
      TEMPLATE.replace("Storage/storageAccounts", "KeyVault/vaults");

  @TempDir private Path folder;

  private FileTree tree = new FileTree(Path.of(""));

  @BeforeEach
  void create() {
    tree = new FileTree(folder);
    tree.file("a/main.bicep", TEMPLATE).file("b/main.bicep", VAULT);
  }

  private WorkspaceSources find(String... paths) {
    return WorkspaceSources.find(
        SourceRequest.of(List.of(paths).stream().map(folder::resolve).toArray(Path[]::new)));
  }

  private List<String> problems(WorkspaceSources sources) {
    return sources.problems().stream()
        .map(
            each ->
                each.severity()
                    + " "
                    + folder.relativize(Path.of(sources.files().locate(each.origin()).file()))
                    + ":"
                    + each.origin().line()
                    + " "
                    + each.message())
        .toList();
  }

  @Test
  void settingsOfOneFolderDoNotReachAnother() {
    tree.file("a/redoubt.yaml", "workload: { name: a }\nallowedRegions: westeurope\n");
    for (String other : List.of("b", "b/main.bicep", "a/../b")) {
      WorkspaceSources sources = find("a", other);
      assertThat(sources.configuration().allowedRegions()).isEmpty();
      assertThat(problems(sources))
          .singleElement()
          .satisfies(
              each ->
                  assertThat(each)
                      .startsWith(
                          "ERROR a/redoubt.yaml:2 `allowedRegions` cannot apply to what is assessed"
                              + " outside of this folder"));
    }
  }

  @Test
  void settingsOfOneFolderApplyToWhatIsInItAndThoseOfAnOptionToAll() throws IOException {
    tree.file("a/redoubt.yaml", "allowedRegions: westeurope\n").file("a/sub/more.bicep", VAULT);
    WorkspaceSources inside = find("a", "a/sub/more.bicep");
    assertThat(inside.configuration().allowedRegions()).containsExactly("westeurope");
    WorkspaceSources all =
        WorkspaceSources.find(
            SourceRequest.of(folder.resolve("a"), folder.resolve("b"))
                .withConfiguration(folder.resolve("a/redoubt.yaml")));
    assertThat(all.configuration().allowedRegions()).containsExactly("westeurope");
    assertThat(problems(all)).isEmpty();
  }

  @Test
  void aFolderMayNameTheWorkloadBesideAnother() {
    tree.file("a/redoubt.yaml", "workload: { name: a }\ndeployments:\n");
    assertThat(problems(find("a", "b"))).isEmpty();
  }

  @Test
  void standardInputIsOutsideOfAFolder() {
    tree.file("a/redoubt.yaml", "allowedRegions: westeurope\n");
    WorkspaceSources sources =
        WorkspaceSources.find(
            SourceRequest.of(folder.resolve("a"))
                .withStandardInput(folder.resolve("b/main.bicep")));
    assertThat(sources.configuration().allowedRegions()).isEmpty();
    assertThat(sources.problems()).extracting(Problem::severity).contains(Problem.Severity.ERROR);
  }

  @Test
  void settingsOfSeveralFilesAreErrorsAtTheirLines() {
    tree.file("a/redoubt.yaml", "workload:\n  environment: prod\n")
        .file("b/redoubt.yaml", "# first\ntags: { required: owner }\nseverity: { a: high }\n");
    assertThat(problems(find("a", "b")))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("ERROR a/redoubt.yaml:2 `workload.environment`"),
            second ->
                assertThat(second)
                    .startsWith(
                        "ERROR b/redoubt.yaml:2 `tags`, `severity` cannot apply to several"));
  }

  @Test
  void aFileBesideANamedTemplateIsNotReadAndTheWarningSaysSo() {
    tree.file("a/redoubt.yaml", "allowedRegions: westeurope\n");
    WorkspaceSources sources = find("a/main.bicep");
    assertThat(sources.configuration().allowedRegions()).isEmpty();
    assertThat(problems(sources))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .startsWith("WARNING a/redoubt.yaml:0 not read, ")
                    .contains("add `--config "));
  }

  @Test
  void aFileAboveAFolderIsNotReadAndTheWarningSaysSo() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    tree.file("redoubt.yaml", "allowedRegions: westeurope\n");
    assertThat(problems(find("a", "b")))
        .singleElement()
        .satisfies(each -> assertThat(each).startsWith("WARNING redoubt.yaml:0 not read, "));
    tree.file("a/redoubt.yaml", "allowedRegions: northeurope\n");
    assertThat(problems(find("a"))).isEmpty();
  }

  @Test
  void aFileOutsideOfTheRepositoryIsNotLookedFor() throws IOException {
    Files.createDirectory(folder.resolve("a/.git"));
    tree.file("redoubt.yaml", "allowedRegions: westeurope\n");
    assertThat(problems(find("a"))).isEmpty();
  }

  @Test
  void filesBelowTheTopOfAFolderAreNotReadAndOneWarningSaysSo() {
    tree.file("redoubt.yaml", "workload: { name: all }\n")
        .file("a/redoubt.yaml", "allowedRegions: westeurope\n")
        .file("b/redoubt.yaml", "allowedRegions: westeurope\n");
    assertThat(problems(find("")))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .startsWith("WARNING a/redoubt.yaml:0 not read, ")
                    .endsWith("; the same for `" + folder.resolve("b/redoubt.yaml") + "`"));
    WorkspaceSources none =
        WorkspaceSources.find(
            SourceRequest.of(folder).withConfiguration(SourceRequest.NO_CONFIGURATION));
    assertThat(none.problems()).isEmpty();
  }

  @Test
  void anEnvironmentThatIsNotListedIsReportedAtItsSetting() {
    String listed = "environments:\n  prod: { parameters: [] }\n";
    tree.file("a/redoubt.yaml", "workload:\n  environment: Prod\n" + listed);
    assertThat(problems(find("a")))
        .containsExactly(
            "WARNING a/redoubt.yaml:2 the environment `Prod` is not listed; listed are `prod`");
    tree.file("a/redoubt.yaml", listed);
    WorkspaceSources sources =
        WorkspaceSources.find(SourceRequest.of(folder.resolve("a")).withEnvironment("test"));
    assertThat(problems(sources))
        .containsExactly(
            "WARNING a/redoubt.yaml:1 the environment `test` is not listed; listed are `prod`");
  }

  @Test
  void aNamedLinkMeansItsFolderAndOtherLinksAreListed() throws IOException {
    tree.file("c/main.bicep", TEMPLATE).file(".git/HEAD", "");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("c"));
    Files.createSymbolicLink(folder.resolve("a/shared"), folder.resolve("c"));
    assertThat(WorkspaceSources.find(SourceRequest.of(link)).groups()).hasSize(1);
    assertThat(find("a").inputs())
        .filteredOn(input -> input.role().word().equals("not-assessed"))
        .extracting(input -> folder.relativize(Path.of(input.path())) + ": " + input.reason())
        .containsExactly("a/shared: symbolic link to a folder that is not assessed");
  }

  @Test
  void aFileWithAlmostTheNameIsReported() {
    tree.file("a/redoubt.yml", "exemptions: []\n").file("a/main.bicep", TEMPLATE);
    assertThat(problems(find("a")))
        .containsExactly(
            "WARNING a/redoubt.yml:0 not read, because the file must be named `redoubt.yaml`");
  }

  @Test
  void linksThatLeadOutOfTheRootFolderAreNotAssessed(@TempDir Path elsewhere) throws IOException {
    new FileTree(elsewhere).file("out.bicep", TEMPLATE).file("notes.txt", "").file("c/x.bicep", "");
    Files.createSymbolicLink(folder.resolve("a/link.bicep"), elsewhere.resolve("out.bicep"));
    Files.createSymbolicLink(folder.resolve("a/notes.txt"), elsewhere.resolve("notes.txt"));
    Files.createSymbolicLink(folder.resolve("a/parts"), elsewhere.resolve("c"));
    Files.createSymbolicLink(folder.resolve("a/node_modules"), elsewhere.resolve("c"));
    Files.createSymbolicLink(folder.resolve("a/same"), folder.resolve("a/.."));
    assertThat(find("").inputs())
        .filteredOn(input -> input.role().word().equals("not-assessed"))
        .extracting(input -> folder.relativize(Path.of(input.path())) + ": " + input.reason())
        .containsExactlyInAnyOrder(
            "a/link.bicep: symbolic link to a file outside of the root folder",
            "a/parts: symbolic link to a folder outside of the root folder");
  }
}
