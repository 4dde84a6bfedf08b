package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Finding.BaselineState;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is accepted for one finding, by an exemption, a baseline or a fact about the platform, is
/// not accepted for another.
class AcceptedFindingsTest {

  private static final String ANONYMOUS = "storage-anonymous-access";
  private static final String INBOUND = "nsg-internet-inbound";

  private static final String CALL = "module st 'part.bicep' = { name: 'st' }\n";

  @TempDir private Path folder;
  private FileTree tree = new FileTree(Path.of(""));

  @BeforeEach
  void create() {
    tree = new FileTree(folder);
  }

  private static String storage(String declaration) {
    return """
    param x bool
    %s {
      name: 'st'
      location: 'westeurope'
      kind: 'StorageV2'
      sku: { name: 'Standard_LRS' }
      properties: { allowBlobPublicAccess: true }
    }
    """
        .formatted(declaration);
  }

  private static final String DECLARATION =
      "resource st 'Microsoft.Storage/storageAccounts@2023-05-01' =";

  private static String group(String... rules) {
    return """
    resource nsg 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
      name: 'nsg'
      location: 'westeurope'
      properties: {
        securityRules: [
    %s
        ]
      }
    }
    """
        .formatted(String.join("\n", rules));
  }

  private static String rule(String name, String port) {
    return "{ name: '"
        + name
        + "', properties: { access: 'Allow', direction: 'Inbound', protocol: 'Tcp', priority: 100,"
        + " sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*',"
        + " destinationPortRange: '"
        + port
        + "' } }";
  }

  private Assessment assess(String control) {
    WorkspaceSources sources = WorkspaceSources.find(SourceRequest.of(folder));
    AssessmentEngine.Result result =
        new AssessmentEngine(
                DeploymentSettings.UNNAMED,
                ControlCatalog.load(),
                control::equals,
                LocalDate.of(2026, 11, 27))
            .assess("test", sources);
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return ((AssessmentEngine.Result.Assessed) result).assessment();
  }

  private Path baseline() {
    return folder.resolve("baseline.json");
  }

  private void accept(String control) throws IOException {
    Files.writeString(baseline(), FindingBaseline.text(assess(control), baseline()));
  }

  private List<BaselineState> compared(String control) {
    FindingBaseline.Reading read = FindingBaseline.read(baseline());
    assertThat(read).isInstanceOf(FindingBaseline.Reading.Read.class);
    return ((FindingBaseline.Reading.Read) read)
        .baseline().compared(assess(control), baseline()).findings().stream()
            .map(finding -> finding.annotations().baseline())
            .toList();
  }

