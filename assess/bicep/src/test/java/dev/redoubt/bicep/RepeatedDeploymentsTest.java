package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Resource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests which declarations of one resource are deployed in a certain order.
class RepeatedDeploymentsTest {

  private static final String ACCOUNT =
      """
      param access string
      param name string = 'acc'
      resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
        name: name
        location: 'x'
        properties: { publicNetworkAccess: access }
      }
      output id string = s.id
      """;

  @TempDir private Path folder = Path.of("");
  private TestBicepProject workspace = new TestBicepProject(folder);

  @BeforeEach
  void createFolder() {
    workspace = new TestBicepProject(folder).file("account.bicep", ACCOUNT);
  }

  /// The access of each declaration; a redeployment has a plus.
  private List<String> accesses(String main) {
    workspace.file("main.bicep", main);
    return workspace.managed("main.bicep").stream()
        .filter(each -> each.key().lastName().toString().equals("acc"))
        .map(RepeatedDeploymentsTest::access)
        .toList();
  }

  private static String access(Resource resource) {
    return (resource.isRedeployment() ? "+" : "")
        + resource.body().at("properties.publicNetworkAccess");
  }

  @Test
  void dependentModule_deploysAgain() {
    assertThat(
            accesses(
                """
                module one 'account.bicep' = {
                  params: { access: 'first' }
                }
                module between 'account.bicep' = {
                  params: { access: one.outputs.id, name: 'b' }
                }
                module two 'account.bicep' = {
                  params: { access: 'second' }
                  dependsOn: [between]
                }
                """))
        .containsExactly("\"first\"", "+\"second\"");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void orderOfDeployment_decides_notTheOrderInTheFile() {
    assertThat(
            accesses(
                """
                module two 'account.bicep' = {
                  params: { access: 'second' }
                  dependsOn: [one]
                }
                module three 'account.bicep' = {
                  params: { access: 'third' }
                  dependsOn: [two]
                }
                module one 'account.bicep' = {
                  params: { access: 'first' }
                }
                """))
        .containsExactly("\"first\"", "+\"second\"", "+\"third\"");
  }

  @Test
  void orderIsUnknown_withoutADependency() {
    assertThat(
            accesses(
                """
                module one 'account.bicep' = {
                  params: { access: 'first' }
                }
                module two 'account.bicep' = {
                  params: { access: 'second' }
                }
                module three 'account.bicep' = {
                  params: { access: 'third' }
                  dependsOn: [one]
                }
                """))
        .containsExactly("\"first\"", "\"second\"", "\"third\"");
  }

  @Test
  void orderIsUnknown_ifTheDependencyMayBeAbsent() {
    String template =
        """
        param maybe bool
        module one 'account.bicep' = {
          params: { access: 'first' }
        }
        module between 'account.bicep' = if (%s) {
          params: { access: 'x', name: 'b' }
          dependsOn: [one]
        }
        module two 'account.bicep' = {
          params: { access: 'second' }
          dependsOn: [between]
        }
        """;
    assertThat(accesses(template.formatted("maybe"))).containsExactly("\"first\"", "\"second\"");
    assertThat(accesses(template.formatted("true"))).containsExactly("\"first\"", "+\"second\"");
  }

  @Test
  void moduleWithinAModule_isOrderedByTheOuterOnes() {
    workspace.file(
        "outer.bicep",
        """
        module inner 'account.bicep' = {
          params: { access: 'inner' }
        }
        """);
    assertThat(
            accesses(
                """
                module later 'outer.bicep' = {
                  dependsOn: [s]
                }
                resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
                  name: 'acc'
                  location: 'x'
                  properties: { publicNetworkAccess: 'outer' }
                }
                """))
        .containsExactly("\"outer\"", "+\"inner\"");
  }

  @Test
  void orderIsUnknown_inALoopOfUnknownLength() {
    assertThat(
            accesses(
                """
                param items array
                module one 'account.bicep' = {
                  params: { access: 'first' }
                }
                module two 'account.bicep' = [for item in items: {
                  params: { access: 'second' }
                  dependsOn: [one]
                }]
                """))
        .containsExactly("\"first\"", "\"second\"");
  }
}
