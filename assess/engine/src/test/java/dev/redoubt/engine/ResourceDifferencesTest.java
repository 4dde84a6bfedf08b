package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.inventory.InventoryDifference;
import dev.redoubt.findings.inventory.InventoryDifference.ResourceChange;
import dev.redoubt.findings.inventory.InventoryDifference.SettingChange;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceDifferencesTest {

  private static final String TEMPLATE =
      """
      resource nsg 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {
        name: 'nsg1'
        location: 'westeurope'
        properties: {
          securityRules: [
            { name: 'in', properties: { access: 'Allow', sourceAddressPrefix: '10.0.0.0/8' } }
          ]
        }
      }
      resource sql 'Microsoft.Sql/servers@2023-05-01-preview' = {
        name: 'sqlserver1'
        location: 'westeurope'
        properties: { administratorLoginPassword: 'one', minimalTlsVersion: '1.2' }
      }
      """;

  @TempDir private Path folder = Path.of("");

  private WorkloadDescription described(String name, String template) {
    FileTree _ = new FileTree(folder).file(name + "/main.bicep", template);
    AssessmentEngine.Result result =
        new AssessmentEngine(
                DeploymentSettings.UNNAMED,
                ControlCatalog.load(),
                _ -> false,
                ConfiguredFolder.TODAY)
            .assess(name, WorkspaceSources.find(SourceRequest.of(folder.resolve(name))));
    return ((AssessmentEngine.Result.Assessed) result).description();
  }

  private List<String> differences(String old, String now) {
    WorkloadDescription before = described("before", old);
    WorkloadDescription after = described("after", now);
    InventoryDifference difference =
        after.differenceFrom(
            before,
            before.deployments().keySet().iterator().next(),
            after.deployments().keySet().iterator().next());
    List<String> lines = new ArrayList<>();
    for (ResourceChange change : difference.changes()) {
      String line = change.kind().word() + " " + change.key().namesText();
      if (change.settings().isEmpty()) {
        lines.add(line);
      }
      for (SettingChange setting : change.settings()) {
        lines.add(line + " " + setting.path() + ": " + setting.old() + " -> " + setting.now());
      }
    }
    return lines;
  }

  @Test
  void equalTemplatesDifferInNothing() {
    assertThat(differences(TEMPLATE, TEMPLATE)).isEmpty();
  }

  @Test
  void settingInsideOfAnArrayIsADifference() {
    assertThat(differences(TEMPLATE, TEMPLATE.replace("10.0.0.0/8", "*")))
        .containsExactly(
            "changed nsg1 properties.securityRules[0].properties.sourceAddressPrefix: 10.0.0.0/8 ->"
                + " *");
  }

  @Test
  void secretsAreComparedAndNotShown() {
    assertThat(differences(TEMPLATE, TEMPLATE.replace("'one'", "'two'")))
        .containsExactly(
            "changed sqlserver1 properties.administratorLoginPassword: (secret) -> (secret)"
                + " (another value)");
  }

  @Test
  void conditionAndVersionAreDifferences() {
    assertThat(differences(TEMPLATE, TEMPLATE.replace("@2023-09-01", "@2024-01-01")))
        .contains("changed nsg1 apiVersion: 2023-09-01 -> 2024-01-01");
    assertThat(
            differences(
                TEMPLATE,
                "param on bool\n"
                    + TEMPLATE.replace(
                        "2023-05-01-preview' = {", "2023-05-01-preview' = if (on) {")))
        .contains("changed sqlserver1 condition: null -> [parameters('on')]");
  }

  @Test
  void resourceThatOnlyOneHasIsADifference() {
    String more = TEMPLATE + ConfiguredFolder.VAULT;
    assertThat(differences(TEMPLATE, more)).containsExactly("added kv-data");
    assertThat(differences(more, TEMPLATE)).containsExactly("removed kv-data");
  }
}
