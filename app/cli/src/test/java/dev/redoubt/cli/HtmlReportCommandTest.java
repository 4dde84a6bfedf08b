package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/// Tests `redoubt assess --format html`.
class HtmlReportCommandTest {

  /// Below the working directory: other files have no address in a repository.
  @TempDir(factory = BuildFolder.class)
  private Path temporary = Path.of("");

  private Path folder = Path.of("");

  static final class BuildFolder implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "html");
    }
  }

  @BeforeEach
  void writeTemplate() {
    folder = Path.of("").toAbsolutePath().relativize(temporary.toAbsolutePath());
    FileTree _ =
        new FileTree(folder)
            .file(
                "main.bicep",
                """
                @secure()
                param adminPassword string = 'hunter2horse'
                resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
                  name: 'st'
                  location: 'westeurope'
                  kind: 'StorageV2'
                  sku: { name: 'Standard_LRS' }
                  properties: { allowBlobPublicAccess: true }
                }
                """)
            .file(
                "redoubt.yaml",
                """
                statements:
                  - framework: iso-27001-2022-annex-a
                    provisions: [A.5.3]
                    states: duties are separated in the HR system
                    owner: alice
                    expires: 2099-01-31
                """);
  }

  private String html(String... more) throws IOException {
    Path report = folder.resolve("report.html");
    String[] arguments = {"assess", folder.toString(), "--format", "html", "--output", ""};
    arguments[5] = report.toString();
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    CommandRun run = CommandRun.of(Map.of("SOURCE_DATE_EPOCH", "1700000000"), all);
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    return Files.readString(report);
  }

  @Test
  void reportHasFindingsInventoryPicturesAndStatements() throws IOException {
    assertThat(html())
        .startsWith("<!DOCTYPE html>")
        .contains("FAILED")
        .contains("storage-anonymous-access")
        .contains("<svg")
        .contains("duties are separated in the HR system")
        .doesNotContain("hunter2horse");
  }

  @Test
  void equalWorkloadsHaveEqualReports() throws IOException {
    assertThat(html()).isEqualTo(html());
  }

  @Test
  void placesLinkToTheSourceAddress() throws IOException {
    assertThat(html()).doesNotContain("https://git.example.org");
    assertThat(html("--source-url", "https://git.example.org/blob/4f2c/"))
        .contains("href=\"https://git.example.org/blob/4f2c/");
  }

  @Test
  void addressThatIsNoWebAddressIsRefused() {
    CommandRun run =
        CommandRun.of(
            "assess", folder.toString(), "--format", "html", "--source-url", "javascript:alert(1)");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--source-url").contains("https://");
  }

  /// Everything that decides a verdict is of the commit, or the report names what is not.
  @Test
  void evidenceIsOfACommitOnlyIfEveryInputIs() throws Exception {
    FileTree _ =
        new FileTree(folder)
            .file("settings.json", "{ \"access\": \"Enabled\" }")
            .file(
                "main.bicep",
                """
                param keys bool = true
                var settings = loadJsonContent('settings.json')
                resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
                  name: 'st'
                  location: 'westeurope'
                  kind: 'StorageV2'
                  sku: { name: 'Standard_LRS' }
                  properties: {
                    allowSharedKeyAccess: keys
                    publicNetworkAccess: settings.access
                  }
                }
                """);
    String commit = "commit " + commit().substring(0, 12);
    assertThat(html()).contains(commit).doesNotContain("not of it");
    assertThat(html("--parameters", "keys=false"))
        .contains(commit + " with 1 input that is not of it")
        .contains("the parameter `keys` of the command line");
    Files.writeString(folder.resolve("settings.json"), "{ \"access\": \"Disabled\" }");
    assertThat(html())
        .contains(commit + " with 1 input that is not of it")
        .contains("settings.json");
  }

  private String commit() throws GitAPIException {
    PersonIdent author = new PersonIdent("someone", "someone@example.org");
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern("main.bicep").addFilepattern("settings.json").call();
      git.add().addFilepattern("redoubt.yaml").call();
      return git.commit()
          .setSign(false)
          .setAuthor(author)
          .setCommitter(author)
          .setMessage("first")
          .call()
          .name();
    }
  }
}