  @Test
  void anExemptionInOneDeploymentDoesNotConcernAnother() {
    tree.file("part.bicep", storage(DECLARATION).replace("param x bool\n", ""))
        .file(
            "a.bicep",
            "// redoubt:exempt storage-anonymous-access until 2027-01-31 by x: dev only\n" + CALL)
        .file("b.bicep", CALL);
    List<Finding> findings = assess(ANONYMOUS).findings();
    assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.FAIL, Verdict.EXEMPT);
    assertThat(findings.getFirst().deployments()).singleElement().asString().endsWith("b.bicep");
    assertThat(findings.getLast().deployments()).singleElement().asString().endsWith("a.bicep");
  }

  @Test
  void anExemptionOfOneRuleDoesNotConcernTheNext() {
    String exempt = "// redoubt:exempt nsg-internet-inbound until 2027-01-31 by x: jump host\n";
    tree.file("main.bicep", group(exempt + rule("ssh", "22"), rule("all", "3389")));
    assertThat(assess(INBOUND).findings()).extracting(Finding::verdict).contains(Verdict.FAIL);
    tree.file("main.bicep", group(exempt + rule("ssh", "22")));
    assertThat(assess(INBOUND).findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.EXEMPT);
  }

  @Test
  void aFindingOfAnotherDeploymentIsNew() throws IOException {
    tree.file("part.bicep", storage(DECLARATION).replace("param x bool\n", ""))
        .file("a.bicep", CALL);
    accept(ANONYMOUS);
    assertThat(compared(ANONYMOUS)).containsExactly(BaselineState.UNCHANGED);
    tree.file("b.bicep", CALL);
    assertThat(compared(ANONYMOUS)).containsExactly(BaselineState.NEW);
  }

  @Test
  void aFindingThatLosesItsConditionIsNew() throws IOException {
    tree.file("main.bicep", storage(DECLARATION + " if (x)"));
    accept(ANONYMOUS);
    assertThat(compared(ANONYMOUS)).containsExactly(BaselineState.UNCHANGED);
    tree.file("main.bicep", storage(DECLARATION));
    assertThat(compared(ANONYMOUS)).containsExactly(BaselineState.NEW);
  }

  @Test
  void aViolationThatGetsWorseIsNew() throws IOException {
    tree.file("main.bicep", group(rule("ssh", "22")));
    accept(INBOUND);
    assertThat(compared(INBOUND)).containsExactly(BaselineState.UNCHANGED);
    tree.file("main.bicep", group(rule("ssh", "22"), rule("rdp", "3389")));
    assertThat(compared(INBOUND)).containsExactly(BaselineState.NEW);
  }

  @Test
  void aResourceDoesNotTakeThePlaceOfAnother() throws IOException {
    String template =
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "resources": [
            {
              "type": "Microsoft.Storage/storageAccounts",
              "apiVersion": "2023-05-01",
              "name": "%s",
              "location": "westeurope",
              "kind": "StorageV2",
              "sku": { "name": "Standard_LRS" },
              "properties": { "allowBlobPublicAccess": true }
            }
          ]
        }
        """;
    tree.file("main.json", template.formatted("sta"));
    accept(ANONYMOUS);
    assertThat(compared(ANONYMOUS)).containsExactly(BaselineState.UNCHANGED);
    tree.file("main.json", template.formatted("another"));
    assertThat(compared(ANONYMOUS)).containsExactly(BaselineState.NEW);
  }

  private static String assignment(String scope, String principal) {
    return """
    resource st 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: 'st' }
    resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
      name: guid('grant')
      %s
      properties: {
        principalId: '%s'
        principalType: 'ServicePrincipal'
        roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')
      }
    }
    """
        .formatted(scope, principal);
  }

  /// Owner of an account is not owner of its resource group, and one principal is not another.
  @Test
  void aGrantToAnotherPrincipalOrScopeIsNew() throws IOException {
    String control = "privileged-role-assignment";
    String alice = "11111111-1111-1111-1111-111111111111";
    tree.file("main.bicep", assignment("scope: st", alice));
    accept(control);
    assertThat(compared(control)).containsExactly(BaselineState.UNCHANGED);
    tree.file("main.bicep", assignment("", alice));
    assertThat(compared(control)).containsExactly(BaselineState.NEW);
    tree.file("main.bicep", assignment("scope: st", alice.replace('1', '2')));
    assertThat(compared(control)).containsExactly(BaselineState.NEW);
  }

  @Test
  void aFindingUnderAnotherConditionIsNew() throws IOException {
    String text = "param env string\n" + storage(DECLARATION + " if (env == 'dev')");
    tree.file("main.bicep", text);
    accept(ANONYMOUS);
    assertThat(compared(ANONYMOUS)).containsExactly(BaselineState.UNCHANGED);
    tree.file("main.bicep", text.replace("'dev'", "'prod'"));
    assertThat(compared(ANONYMOUS)).containsExactly(BaselineState.NEW);
  }

  /// A pattern is for names, not for the expressions that return them.
  @Test
  void anExemptionDoesNotMatchTheTextOfAnExpression() {
    String exemption =
        """
        exemptions:
          - control: storage-anonymous-access
            resource: '%s'
            owner: alice
            reason: a public data set
            expires: 2027-01-01
        """;
    String unknown = "param devOrProd string\n" + storage(DECLARATION);
    String either = "param env string\n" + storage(DECLARATION);
    tree.file("main.bicep", unknown.replace("'st'", "'st${devOrProd}'"));
    for (String pattern : List.of("*dev*", "[*", "*Prod*", "st?")) {
      tree.file("redoubt.yaml", exemption.formatted(pattern));
      assertThat(verdicts()).as(pattern).containsExactly(Verdict.FAIL);
    }
    for (String pattern : List.of("st*", "st{...}", "*/storageAccounts/st*")) {
      tree.file("redoubt.yaml", exemption.formatted(pattern));
      assertThat(verdicts()).as(pattern).containsExactly(Verdict.EXEMPT);
    }
    tree.file("main.bicep", either.replace("'st'", "env == 'dev' ? 'stdev' : 'stprod'"));
    tree.file("redoubt.yaml", exemption.formatted("*dev*"));
    assertThat(verdicts()).containsExactly(Verdict.FAIL);
    tree.file("redoubt.yaml", exemption.formatted("st*"));
    assertThat(verdicts()).containsExactly(Verdict.EXEMPT);
  }

  private List<Verdict> verdicts() {
    return assess(ANONYMOUS).findings().stream().map(Finding::verdict).toList();
  }

  @Test
  void factsAloneJudgeNothing() {
    tree.file(
            "main.bicep",
            "resource foo 'Microsoft.Foo/bars@2024-01-01' = { name: 'a', location: 'x' }\n")
        .file(
            "redoubt.yaml",
            """
            platform:
              defenderPlans:
                - plans: [StorageAccounts]
                  provides: a plan
                  owner: x
                  expires: 2027-01-31
            """);
    Assessment assessment = assess("defender-plan");
    assertThat(assessment.findings()).hasSize(1).allMatch(Finding::isOnCondition);
    assertThat(assessment.isEmpty()).isTrue();
  }

  @Test
  void aDiagnosticSettingOfTheTemplateTakesPrecedenceOverThePlatform() {
    tree.file(
            "main.bicep",
            """
            resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
              name: 'kv'
              location: 'westeurope'
              properties: { sku: { family: 'A', name: 'standard' }, tenantId: 't' }
            }
            resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
              name: 'logs'
              scope: vault
              properties: {
                workspaceId: 'w'
                logs: [{ categoryGroup: 'allLogs', enabled: false }]
              }
            }
            """)
        .file(
            "redoubt.yaml",
            """
            platform:
              diagnostics:
                - resourceTypes: [Microsoft.KeyVault/vaults]
                  provides: logs
                  owner: x
                  expires: 2027-01-31
            """);
    assertThat(assess("diagnostic-settings").findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.FAIL);
  }
}
