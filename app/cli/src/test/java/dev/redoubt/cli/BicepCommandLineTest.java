package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the commands with Bicep files.
class BicepCommandLineTest {

  private static final String OPEN_STORAGE =
      """
      param name string
      param access string = 'Enabled'

      resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: name
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: {
          publicNetworkAccess: access
          allowBlobPublicAccess: true
        }
      }

      output key string = data.name
      """;

  @TempDir private Path folder = Path.of("");
  private FileTree repository = new FileTree(folder);

  @BeforeEach
  void createFolder() {
    repository =
        new FileTree(folder)
            .file("modules/data.bicep", OPEN_STORAGE)
            .file(
                "main.bicep",
                """
                param name string
                module data 'modules/data.bicep' = {
                  params: { name: name }
                }
                """)
            .file("main.bicepparam", "using 'main.bicep'\nparam name = 'stown'\n")
            .file("prod.bicepparam", "using 'main.bicep'\nparam name = 'stprod'\n");
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.of(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void assessReportsTheLineInTheModuleAndTheEntryPoint() {
    CommandRun run = run("assess", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "2 Bicep files, 1 Bicep parameter file -> ",
            "folder " + path("") + "/\n",
            "  main.bicep\n",
            "    with main.bicepparam\n",
            "storage-anonymous-access",
            // a place is whole, so that it can be opened
            path("modules/data.bicep") + ":11",
            "storageAccounts stown");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void assessListsInputsInJson() {
    CommandRun run = run("assess", folder.toString(), "--format", "json", "--environment", "prod");
    assertThat(run.out())
        .contains("\"kind\": \"bicep\"", "\"role\": \"entry\"", "\"role\": \"part\"")
        .contains("\"kind\": \"bicep-parameters\"", "prod.bicepparam")
        .contains("\"name\": \"stprod\"");
  }

  @Test
  void assessReportsBicepLinesInSarif() {
    CommandRun run = run("assess", folder.toString(), "--format", "sarif");
    assertThat(run.out()).contains("modules/data.bicep\"", "\"startLine\": 11");
  }

  @Test
  void verboseListsFilesThatAreNotAssessed() {
    CommandRun run = run("assess", folder.toString(), "--verbose");
    assertThat(run.err())
        .contains("assessed: " + path("main.bicep"))
        .contains(
            "assessed: "
                + path("modules/data.bicep")
                + " (bicep; imported by `"
                + path("main.bicep"))
        .contains("not assessed: " + path("prod.bicepparam") + " (parameter file not selected)");
  }

  @Test
  void assessCoversTheRestOfABrokenFile() {
    repository.file(
        "main.bicep",
        """
        param name string
        module data 'modules/data.bicep' = {
          params: { name: name }
        }
        var x = [1 +
        """);
    CommandRun run = run("assess", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("storage-anonymous-access", "PROBLEMS", "main.bicep:5")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void assessNamesTheDeploymentsOfACause() throws IOException {
    Path two = Files.createDirectory(folder.resolve("two"));
    for (String name : List.of("a.bicep", "b.bicep", "c.bicep")) {
      String value = name.equals("c.bicep") ? "true" : "open";
      Files.writeString(
          two.resolve(name),
          """
          param open bool
          resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
            name: 'st%s'
            location: 'westeurope'
            kind: 'StorageV2'
            sku: { name: 'Standard_LRS' }
            properties: { allowBlobPublicAccess: %s }
          }
          """
              .formatted(name.charAt(0), value));
    }
    assertThat(run("assess", two.toString(), "--only", "storage-anonymous-access").out())
        .containsPattern("parameter `open` has no value\\s+in \\S*a.bicep 1,\\s+\\S*b.bicep 1\\n");
  }

  @Test
  void assessRefusesUnreadableInput() {
    repository.file("broken.bicep", "\u0000\u0001");
    CommandRun run = run("assess", path("broken.bicep"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out() + run.err()).contains("broken.bicep:1");
    assertThat(run("assess", path("none.bicep")).err()).contains("none.bicep", "no such file");
  }

  @Test
  void assessWarnsAboutAMissingModule() {
    repository.file(
        "main.bicep",
        """
        param name string
        module data 'modules/data.bicep' = {
          params: { name: name }
        }
        module vault 'br/public:avm/res/key-vault/vault:0.13.3' = {
          params: { name: 'kv' }
        }
        """);
    CommandRun run = run("assess", folder.toString(), "--offline");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "module `br/public:avm/res/key-vault/vault:0.13.3` is not available", "main.bicep:5:")
        .containsOnlyOnce("is not available")
        .contains("storage-anonymous-access");
  }

  @Test
  void assessNeverPassesAMissingModule() {
    repository.file("main.bicep", "module v 'br/public:avm/res/key-vault/vault:0.13.3' = {}\n");
    CommandRun run = run("assess", "--offline", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "UNKNOWN  0 verdicts, 2 root causes",
            "no entry point reaches",
            "all resources of this deployment",
            "exit code 1: 1 deployment whose resources are unknown");
    CommandRun accepted = run("assess", "--offline", "--fail-on-unknown=never", folder.toString());
    assertThat(accepted.code()).isZero();
    assertThat(accepted.out()).contains("NOTHING JUDGED  exit code 0").doesNotContain("PASSED");
  }

  @Test
  void assessReadsModulesFromAFolder() {
    repository
        .file(
            "main.bicep",
            """
            module vault 'br/public:avm/res/key-vault/vault:0.13.3' = {
              params: { name: 'kv' }
            }
            """)
        .file(
            "lib/avm/res/key-vault/vault/0.13.3/main.json",
            """
            {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
             "contentVersion": "1.0.0.0", "parameters": {"name": {"type": "string"}}, "resources": [
               {"type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01",
                "name": "[parameters('name')]", "properties": {}}]}
            """);
    CommandRun run = run("expand", path("main.bicep"), "--module-path", path("lib"), "--offline");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Microsoft.KeyVault/vaults");
    CommandRun all =
        run("assess", folder.toString(), "--module-path", path("lib"), "--offline", "-v");
    assertThat(all.err()).contains("not assessed: " + path("lib"), "--module-path");
  }

  @Test
  void expandUsesTheGivenParameters() {
    CommandRun run = run("expand", path("main.bicep"), "--parameters", path("prod.bicepparam"));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\"name\": \"stprod\"");
    CommandRun json =
        run(
            "expand",
            path("main.bicep"),
            "-p",
            "name=stinline",
            "--parameters",
            path("prod.bicepparam"));
    assertThat(json.out()).contains("\"name\": \"stinline\"");
  }

  @Test
  void expandFindsTheTemplateOfAParameterFile() {
    CommandRun run = run("expand", path("prod.bicepparam"));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\"name\": \"stprod\"", "\"allowBlobPublicAccess\": true");
  }

  @Test
  void expandReportsAMissingTemplateWithItsLine() {
    repository.file("gone.bicepparam", "\nusing 'gone.bicep'\n");
    CommandRun run = run("expand", path("gone.bicepparam"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            path("gone.bicepparam") + ":2:1: error: the template `gone.bicep` does not exist\n");
  }

  @Test
  void expandSuggestsASimilarParameterName() {
    CommandRun run = run("expand", path("main.bicep"), "--parameters", "nmae=x");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("no template declares the parameter `nmae`; did you mean `name`?");
  }

  @Test
  void parametersOptionRefusesOtherFiles() {
    repository.file("notes.json", "{}");
    CommandRun run = run("expand", path("main.bicep"), "--parameters", path("notes.json"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("not a parameter file");
  }

  @Test
  void modulePathMustBeAFolder() {
    for (String command : List.of("assess", "expand")) {
      CommandRun run = run(command, path("main.bicep"), "--module-path", path("main.bicep"));
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("--module-path: `" + path("main.bicep") + "` is not a folder");
    }
  }
}
