package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `assess` with configuration and baseline, and `init config`.
class ConfiguredAssessCommandTest {

  private static final String STORAGE =
      """
      resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stdata'
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: { allowSharedKeyAccess: true }
      }
      """;

  @TempDir private Path folder;

  /// The output and the exit code of a command.
  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, Map.of());
    int code = Main.run(terminal, arguments);
    return new Run(code, out.toString(), err.toString());
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @BeforeEach
  void template() throws IOException {
    file("main.bicep", STORAGE);
  }

  @Test
  void updateBaselineWritesAFileThatTheNextRunReads() {
    Path baseline = folder.resolve("baseline.json");
    Run missing = run("assess", folder.toString(), "--baseline", baseline.toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("does not exist", "--update-baseline");
    run("assess", folder.toString(), "--baseline", baseline.toString(), "--update-baseline");
    assertThat(baseline).content().contains("storage-shared-key");
    Run next = run("assess", folder.toString(), "--baseline", baseline.toString());
    assertThat(next.err()).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void damagedBaselineIsAnErrorAndIsNotReplaced() throws IOException {
    Path baseline = file("baseline.json", "{ \"findings\": []");
    for (String[] more : new String[][] {{}, {"--update-baseline"}}) {
      String[] arguments = new String[4 + more.length];
      System.arraycopy(
          new String[] {"assess", folder.toString(), "--baseline", baseline.toString()},
          0,
          arguments,
          0,
          4);
      System.arraycopy(more, 0, arguments, 4, more.length);
      Run run = run(arguments);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("baseline", "baseline.json");
    }
    assertThat(baseline).hasContent("{ \"findings\": []");
  }

  @Test
  void configuredBaselineIsUsedAndCannotReplaceATemplate() throws IOException {
    file("redoubt.yaml", "baseline: main.bicep\n");
    Run run = run("assess", folder.toString(), "--update-baseline");
    assertThat(run.code()).isEqualTo(2);
    assertThat(folder.resolve("main.bicep")).hasContent(STORAGE);
    file("redoubt.yaml", "baseline: baseline.json\n");
    assertThat(run("assess", folder.toString()).code()).isEqualTo(2);
    run("assess", folder.toString(), "--update-baseline");
    assertThat(run("assess", folder.toString()).err()).isEmpty();
  }

  @Test
  void updateBaselineNeedsAFileAndAllControls() {
    assertThat(run("assess", folder.toString(), "--update-baseline").err())
        .contains("--baseline FILE");
    assertThat(
            run(
                    "assess",
                    folder.toString(),
                    "--update-baseline",
                    "--baseline",
                    "b.json",
                    "--only",
                    "storage-shared-key")
                .err())
        .contains("--only");
    assertThat(Path.of("b.json")).doesNotExist();
  }

  @Test
  void updateBaselineIsRefusedWithErrors() throws IOException {
    file("broken.bicep", "resource x 'y' = {\n");
    Path baseline = folder.resolve("baseline.json");
    Run run =
        run("assess", folder.toString(), "--baseline", baseline.toString(), "--update-baseline");
    assertThat(run.code()).isEqualTo(2);
    assertThat(baseline).doesNotExist();
  }

  @Test
  void controlsOfTheConfigurationCanBeSelected() throws IOException {
    file("redoubt.yaml", "allowedRegions: northeurope\n");
    Run run = run("assess", folder.toString(), "--only", "allowed-regions");
    assertThat(run.out()).contains("Resource is outside of the allowed regions");
    assertThat(run("assess", folder.toString(), "--only", "allowed-region").err())
        .contains("allowed-regions");
  }

  @Test
  void invalidConfigurationIsAnErrorWithItsPlace() throws IOException {
    file("redoubt.yaml", "exemption: []\n");
    Run run = run("assess", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("unknown setting `exemption`", "did you mean `exemptions`");
  }

  @Test
  void moduleFolderOfTheConfigurationIsUsed() throws IOException {
    file(
        "modules/avm/res/storage/storage-account/1.0.0/main.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "resources": []
        }
        """);
    file(
        "main.bicep",
        STORAGE + "module m 'br/public:avm/res/storage/storage-account:1.0.0' = { name: 'm' }\n");
    assertThat(run("assess", folder.toString(), "--offline").out()).contains("--module-path");
    file("redoubt.yaml", "modulePath: modules\n");
    assertThat(run("assess", folder.toString(), "--offline").out()).doesNotContain("--module-path");
  }

  @Test
  void environmentSelectsParameterFiles() throws IOException {
    file("main.bicep", "param access bool\n" + STORAGE.replace("true", "access"));
    file("values/one.bicepparam", "using '../main.bicep'\nparam access = true\n");
    file("values/two.bicepparam", "using '../main.bicep'\nparam access = false\n");
    file(
        "redoubt.yaml",
        """
        workload: { environment: test }
        environments:
          test: { parameters: values/one.bicepparam }
          prod: { parameters: [values/two.bicepparam] }
        """);
    String[] test = {"assess", folder.toString(), "--only", "storage-shared-key"};
    assertThat(run(test).out()).contains("Storage account allows");
    Run prod =
        run("assess", folder.toString(), "--only", "storage-shared-key", "--environment", "prod");
    assertThat(prod.code()).isZero();
    assertThat(run("assess", folder.toString(), "--environment", "staging").out())
        .contains("`staging` is not listed");
  }

  private static final Path SAMPLES =
      Path.of(System.getProperty("redoubt.root", "../.."), "samples", "credit-scoring");

  @ParameterizedTest
  @ValueSource(strings = {"weak", "hardened"})
  void initConfigWritesAFileThatChangesNoFinding(String sample) throws IOException {
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(SAMPLES.resolve(sample))) {
      for (Path each : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(each) && !each.endsWith("redoubt.yaml")) {
          Path to = copy.resolve(SAMPLES.resolve(sample).relativize(each).toString());
          Files.createDirectories(to.getParent());
          Files.copy(each, to);
        }
      }
    }
    Run before = run("assess", copy.toString(), "--format", "sarif", "--include-passes");
    Run init = run("init", "config", copy.toString());
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(copy.resolve("redoubt.yaml")).content().contains("\ndeployments:\n");
    Run after = run("assess", copy.toString(), "--format", "sarif", "--include-passes");
    assertThat(after.code()).isEqualTo(before.code());
    assertThat(results(after)).isNotEmpty().isEqualTo(results(before));
  }

  private static List<String> results(Run run) {
    return run.out().lines().filter(line -> line.contains("/v1\"")).sorted().toList();
  }

  @Test
  void initConfigDoesNotReplaceAFileWithoutForce() throws IOException {
    file("redoubt.yaml", "mine\n");
    Run run = run("init", "config", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--force");
    assertThat(folder.resolve("redoubt.yaml")).hasContent("mine");
    assertThat(run("init", "config", folder.toString(), "--force").code()).isZero();
    assertThat(run("assess", folder.toString()).code()).isEqualTo(1);
    assertThat(folder.resolve("redoubt.yaml"))
        .content()
        .contains("template: \"main.bicep\"", "# allowedRegions: [westeurope]");
  }

  @Test
  void initConfigListsEachParameterFileAndMissingModules() throws IOException {
    file(
        "main.bicep",
        "param a bool\n" + STORAGE + "module m 'br/public:x/y:1.0.0' = { name: 'm' }\n");
    file("one.bicepparam", "using 'main.bicep'\nparam a = true\n");
    file("two.bicepparam", "using 'main.bicep'\nparam a = false\n");
    Run before = run("assess", folder.toString(), "--offline");
    run("init", "config", folder.toString(), "--offline");
    String text = Files.readString(folder.resolve("redoubt.yaml"));
    assertThat(text).contains("x/y", "one.bicepparam");
    Run after = run("assess", folder.toString(), "--offline");
    assertThat(after.code()).isEqualTo(before.code());
    assertThat(after.out()).doesNotContain("unknown setting");
  }
}
