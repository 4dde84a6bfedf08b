package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  private static CommandRun run(String... arguments) {
    return CommandRun.of(arguments);
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
    CommandRun missing = run("assess", folder.toString(), "--baseline", baseline.toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("does not exist", "--update-baseline");
    run("assess", folder.toString(), "--baseline", baseline.toString(), "--update-baseline");
    assertThat(baseline).content().contains("storage-shared-key");
    CommandRun next = run("assess", folder.toString(), "--baseline", baseline.toString());
    assertThat(next.err()).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void reportDoesNotReplaceTheBaseline() {
    String baseline = folder.resolve("baseline.json").toString();
    run("assess", folder.toString(), "--baseline", baseline, "--update-baseline");
    for (String more : List.of("--quiet", "--update-baseline")) {
      CommandRun run =
          run(
              "assess",
              folder.toString(),
              "--baseline",
              baseline,
              more,
              "-f",
              "json",
              "-o",
              baseline);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("`--output` would replace", "baseline.json");
    }
    assertThat(run("assess", folder.toString(), "--baseline", baseline).code()).isZero();
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
      CommandRun run = run(arguments);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out()).contains("the baseline", "baseline.json", "storage-shared-key");
    }
    assertThat(baseline).hasContent("{ \"findings\": []");
  }

  @Test
  void configuredBaselineIsUsedAndCannotReplaceATemplate() throws IOException {
    file("redoubt.yaml", "baseline: main.bicep\n");
    CommandRun run = run("assess", folder.toString(), "--update-baseline");
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
    CommandRun run =
        run("assess", folder.toString(), "--baseline", baseline.toString(), "--update-baseline");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("the baseline is not updated, because the input has errors");
    assertThat(run.out()).contains("broken.bicep:1", "storage-shared-key");
    assertThat(baseline).doesNotExist();
  }

  @Test
  void missingConfiguredBaselineIsReportedAtItsLineWithOtherErrors() throws IOException {
    file("redoubt.yaml", "exemptons: []\nbaseline: none.json\n");
    String before = Files.readString(folder.resolve("main.bicep"));
    CommandRun run = run("assess", folder.toString(), "--fix", "--fail-on", "never");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains(
            "redoubt.yaml:1:1",
            "unknown setting `exemptons`",
            "redoubt.yaml:2:1",
            "does not exist; `--update-baseline`");
    assertThat(folder.resolve("main.bicep")).hasContent(before);
    file("redoubt.yaml", "baseline: none.json\n");
    run = run("assess", folder.toString(), "--fix", "--fail-on", "never");
    assertThat(run.code()).isEqualTo(2);
    assertThat(folder.resolve("main.bicep")).hasContent(before);
  }

  @Test
  void controlsOfTheConfigurationCanBeSelected() throws IOException {
    file("redoubt.yaml", "allowedRegions: northeurope\n");
    CommandRun run = run("assess", folder.toString(), "--only", "allowed-regions");
    assertThat(run.out()).contains("Resource is outside of the allowed regions");
    assertThat(run("assess", folder.toString(), "--only", "allowed-region").err())
        .contains("allowed-regions");
  }

  @Test
  void invalidConfigurationIsAnErrorWithItsPlace() throws IOException {
    file("redoubt.yaml", "exemption: []\n");
    CommandRun run = run("assess", folder.toString());
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
    CommandRun found = run("assess", folder.toString(), "--offline");
    assertThat(found.out()).doesNotContain("--module-path").contains(", 1 registry module ");
    assertThat(found.out()).contains("1 registry module was taken from folders");
    CommandRun verbose = run("assess", folder.toString(), "--offline", "--verbose");
    assertThat(verbose.out().replaceAll("\\s+", " "))
        .contains("1 registry module was taken from folders, and Redoubt did not check")
        .contains("of `modulePath`");
    assertThat(run("assess", folder.toString(), "--offline", "--format", "json").out())
        .contains("\"br:mcr.microsoft.com/bicep/avm/res/storage/storage-account:1.0.0\"")
        .contains("\"registry-module\"");
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
    CommandRun prod =
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
    CommandRun before = run("assess", copy.toString(), "--format", "sarif", "--include-passes");
    CommandRun init = run("init", "config", copy.toString());
    assertThat(init.code()).as(init.err()).isZero();
    Path configuration = copy.resolve("redoubt.yaml");
    String commented = Files.readString(configuration);
    assertThat(commented).contains("\n# deployments:\n");
    String listed =
        Pattern.compile("(?s)# deployments:\n.*?\n\n")
            .matcher(commented)
            .replaceFirst(block -> block.group().replaceAll("(?m)^# ", ""));
    assertThat(listed).contains("\ndeployments:\n  - name: ");
    for (String text : List.of(commented, listed)) {
      Files.writeString(configuration, text);
      CommandRun after = run("assess", copy.toString(), "--format", "sarif", "--include-passes");
      assertThat(after.code()).isEqualTo(before.code());
      assertThat(results(after)).isNotEmpty().isEqualTo(results(before));
    }
  }

  @Test
  void aTemplateThatIsAddedAfterInitConfigIsAssessed() throws IOException {
    file("main.bicep", STORAGE.replace("true", "false"));
    assertThat(run("init", "config", folder.toString()).code()).isZero();
    file("more.bicep", STORAGE.replace("'st", "'more"));
    CommandRun run = run("assess", folder.toString(), "--only", "storage-shared-key", "--lines");
    assertThat(run.out()).contains("more.bicep:");
  }

  private static List<String> results(CommandRun run) {
    return run.out().lines().filter(line -> line.contains("/v1\"")).sorted().toList();
  }

  @Test
  void initConfigDoesNotReplaceAFileWithoutForce() throws IOException {
    file("redoubt.yaml", "mine\n");
    CommandRun run = run("init", "config", folder.toString());
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
    CommandRun before = run("assess", folder.toString(), "--offline");
    run("init", "config", folder.toString(), "--offline");
    String text = Files.readString(folder.resolve("redoubt.yaml"));
    assertThat(text).contains("x/y", "one.bicepparam");
    CommandRun after = run("assess", folder.toString(), "--offline");
    assertThat(after.code()).isEqualTo(before.code());
    assertThat(after.out()).doesNotContain("unknown setting");
  }

  /// The settings in the comments of a first configuration, as a person activates them.
  private static String withoutComments(String draft) {
    return draft
        .lines()
        .filter(
            line ->
                line.matches("# {3,}.*")
                    || (line.matches("# [a-zA-Z]+:.*") && !line.startsWith("# Found:")))
        .map(line -> line.substring(2))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theCommentsOfAFirstConfigurationAreValidSettings() throws IOException {
    file("modules/avm/main.json", "{}");
    file("policies/a.json", "{}");
    file("prod.bicepparam", "using 'main.bicep'\n");
    Path draft = folder.resolve("draft.yaml");
    run("init", "config", folder.toString(), "--output", draft.toString());
    String text = withoutComments(Files.readString(draft));
    assertThat(text).contains("severity:", "exemptions:", "platform:", "tags:", "personas:");
    Path written = file("redoubt.yaml", text.replaceAll("(?m)^deployments:\n(  .*\n)+", "") + "\n");
    CommandRun run =
        run(
            "assess",
            folder.toString(),
            "--config",
            written.toString(),
            "--fail-on",
            "never",
            "--update-baseline");
    assertThat(run.out()).doesNotContain("  error  ");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("matches nothing");
  }

  @Test
  void initConfigInAFolderWithoutTemplatesSaysSo() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    CommandRun run = run("init", "config", folder.resolve("empty").toString());
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("no template found in `");
  }
}
