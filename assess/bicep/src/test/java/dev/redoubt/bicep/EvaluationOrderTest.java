package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Resource;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that only real dependencies are cycles. Looking for a resource by its id evaluates names,
/// which may depend on what is being computed.
class EvaluationOrderTest {

  private static final String ACCOUNT =
      """
      param name string
      param tags object = {}
      param location string = resourceGroup().location
      resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
        name: name
        location: location
        tags: tags
        properties: {}
      }
      output name string = s.name
      output id string = s.id
      output place string = resourceGroup().location
      """;

  @TempDir private Path folder = Path.of("");
  private TestBicepProject workspace = new TestBicepProject(folder);

  @BeforeEach
  void createFolder() {
    workspace = new TestBicepProject(folder).file("account.bicep", ACCOUNT);
  }

  private Resource resource(String name) {
    return workspace.managed("main.bicep").stream()
        .filter(each -> each.key().lastName().toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(workspace.ids("main.bicep")));
  }

  @Test
  void variableOfAModuleOutput_isNoCycle_ifTheModuleLooksForItsGroup() {
    workspace.file(
        "main.bicep",
        """
        targetScope = 'subscription'
        var first = one.outputs.name
        resource rg 'Microsoft.Resources/resourceGroups@2024-03-01' = {
          name: 'rg-x'
          location: 'westeurope'
        }
        module one 'account.bicep' = {
          scope: rg
          params: { name: 'a' }
        }
        module two 'account.bicep' = {
          scope: rg
          params: { name: 'b', tags: { first: first } }
        }
        resource known 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
          scope: rg
          name: two.outputs.name
        }
        module three 'account.bicep' = {
          scope: resourceGroup('rg-x')
          params: { name: 'c', tags: { known: known.id } }
        }
        """);
    assertThat(resource("b").body().at("tags.first")).hasToString("\"a\"");
    assertThat(resource("b").body().get("location")).hasToString("\"westeurope\"");
    assertThat(String.valueOf(resource("c").body().at("tags.known")))
        .contains("rg-x/providers/Microsoft.Storage/storageAccounts/b");
    assertThat(resource("c").body().get("location")).hasToString("\"westeurope\"");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void resourceNamedByAModule_isNoCycle_ifTheModuleReadsAnotherOneOfItsType() {
    workspace
        .file(
            "reader.bicep",
            """
            param id string
            output name string = 'n${reference(id, '2024-01-01').name}'
            """)
        .file(
            "main.bicep",
            """
            var name = reader.outputs.name
            module reader 'reader.bicep' = {
              params: { id: resourceId('Microsoft.Storage/storageAccounts', 'other') }
            }
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: name
              location: 'x'
            }
            """);
    assertThat(workspace.only("main.bicep").key().id()).contains("format('n{0}', reference(");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void moduleOutputs_areComplete_ifOneOfThemIsUsedWhileTheyAreComputed() {
    workspace.file(
        "main.bicep",
        """
        targetScope = 'subscription'
        module one 'account.bicep' = {
          scope: resourceGroup(group.outputs.name)
          params: { name: 'a' }
        }
        module group 'group.bicep' = {
          params: { name: 'rg-y' }
        }
        resource other 'Microsoft.Resources/resourceGroups@2024-03-01' = {
          name: one.outputs.name
          location: one.outputs.place
        }
        """);
    workspace.file(
        "group.bicep",
        """
        targetScope = 'subscription'
        param name string
        resource rg 'Microsoft.Resources/resourceGroups@2024-03-01' = {
          name: name
          location: 'northeurope'
        }
        output name string = rg.name
        """);
    assertThat(resource("a").key().id()).contains("/resourceGroups/rg-y/");
    assertThat(String.valueOf(resource("a").body().get("location"))).contains("'full').location");
    assertThat(workspace.ids("main.bicep")).anyMatch(id -> id.endsWith("/resourceGroups/a"));
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void realCycleOfVariables_isStillReportedOnce() {
    workspace.file(
        "main.bicep",
        """
        var a = b
        var b = a
        resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
          name: a
          location: 'x'
        }
        resource t 'Microsoft.Storage/storageAccounts@2024-01-01' = {
          name: 't${last(split(resourceId('Microsoft.Storage/storageAccounts', b), '/'))}'
          location: 'x'
        }
        """);
    workspace.expand("main.bicep");
    assertThat(workspace.problemTexts())
        .singleElement()
        .satisfies(text -> assertThat(text).contains("depends on itself"));
  }

  @Test
  void deployedResource_mayReadItsStateBeforeTheDeployment() {
    workspace.file(
        "main.bicep",
        """
        resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
          name: 'acc'
          location: 'x'
          tags: union(before.tags, { owner: 'me' })
        }
        resource before 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
          name: 'acc'
        }
        """);
    Resource account = workspace.only("main.bicep");
    assertThat(account.dependsOn()).isEmpty();
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void indexesOfLoops_differBetweenDeployments() {
    workspace
        .file(
            "loop.bicep",
            """
            param names array
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = [for (n, i) in names: {
              name: 'acc${i}'
              location: 'x'
            }]
            """)
        .file(
            "main.bicep",
            """
            param one array
            param two array
            module a 'loop.bicep' = {
              name: 'a'
              params: { names: one }
            }
            module b 'loop.bicep' = {
              name: 'b'
              params: { names: two }
            }
            """);
    assertThat(workspace.ids("main.bicep")).doesNotHaveDuplicates().hasSize(2);
  }
}
