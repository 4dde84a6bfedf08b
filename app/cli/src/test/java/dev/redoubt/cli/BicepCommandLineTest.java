package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.testing.FileTree;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on Bicep.
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
  void openFolder() {
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

  /// What a call printed and returned.
  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, Map.of());
    int code = Main.run(terminal, arguments);
    return new Run(code, out.toString(), err.toString());
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void assess_pointsAtTheLineOfTheModule_andSaysWhatItTook() {
    Run run = run("assess", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "2 Bicep files, 1 Bicep parameter file -> ",
            "  " + path("main.bicep") + "\n",
            "    with " + path("main.bicepparam") + "\n",
            "storage-anonymous-access",
            "modules/data.bicep:11",
            "storageAccounts stown");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void assess_listsItsInputsInJson() {
    Run run = run("assess", folder.toString(), "--format", "json", "--environment", "prod");
    assertThat(run.out())
        .contains("\"kind\": \"bicep\"", "\"role\": \"entry\"", "\"role\": \"part\"")
        .contains("\"kind\": \"bicep-parameters\"", "prod.bicepparam")
        .contains("\"name\": \"stprod\"");
  }

  @Test
  void assess_saysInSarifWhichLineOfBicep() {
    Run run = run("assess", folder.toString(), "--format", "sarif");
    assertThat(run.out()).contains("modules/data.bicep\"", "\"startLine\": 11");
  }

  @Test
  void assess_saysOnRequestWhatItDidNotTake() {
    Run run = run("assess", folder.toString(), "--verbose");
    assertThat(run.err())
        .contains("taken: " + path("main.bicep"))
        .contains("taken: " + path("modules/data.bicep") + " (bicep; `" + path("main.bicep"))
        .contains("not taken: " + path("prod.bicepparam") + " (not chosen)");
  }

  @Test
  void assess_coversTheRestOfABrokenFile() {
    repository.file(
        "main.bicep",
        """
        param name string
        module data 'modules/data.bicep' = {
          params: { name: name }
        }
        var x = [1 +
        """);
    Run run = run("assess", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("storage-anonymous-access", "PROBLEMS", "main.bicep:5")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void assess_refusesWhatCannotBeReadAtAll() {
    repository.file("broken.bicep", "\u0000\u0001");
    Run run = run("assess", path("broken.bicep"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out() + run.err()).contains("broken.bicep:1");
    assertThat(run("assess", path("none.bicep")).err()).contains("none.bicep", "no such file");
  }

  @Test
  void assess_warnsOfAMissingModule() {
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
    Run run = run("assess", folder.toString(), "--offline");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("1 warning", "`br/public:avm/res/key-vault/vault:0.13.3` is not available")
        .contains("storage-anonymous-access");
  }

  @Test
  void assess_neverPassesWhatItCouldNotRead() {
    repository.file("main.bicep", "module v 'br/public:avm/res/key-vault/vault:0.13.3' = {}\n");
    Run run = run("assess", "--offline", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "UNKNOWN  0 verdicts, 1 cause",
            "all that it deploys",
            "exit code 1: 1 deployment of which nothing is known");
    assertThat(run("assess", "--offline", "--fail-on-unknown=never", folder.toString()).code())
        .isZero();
  }

  @Test
  void assess_takesModulesFromAFolder() {
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
    Run run = run("expand", path("main.bicep"), "--module-path", path("lib"), "--offline");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Microsoft.KeyVault/vaults");
    Run all = run("assess", folder.toString(), "--module-path", path("lib"), "--offline", "-v");
    assertThat(all.err()).contains("not taken: " + path("lib"), "--module-path");
  }

  @Test
  void expand_takesTheParametersThatAreGiven() {
    Run run = run("expand", path("main.bicep"), "--parameters", path("prod.bicepparam"));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\"name\": \"stprod\"");
    Run json =
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
  void expand_findsTheTemplateOfAParameterFile() {
    Run run = run("expand", path("prod.bicepparam"));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\"name\": \"stprod\"", "\"allowBlobPublicAccess\": true");
  }

  @Test
  void expand_locatesAMissingTemplate() {
    repository.file("gone.bicepparam", "\nusing 'gone.bicep'\n");
    Run run = run("expand", path("gone.bicepparam"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(path("gone.bicepparam") + ":2: error: the template `gone.bicep` is not there\n");
  }

  @Test
  void expand_suggestsTheParameterThatWasMeant() {
    Run run = run("expand", path("main.bicep"), "--parameters", "nmae=x");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no template has a parameter `nmae`; did you mean `name`?");
  }

  @Test
  void parameters_areRefusedWhereTheyAreNone() {
    repository.file("notes.json", "{}");
    Run run = run("expand", path("main.bicep"), "--parameters", path("notes.json"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("not a parameter file");
  }

  @Test
  void refusesAModulePathThatIsNoFolder() {
    for (String command : List.of("assess", "expand")) {
      Run run = run(command, path("main.bicep"), "--module-path", path("main.bicep"));
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("--module-path: `" + path("main.bicep") + "` is no folder");
    }
  }
}
