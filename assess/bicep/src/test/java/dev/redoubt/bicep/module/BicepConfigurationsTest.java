package dev.redoubt.bicep.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.module.BicepConfiguration.RegistryAlias;
import dev.redoubt.bicep.module.BicepConfiguration.TemplateSpecAlias;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BicepConfigurationsTest {

  @TempDir private Path folder;
  private Path root;
  private final SourceFiles files = new SourceFiles();
  private final List<Problem> problems = new ArrayList<>();
  private BicepConfigurations configurations;

  @BeforeEach
  void startBelowTheTemporaryFolder() throws IOException {
    root = Files.createDirectories(folder.resolve("root"));
    configurations =
        new BicepConfigurations(root, file -> folder.relativize(file).toString(), files, problems);
  }

  @Test
  void readsWhatItKnows_amongCommentsTrailingCommasAndUnknownMembers() throws IOException {
    write(
        "root/bicepconfig.json",
        """
        {
          // aliases
          "moduleAliases": {
            "br": {"contoso": {"registry": "contoso.azurecr.io", "modulePath": "modules/net"}},
            "ts": {"specs": {"subscription": "s", "resourceGroup": "g",}},
          },
          "extensions": {"graph": "br:mcr.microsoft.com/bicep/extensions/graph:1.0.0"},
          "implicitExtensions": ["az", "graph"],
          "experimentalFeaturesEnabled": {"assertions": true, "waitUntil": false},
          "cacheRootDirectory": "~/cache",
          "analyzers": {"core": {"enabled": 3}}, /* not read */
        }
        """);

    BicepConfiguration read = configurations.of(root.resolve("main.bicep"));

    assertThat(read.name()).isEqualTo("root/bicepconfig.json");
    assertThat(read.registryAliases())
        .containsEntry("contoso", new RegistryAlias("contoso.azurecr.io", "modules/net"))
        .containsEntry("public", new RegistryAlias("mcr.microsoft.com", "bicep"));
    assertThat(read.templateSpecAliases())
        .containsExactly(Map.entry("specs", new TemplateSpecAlias("s", "g")));
    assertThat(read.extensions())
        .containsEntry("graph", "br:mcr.microsoft.com/bicep/extensions/graph:1.0.0")
        .containsEntry("az", "builtin:");
    assertThat(read.implicitExtensions()).containsExactly("az", "graph");
    assertThat(read.enables("assertions")).isTrue();
    assertThat(read.enables("waitUntil")).isFalse();
    assertThat(read.cacheRootDirectory()).isEqualTo("~/cache");
    assertThat(problems).isEmpty();
  }

  @Test
  void takesTheNearestFileUpwards_andNoneAboveTheRoot() throws IOException {
    write("bicepconfig.json", cache("above"));
    write("root/b/bicepconfig.json", cache("b"));
    write("root/b/c/d/bicepconfig.json", cache("d"));

    assertThat(cacheOf("main.bicep")).isNull();
    assertThat(cacheOf("a/main.bicep")).isNull();
    assertThat(cacheOf("b/c/main.bicep")).isEqualTo("b");
    assertThat(cacheOf("b/c/d/main.bicep")).isEqualTo("d");
    assertThat(cacheOf("b/c/d/e/../main.bicep")).isEqualTo("d");
    assertThat(cacheOf("../main.bicep")).isNull();
  }

  @Test
  void readsEachFileOnce() throws IOException {
    write("root/bicepconfig.json", "{");

    for (String file : List.of("a/main.bicep", "b/main.bicep", "a/other.bicep", "main.bicep")) {
      assertThat(configurations.of(root.resolve(file))).isEqualTo(BicepConfiguration.BUILT_IN);
    }

    assertThat(problems).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { "moduleAliases":                          | 1 | unexpected end of the JSON, inside an object
          []                                          | 1 | the configuration must be an object, not of type array
          { "moduleAliases": 1 }                      | 1 | `moduleAliases` must be an object, not of type int; it is ignored
          { "moduleAliases": {"br": {"x": "y"}} }     | 1 | `x` must be an object, not of type string; it is ignored
          { "cacheRootDirectory": ["x"] }             | 1 | `cacheRootDirectory` must be a string, not of type array; it is ignored
          { "implicitExtensions": {} }                | 1 | `implicitExtensions` must be an array, not of type object; it is ignored
          { "experimentalFeaturesEnabled": {"x":1} }  | 1 | `x` must be a boolean, not of type int; it is ignored
          { "extends": "/etc/bicepconfig.json" }      | 1 | `/etc/bicepconfig.json` is an absolute path; `extends` requires a relative path
          { "extends": "missing.json" }               | 1 | the configuration `root/missing.json` does not exist
          { "extends": "bicepconfig.json" }           | 1 | the configurations extend each other in a cycle; remove this `extends`
          """)
  void saysWhereItIsBroken_andKeepsTheDefaults(String text, int line, String message)
      throws IOException {
    write("root/bicepconfig.json", text);

    BicepConfiguration read = configurations.of(root.resolve("main.bicep"));

    assertThat(read.registryAliases()).isEqualTo(BicepConfiguration.BUILT_IN.registryAliases());
    assertThat(read.extensions()).isEqualTo(BicepConfiguration.BUILT_IN.extensions());
    assertThat(read.implicitExtensions()).containsExactly("az");
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message()).isEqualTo(message);
              assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
              assertThat(files.locate(problem.origin()).file()).isEqualTo("root/bicepconfig.json");
              assertThat(files.locate(problem.origin()).line()).isEqualTo(line);
            });
  }

  @Test
  void nearestConfigurationOverridesTheExtendedOne() throws IOException {
    write(
        "root/bicepconfig.json",
        """
        {"moduleAliases": {"br": {
           "net": {"registry": "far.example", "modulePath": "net"}, "far": {"registry": "far.example"}}},
         "experimentalFeaturesEnabled": {"assertions": true, "waitUntil": true},
         "cacheRootDirectory": "/far"}
        """);
    write(
        "root/app/bicepconfig.json",
        """
        {"extends": "../bicepconfig.json",
         "moduleAliases": {"br": {"net": {"registry": "near.example"}, "public": {"modulePath": "other"}}},
         "experimentalFeaturesEnabled": {"waitUntil": false},
         "cacheRootDirectory": null}
        """);

    BicepConfiguration read = configurations.of(root.resolve("app/main.bicep"));

    assertThat(read.registryAliases())
        .containsEntry("net", new RegistryAlias("near.example", "net"))
        .containsEntry("far", new RegistryAlias("far.example", null))
        .containsEntry("public", new RegistryAlias("mcr.microsoft.com", "other"));
    assertThat(read.experimentalFeatures()).containsExactly("assertions");
    assertThat(read.cacheRootDirectory()).isEqualTo("/far");
    assertThat(problems).isEmpty();
  }

  @Test
  void comparesNamesAsWritten() throws IOException {
    write("root/a/bicepconfig.json", "{\"CacheRootDirectory\": \"/a\"}");
    write(
        "root/b/bicepconfig.json",
        "{\"moduleAliases\": {\"br\": {\"Public\": {\"registry\": \"y.example\"}}}}");

    assertThat(cacheOf("a/main.bicep")).isNull();
    assertThat(configurations.of(root.resolve("b/main.bicep")).registryAliases())
        .containsEntry("public", new RegistryAlias("mcr.microsoft.com", "bicep"))
        .containsEntry("Public", new RegistryAlias("y.example", null));
  }

  @Test
  void ignoresFilesOutsideTheRoot() throws IOException {
    write("outside.json", cache("outside"));
    write("root/a/bicepconfig.json", "{\"extends\": \"../../outside.json\"}");
    Files.createDirectories(root.resolve("b"));
    Files.createSymbolicLink(root.resolve("b/bicepconfig.json"), folder.resolve("outside.json"));

    assertThat(cacheOf("a/main.bicep")).isNull();
    assertThat(cacheOf("b/main.bicep")).isNull();

    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly(
            "`outside.json` is outside the scanned folder; it is ignored",
            "`root/b/bicepconfig.json` is outside the scanned folder; it is ignored");
  }

  @Test
  void limitsTheLengthOfAnExtendsChain() throws IOException {
    for (int i = 0; i < 70; i++) {
      write("root/" + i + ".json", "{\"extends\": \"" + (i + 1) + ".json\"}");
    }
    write("root/bicepconfig.json", "{\"extends\": \"0.json\", \"cacheRootDirectory\": \"/near\"}");

    assertThat(cacheOf("main.bicep")).isEqualTo("/near");
    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly("more than 64 configurations extend each other");
  }

  @Test
  void mapsAnAliasToAFolder_relativeToTheConfiguration() throws IOException {
    write(
        "root/infra/bicepconfig.json",
        "{\"moduleAliasesMock\": {\"br\": {\"net\": {\"mapToFilePath\": \"../modules\"}}}}");

    assertThat(configurations.of(root.resolve("infra/main.bicep")).mappedAliases())
        .containsExactly(Map.entry("net", root.resolve("modules")));
  }

  private static String cache(String text) {
    return "{\"cacheRootDirectory\": \"" + text + "\"}";
  }

  private @Nullable String cacheOf(String bicepFile) {
    return configurations.of(root.resolve(bicepFile)).cacheRootDirectory();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
