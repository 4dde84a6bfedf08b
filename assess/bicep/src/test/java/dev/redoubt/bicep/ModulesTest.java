package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.Unknown;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests modules and imports.
class ModulesTest {

  private static final String ACCOUNT =
      """
      param name string
      param tags object = {}
      @secure()
      param key string = ''
      resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
        name: name
        tags: tags
        properties: { key: key }
      }
      output id string = s.id
      @secure()
      output secret string = s.listKeys().keys[0].value
      """;

  @TempDir private Path folder = Path.of("");

  private TestBicepProject workspace(String main) {
    return new TestBicepProject(folder)
        .file("main.bicep", main)
        .file("modules/account.bicep", ACCOUNT);
  }

  @Test
  void modules_areExpandedInPlaceWithTheirParameters() {
    TestBicepProject workspace =
        workspace(
            """
            module one 'modules/account.bicep' = {
              params: { name: 'one', tags: { a: 'b' } }
            }
            module some 'modules/account.bicep' = [for (n, i) in ['x', 'y']: if (n != 'x') {
              name: 'm-${i}'
              scope: resourceGroup('other')
              params: { name: n }
            }]
            output id string = one.outputs.id
            output second string = some[1].outputs.id
            output name string = some[1].name
            output secret string = one.outputs.secret
            """);
    String account = "/providers/Microsoft.Storage/storageAccounts/";
    assertThat(workspace.ids("main.bicep"))
        .containsExactly(
            "/subscriptions/s1/resourceGroups/rg" + account + "one",
            "/subscriptions/s1/resourceGroups/other" + account + "y");
    assertThat(workspace.output("main.bicep", "id"))
        .isEqualTo("\"/subscriptions/s1/resourceGroups/rg" + account + "one\"");
    assertThat(workspace.output("main.bicep", "second")).contains("resourceGroups/other" + account);
    assertThat(workspace.output("main.bicep", "name")).isEqualTo("\"m-1\"");
    assertThat(workspace.output("main.bicep", "secret")).contains("listOutputsWithSecureValues(");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void outputsOfEachModule_areReachedThroughLambdas() {
    TestBicepProject workspace =
        workspace(
            """
            module some 'modules/account.bicep' = [for n in ['x', 'y']: {
              params: { name: n }
            }]
            output ids array = map(some, m => last(split(m.outputs.id, '/')))
            """);
    assertThat(workspace.output("main.bicep", "ids")).isEqualTo("[\"x\",\"y\"]");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void findings_pointIntoTheModule() {
    TestBicepProject workspace =
        workspace("module one 'modules/account.bicep' = { params: { name: 'one' } }\n");
    Resource resource = workspace.only("main.bicep");
    assertThat(resource.origin().line()).isEqualTo(5);
    assertThat(resource.body().at("properties.key")).isNotNull();
  }

  @Test
  void secretsOfAVault_areUnknownAndNamed() {
    TestBicepProject workspace =
        workspace(
            """
            resource kv 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
              name: 'kv'
            }
            module one 'modules/account.bicep' = {
              params: { name: 'one', key: kv.getSecret('k') }
            }
            """);
    assertThat(workspace.only("main.bicep").body().at("properties.key"))
        .isInstanceOfSatisfying(Unknown.class, key -> assertThat(key.secret()).isTrue());
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void armTemplates_areModulesToo() {
    TestBicepProject workspace =
        workspace(
                """
                module one 'modules/group.json' = {
                  params: { n: 'a' }
                }
                output x string = one.outputs.y
                """)
            .file(
                "modules/group.json",
                """
                {
                  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                  "contentVersion": "1.0.0.0",
                  "parameters": {"n": {"type": "string"}},
                  "resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2024-01-01",
                    "name": "[parameters('n')]"}],
                  "outputs": {"y": {"type": "string", "value": "[parameters('n')]"}}
                }
                """);
    assertThat(workspace.ids("main.bicep")).hasSize(1);
    assertThat(workspace.output("main.bicep", "x")).isEqualTo("\"a\"");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void missingModules_areUnknown_andTheRestIsExpanded() {
    TestBicepProject workspace =
        workspace(
            """
            module far 'br/public:avm/res/storage/storage-account:0.1.0' = {
              params: { name: 'far' }
            }
            module gone 'modules/gone.bicep' = {}
            module near 'modules/account.bicep' = {
              params: { name: 'near', tags: { far: far.outputs.resourceId } }
            }
            """);
    Resource near = workspace.only("main.bicep");
    assertThat(near.body().at("tags.far")).isInstanceOf(Unknown.class);
    assertThat(workspace.problemTexts())
        .containsExactly(
            "main.bicep:1:12 warning: module `br/public:avm/res/storage/storage-account:0.1.0`"
                + " is not available: no module source is configured; its resources are"
                + " unknown",
            "main.bicep:4:13 error: `modules/gone.bicep` does not exist");
  }

  @Test
  void storedModules_areRead() {
    Path stored = folder.resolve("cache/main.json");
    TestBicepProject workspace =
        workspace("module far 'br:example.com/x:1.0' = {}\n")
            .file(
                "cache/main.json",
                """
                {
                  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                  "contentVersion": "1.0.0.0",
                  "resources": [{"type": "A.B/c", "apiVersion": "2024-01-01", "name": "n"}]
                }
                """)
            .artifacts(
                reference ->
                    new ArtifactStore.Artifact.Found(
                        stored, reference.text(), ArtifactStore.Source.FOLDER));
    assertThat(workspace.ids("main.bicep")).hasSize(1);
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void resources_nameTheirModulesAndTheirDeclaration() {
    Resource account =
        workspace(
                """

                module data 'modules/account.bicep' = {
                  params: { name: 'one' }
                }
                """)
            .only("main.bicep");
    DeclarationSite site = Objects.requireNonNull(account.site());
    assertThat(site.fromTop()).extracting(DeclarationSite::symbol).containsExactly("data", "s");
    assertThat(site.fromTop()).extracting(each -> each.origin().line()).containsExactly(2, 5);
  }

  @Test
  void conditionalScope_isTheScopeOfTheFileWithAnAdvice() {
    TestBicepProject workspace =
        workspace(
            """
            param group string = 'other'
            module m 'modules/account.bicep' = {
              scope: !empty(group) ? resourceGroup(group) : resourceGroup()
              params: { name: 'one' }
            }
            """);
    assertThat(workspace.ids("main.bicep"))
        .singleElement()
        .satisfies(id -> assertThat(id).doesNotContain("other"));
    assertThat(workspace.problemTexts())
        .singleElement()
        .satisfies(
            text ->
                assertThat(text).contains("main.bicep:3:", "warning", "BCP420", "in the argument"));
  }

  @Test
  void moduleCycles_areErrors() {
    TestBicepProject workspace =
        workspace("module a 'modules/a.bicep' = {}\n")
            .file("modules/a.bicep", "module b 'b.bicep' = {}\n")
            .file("modules/b.bicep", "module a 'a.bicep' = {}\n");
    assertThat(workspace.managed("main.bicep")).isEmpty();
    assertThat(workspace.problemTexts())
        .containsExactly(
            "modules/b.bicep:1:10 error: `modules/a.bicep` is involved in a module cycle");
  }

  @Test
  void moduleOutsideTheFolder_isNotRead() {
    TestBicepProject workspace = workspace("module a '../outside.bicep' = {}\n");
    assertThat(workspace.managed("main.bicep")).isEmpty();
    assertThat(workspace.problemTexts())
        .containsExactly(
            "main.bicep:1:10 warning: `../outside.bicep` is outside the scanned folder;"
                + " it is not read");
  }

  @Test
  void imports_bringTypesVariablesAndFunctions() {
    TestBicepProject workspace =
        new TestBicepProject(folder)
            .file(
                "shared.bicep",
                """
                var hidden = 'h'
                @export()
                var prefix = '${hidden}-p'
                func inner(x string) string => '[${x}]'
                @export()
                func named(x string) string => inner('${x}!')
                @export()
                type sku = { name: 'a' | 'b', tier: tier? }
                type tier = string
                """)
            .file(
                "main.bicep",
                """
                import { prefix as p, named, sku } from 'shared.bicep'
                import * as all from 'shared.bicep'
                param s sku = { name: 'a' }
                output x string = named(p)
                output y string = all.named(all.prefix)
                output z string = s.name
                """);
    assertThat(workspace.output("main.bicep", "x")).isEqualTo("\"[h-p!]\"");
    assertThat(workspace.output("main.bicep", "y")).isEqualTo("\"[h-p!]\"");
    assertThat(workspace.output("main.bicep", "z")).isEqualTo("\"a\"");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void symbolThatIsNotExported_cannotBeImported() {
    TestBicepProject workspace =
        new TestBicepProject(folder)
            .file("shared.bicep", "var hidden = 1\n")
            .file("main.bicep", "import { hidden } from 'shared.bicep'\noutput x int = hidden\n");
    workspace.expand("main.bicep");
    assertThat(workspace.problemTexts())
        .containsExactly("main.bicep:1:1 error: `shared.bicep` does not export `hidden`");
  }

  @Test
  void localReferences_areModulesImportsAndParameterFiles() {
    TestBicepProject workspace =
        workspace("module a 'modules/account.bicep' = {}\nimport * as b from 'b.bicep'\n")
            .file("main.bicepparam", "using 'main.bicep'\nextends 'base.bicepparam'\n");
    assertThat(names(workspace.project().localReferences(folder.resolve("main.bicep"))))
        .containsExactly("modules/account.bicep", "b.bicep");
    assertThat(names(workspace.project().localReferences(folder.resolve("main.bicepparam"))))
        .containsExactly("main.bicep", "base.bicepparam");
  }

  private List<String> names(List<Path> files) {
    return files.stream().map(file -> folder.relativize(file).toString()).toList();
  }

  @Test
  void missingModuleOfTypes_isReportedOnce() {
    TestBicepProject workspace =
        workspace(
            """
            import { lock } from 'br/public:avm/types:1.0'
            import * as roles from 'br/public:avm/roles:1.0'
            param first lock?
            param second lock.kind
            param third roles.assignment[]
            """);
    workspace.ids("main.bicep");
    assertThat(workspace.problemTexts())
        .hasSize(2)
        .allSatisfy(message -> assertThat(message).contains("is not available"));
  }

  @Test
  void parametersThatCouldNotBeParsed_areUnknownInsteadOfTheirDefaults() {
    TestBicepProject workspace =
        workspace(
            """
            module one 'modules/account.bicep' = {
              params: {
                name: 'one'
                = true
              }
            }
            var given = { name: 'two' }
            module two 'modules/account.bicep' = {
              params: given
            }
            """);
    List<Resource> resources = workspace.managed("main.bicep");
    assertThat(resources)
        .hasSize(2)
        .allMatch(resource -> resource.body().get("tags") instanceof Unknown);
    assertThat(workspace.problemTexts())
        .hasSize(2)
        .anyMatch(message -> message.startsWith("main.bicep:4:5 error:"))
        .contains("main.bicep:9:11 error: the parameters of a module must be an object literal");
  }

  @Test
  void templateThatIsComputedFromText_hasTheLocationOfItsExpression() {
    TestBicepProject workspace =
        workspace(
                """
                resource d 'Microsoft.Resources/deployments@2024-03-01' = {
                  name: 'd'
                  properties: {
                    mode: 'Incremental'
                    template: json(loadTextContent('inner.json'))
                  }
                }
                """)
            .file(
                "inner.json",
                """
                {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                 "contentVersion": "1.0.0.0", "resources": [
                   {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2024-01-01", "name": "acc"},
                   {"type": 5, "apiVersion": "2024-01-01", "name": "broken"}]}
                """);
    assertThat(workspace.only("main.bicep").origin().line()).isEqualTo(5);
    assertThat(workspace.problemTexts())
        .isNotEmpty()
        .allMatch(text -> text.startsWith("main.bicep:5:"));
  }

  @Test
  void scopesOfModules_areKnown_andTheirPropertiesInAzureDiffer() {
    TestBicepProject workspace =
        workspace(
                """
                targetScope = 'subscription'
                module one 'scope.bicep' = {
                  scope: resourceGroup('s9', 'rg-x')
                }
                module two 'scope.bicep' = {
                  scope: resourceGroup('rg-y')
                }
                output one object = one.outputs.of
                output two object = two.outputs.of
                output sameTags bool = one.outputs.tags == two.outputs.tags
                output sameName bool = one.outputs.display == two.outputs.display
                output equal bool = one.outputs.tags == one.outputs.tags
                """)
            .file(
                "scope.bicep",
                """
                output of object = { group: resourceGroup().name, subscription: subscription().id }
                output tags object = resourceGroup().tags
                output display string = subscription().displayName
                """);
    var outputs = workspace.expand("main.bicep").outputs();
    assertThat(outputs.get("one"))
        .hasToString("{\"group\":\"rg-x\",\"subscription\":\"/subscriptions/s9\"}");
    assertThat(outputs.get("two"))
        .hasToString("{\"group\":\"rg-y\",\"subscription\":\"/subscriptions/s1\"}");
    assertThat(outputs.get("sameTags")).isInstanceOf(Unknown.class);
    assertThat(outputs.get("sameName")).isInstanceOf(Unknown.class);
    assertThat(outputs.get("equal")).hasToString("true");
    assertThat(workspace.problemTexts()).isEmpty();
  }
}
