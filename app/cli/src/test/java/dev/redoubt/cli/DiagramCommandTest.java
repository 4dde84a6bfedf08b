package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests `redoubt diagram`.
class DiagramCommandTest {

  private static final String STORE =
      """
      resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stdata'
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
      }
      """;
  private static final String VAULT =
      """
      resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
        name: 'kvdata'
        location: 'westeurope'
        properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' } }
      }
      """;

  @TempDir private Path folder = Path.of("");

  private Path workload(String name, String template) {
    Path path = folder.resolve(name);
    FileTree _ = new FileTree(folder).file(name + "/main.bicep", template);
    return path;
  }

  private static CommandRun diagram(Path path, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "diagram";
    arguments[1] = path.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CommandRun.of(arguments);
  }

  @Test
  void svgIsTheDefault() {
    CommandRun run = diagram(workload("a", STORE));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("<svg").contains("stdata").endsWith("</svg>\n");
  }

  @Test
  void equalWorkloadsInTwoFoldersHaveEqualPictures() {
    assertThat(diagram(workload("a", STORE)).out())
        .isEqualTo(diagram(workload("b", STORE)).out())
        .contains(">main.bicep: ");
  }

  @Test
  void htmlHasAllViewsUnlessOneIsNamed() {
    Path path = workload("a", STORE);
    String all = diagram(path, "--format", "html").out();
    String network = diagram(path, "--format", "html", "--view", "network").out();
    assertThat(all).startsWith("<!DOCTYPE html>");
    assertThat(all.split("<figure", -1)).hasSize(4);
    assertThat(network.split("<figure", -1)).hasSize(2);
  }

  @Test
  void markersLeadToTheReport() {
    Path path = workload("a", STORE);
    assertThat(diagram(path).out()).doesNotContain("href");
    assertThat(diagram(path, "--report", "redoubt.html").out()).contains("href=\"redoubt.html#");
  }

  @Test
  void addressThatIsNoWebAddressIsRefused() {
    CommandRun run = diagram(workload("a", STORE), "--report", "javascript:alert(1)");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--report");
  }

  @Test
  void differenceOfEqualWorkloadsSaysSo() {
    CommandRun run = diagram(workload("a", STORE), "--diff", workload("b", STORE).toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("nothing in the picture differs")
        .contains("No resource differs in its properties");
  }

  @Test
  void settingThatThePictureDoesNotShowIsADifference() {
    String other = STORE.replace("Standard_LRS", "Standard_ZRS");
    CommandRun run = diagram(workload("a", other), "--diff", workload("b", STORE).toString());
    assertThat(run.out()).contains("By their properties, resources differ: 1 changed");
    String page =
        diagram(workload("a", other), "--format", "html", "--diff", workload("b", STORE).toString())
            .out();
    assertThat(page).contains("sku.name").contains("Standard_LRS").contains("Standard_ZRS");
  }

  @Test
  void differenceShowsWhatWasAdded() {
    CommandRun run =
        diagram(workload("a", STORE + VAULT), "--diff", workload("b", STORE).toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("kvdata").contains("added");
  }

  @Test
  void svgHasAllDeploymentsUnlessOneIsNamed() {
    Path path = workload("a", STORE);
    FileTree _ = new FileTree(path).file("other.bicep", VAULT);
    CommandRun all = diagram(path);
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.out()).contains("stdata").contains("kvdata").containsOnlyOnce("id=\"d1-title\"");
    CommandRun other = diagram(path, "--deployment", "other.bicep");
    assertThat(other.code()).as(other.err()).isZero();
    assertThat(other.out()).contains("kvdata").doesNotContain("stdata");
    CommandRun wrong = diagram(path, "--deployment", "third.bicep");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("no deployment is called `third.bicep`; there are: `main.bicep`, `other.bicep`");
  }

  @Test
  void deploymentThatOnlyOneWorkloadHasIsComparedWithNothing() {
    Path path = workload("a", STORE);
    FileTree _ = new FileTree(path).file("other.bicep", VAULT);
    CommandRun run = diagram(path, "--diff", workload("b", STORE).toString(), "--format", "html");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("kvdata")
        .contains("added")
        .contains("nothing in the picture differs");
  }

  @Test
  void inputWithAnErrorIsDrawnAsFarAsItIsReadAndFails() {
    CommandRun run = diagram(workload("a", STORE + "resource broken\n"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("main.bicep:");
  }

  @Test
  void nothingToDrawIsAnError() throws IOException {
    CommandRun run = diagram(Files.createDirectories(folder.resolve("empty")));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no template found");
    assertThat(run.out()).isEmpty();
  }
}
