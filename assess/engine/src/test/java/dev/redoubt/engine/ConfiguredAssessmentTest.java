package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The effect of `redoubt.yaml` and of comments on findings and practices.
class ConfiguredAssessmentTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  private static final String VAULT =
      """
      resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
        name: 'kv-data'
        location: 'westeurope'
        tags: { owner: 'a', environment: 'prod', class: 'C1' }
        properties: {
          tenantId: subscription().tenantId
          sku: { family: 'A', name: 'standard' }
          enableRbacAuthorization: true
          publicNetworkAccess: 'Disabled'
          enablePurgeProtection: true
        }
      }
      """;

  private static final String STORAGE =
      """
      resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stdata'
        location: 'northeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: {
          allowBlobPublicAccess: false
          allowSharedKeyAccess: true
        }
      }
      """;

  @TempDir private Path folder;

  private FileTree tree;

  @BeforeEach
  void tree() {
    tree = new FileTree(folder);
  }

  private Assessment assess(String... wanted) {
    WorkspaceSources sources = WorkspaceSources.find(SourceRequest.of(folder));
    Set<String> ids = Set.of(wanted);
    AssessmentEngine.Result result =
        new AssessmentEngine(
                DeploymentSettings.UNNAMED,
                ControlCatalog.load(),
                id -> ids.isEmpty() || ids.contains(id),
                TODAY)
            .assess("test", sources);
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return ((AssessmentEngine.Result.Assessed) result).assessment();
  }

  private static Finding of(Assessment assessment, String control) {
    List<Finding> found =
        assessment.findings().stream()
            .filter(finding -> finding.control().id().equals(control))
            .toList();
    assertThat(found).as(control).hasSize(1);
    return found.getFirst();
  }

  private static List<String> problems(Assessment assessment) {
    return assessment.problems().stream()
        .map(
            each ->
                each.severity()
                    + " "
                    + Path.of(assessment.files().locate(each.origin()).file()).getFileName()
                    + ":"
                    + each.origin().line()
                    + " "
                    + each.message())
        .toList();
  }

  private static Practice practice(Assessment assessment, int number) {
    return assessment.practices().get(number - 1);
  }

  private void exempt(String control, String where, String expires) {
    tree.file(
        "redoubt.yaml",
        """
        exemptions:
          - control: %s
            %s
            owner: alice
            reason: a legacy client
            ticket: SEC-1
            expires: %s
        """
            .formatted(control, where, expires));
  }

  @Test
  void exemptionByNameSymbolIdOrPathAcceptsAViolation() {
    for (String where :
        List.of(
            "resource: stdata",
            "resource: ST*TA",
            "resource: store",
            "resource: '*/storageAccounts/stdata'",
            "path: main.bicep",
            "path: '**/*.bicep'",
            "{ resource: '*', path: '*' }"
                .replace("{ ", "")
                .replace(" }", "")
                .replace(", ", "\n    "))) {
      tree.file("main.bicep", STORAGE);
      exempt("storage-shared-key", where, "2026-11-27");
      Assessment assessment = assess();
      Finding finding = of(assessment, "storage-shared-key");
      assertThat(finding.verdict()).as(where).isEqualTo(Verdict.EXEMPT);
      assertThat(finding.annotations().exemption())
          .satisfies(
              exemption -> {
                assertThat(exemption.owner()).isEqualTo("alice");
                assertThat(exemption.ticket()).isEqualTo("SEC-1");
              });
      assertThat(problems(assessment)).as(where).isEmpty();
    }
  }

  @Test
  void expiredExemptionDoesNotApplyAndIsReported() {
    tree.file("main.bicep", STORAGE);
    exempt("storage-shared-key", "resource: stdata", "2026-11-26");
    Assessment assessment = assess();
    assertThat(of(assessment, "storage-shared-key").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(problems(assessment))
        .containsExactly(
            "WARNING redoubt.yaml:2 this exemption expired on 2026-11-26 (owner: alice) and no"
                + " longer applies to 1 finding");
  }

  @Test
  void exemptionThatMatchesNothingIsReportedAndAPassIsNotTouched() {
    tree.file("main.bicep", STORAGE);
    exempt("storage-anonymous-access", "resource: stdata", "2027-01-01");
    Assessment assessment = assess();
    assertThat(of(assessment, "storage-anonymous-access").verdict()).isEqualTo(Verdict.PASS);
    assertThat(problems(assessment))
        .containsExactly(
            "WARNING redoubt.yaml:2 this exemption matches no violation and no unknown verdict;"
                + " remove it, or put it above the declaration if other lines decide as well");
    assertThat(problems(assess("storage-shared-key"))).isEmpty();
  }

  @Test
  void exemptionForAControlThatDoesNotExistIsAnError() {
    tree.file("main.bicep", STORAGE);
    exempt("storage-shared-keys", "resource: stdata", "2027-01-01");
    assertThat(problems(assess()))
        .contains(
            "ERROR redoubt.yaml:2 there is no control `storage-shared-keys`; `redoubt controls"
                + " list` lists them");
  }

  @Test
  void exemptFindingNeverMakesAPracticeHold() {
    tree.file("main.bicep", STORAGE);
    exempt("storage-shared-key", "resource: stdata", "2027-01-01");
    Practice alone = practice(assess("storage-shared-key"), 6);
    assertThat(alone.state()).isEqualTo(PracticeState.NOT_ASSESSED);
    assertThat(alone.note()).isEqualTo("1 of 1 checks exempt, none passed");
    tree.file(
        "more.bicep", STORAGE.replace("stdata", "stmore").replace("Access: true", "Access: false"));
    Practice both = practice(assess("storage-shared-key"), 6);
    assertThat(both.state()).isEqualTo(PracticeState.HOLDS_PARTLY);
    assertThat(both.note()).startsWith("1 check passed, 1 exempt; not judged: ");
  }

  @Test
  void commentAboveAPropertyOrDeclarationExempts() {
    String comment =
        "// redoubt:exempt storage-shared-key until 2027-03-31 by alice (SEC-1): legacy\n";
    for (String text :
        List.of(
            comment + STORAGE,
            comment + "\n// why\n@description('the\\nstore')\n" + STORAGE,
            STORAGE.replace("    allowShared", comment + "    allowShared"),
            STORAGE.replace("Access: true", "Access: true " + comment.strip()))) {
      tree.file("main.bicep", text);
      Assessment assessment = assess();
      assertThat(of(assessment, "storage-shared-key").verdict()).as(text).isEqualTo(Verdict.EXEMPT);
      assertThat(problems(assessment)).as(text).isEmpty();
    }
  }

  @Test
  void commentInTheWrongPlaceMalformedOrExpiredIsReported() {
    tree.file(
        "main.bicep",
        """
        // redoubt:exempt storage-shared-key until 2027-03-31 by alice: wrong place
        param unused string = 'redoubt:exempt in a string'
        // redoubt:exempt storage-shared-key by alice: no date
        // redoubt:exempt storage-shared-key until 2026-01-31 by alice: expired
        """
            + STORAGE);
    Assessment assessment = assess();
    assertThat(of(assessment, "storage-shared-key").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(problems(assessment))
        .anySatisfy(
            each -> assertThat(each).startsWith("WARNING main.bicep:1 this exemption matches"))
        .anySatisfy(
            each -> assertThat(each).startsWith("WARNING main.bicep:3 an exemption is written"))
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("WARNING main.bicep:4 this exemption expired on 2026-01-31"));
  }

  @Test
  void commentInAnArmTemplateExempts() {
    tree.file(
        "main.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "resources": [
            {
              "type": "Microsoft.Storage/storageAccounts",
              "apiVersion": "2023-05-01",
              "name": "stdata",
              "location": "westeurope",
              "kind": "StorageV2",
              "sku": { "name": "Standard_LRS" },
              "properties": {
                // redoubt:exempt storage-shared-key until 2027-03-31 by alice: "legacy" client
                "allowSharedKeyAccess": true
              }
            }
          ]
        }
        """);
    Assessment assessment = assess();
    assertThat(of(assessment, "storage-shared-key").verdict()).isEqualTo(Verdict.EXEMPT);
    assertThat(problems(assessment)).isEmpty();
  }

  private void diagnostics(String expires) {
    tree.file(
        "redoubt.yaml",
        """
        platform:
          diagnostics:
            - provides: diagnostic settings by policy
              resourceTypes: [Microsoft.KeyVault/vaults]
              owner: platform team
              expires: %s
        """
            .formatted(expires));
  }

  @Test
  void whatThePlatformProvidesIsAPassOnCondition() {
    tree.file("main.bicep", VAULT);
    assertThat(of(assess(), "diagnostic-settings").verdict()).isEqualTo(Verdict.FAIL);
    diagnostics("2026-11-27");
    Assessment assessment = assess();
    Finding finding = of(assessment, "diagnostic-settings");
    assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
    assertThat(finding.annotations().conditions())
        .extracting(PlatformFact::owner)
        .containsExactly("platform team");
    assertThat(practice(assessment, 14).note())
        .contains("conditional on diagnostic settings by policy (platform team, until 2026-11-27)");
    assertThat(assessment.settings().platform()).hasSize(1);
    assertThat(assessment.assumptions())
        .anySatisfy(each -> assertThat(each).contains("1 verdict is conditional on it"));
    assertThat(assessment.resourceCount()).isEqualTo(1);
  }

  @Test
  void expiredFactHasNoEffectAndIsReported() {
    tree.file("main.bicep", VAULT);
    diagnostics("2026-11-26");
    Assessment assessment = assess();
    assertThat(of(assessment, "diagnostic-settings").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(assessment.settings().platform()).isEmpty();
    assertThat(problems(assessment))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .startsWith("WARNING redoubt.yaml:3 this fact about the platform expired"));
  }

  @Test
  void factDoesNotCoverOtherTypesAndDoesNotChangeAPassOrOtherControls() {
    tree.file("main.bicep", VAULT + STORAGE);
    Assessment without = assess();
    diagnostics("2027-01-01");
    Assessment with = assess();
    assertThat(of(with, "storage-diagnostic-settings").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(
            with.findings().stream()
                .filter(each -> !each.control().id().equals("diagnostic-settings")))
        .usingRecursiveFieldByFieldElementComparatorOnFields("id", "verdict")
        .containsExactlyInAnyOrderElementsOf(
            without.findings().stream()
                .filter(each -> !each.control().id().equals("diagnostic-settings"))
                .toList());
  }

  @Test
  void platformLogsOfABlobServiceSatisfyItsControl() {
    tree.file("main.bicep", STORAGE)
        .file(
            "redoubt.yaml",
            """
            platform:
              diagnostics:
                - provides: logs of storage
                  resourceTypes: [Microsoft.Storage/storageAccounts/blobServices]
                  owner: platform
                  expires: 2027-01-01
            """);
    assertThat(of(assess(), "storage-diagnostic-settings").annotations().conditions()).hasSize(1);
  }

  private static final String PLANS =
      """
      platform:
        defenderPlans:
          - provides: Defender plans of the landing zone
            plans: [AI, Arm, CloudPosture, Containers, CosmosDbs, KeyVaults, SqlServers, StorageAccounts]
            owner: security
            expires: 2027-01-01
        policies:
          - provides: no public access
            assignment: deny-public
            effect: Deny
            owner: platform
            expires: 2027-01-01
      """;

  @Test
  void plansAndPoliciesOfThePlatformHoldOnCondition() {
    tree.file("main.bicep", VAULT).file("redoubt.yaml", PLANS);
    Assessment assessment = assess();
    assertThat(practice(assessment, 15).state()).isEqualTo(PracticeState.HOLDS_PARTLY);
    assertThat(practice(assessment, 15).note())
        .contains("conditional on Defender plans of the landing zone", "not judged: 8 conditional");
    assertThat(practice(assessment, 11).note()).contains("conditional on no public access");
    assertThat(practice(assessment, 15).judged()).hasSize(1);
  }

  @Test
  void aPlanOfATemplateTakesPrecedenceOverThePlatform() {
    tree.file(
            "main.bicep",
            """
            targetScope = 'subscription'
            resource ai 'Microsoft.Security/pricings@2024-01-01' = {
              name: 'AI'
              properties: { pricingTier: 'Free' }
            }
            """)
        .file("redoubt.yaml", PLANS);
    Assessment assessment = assess();
    assertThat(practice(assessment, 15).state()).isEqualTo(PracticeState.VIOLATED);
    assertThat(assessment.findings())
        .filteredOn(each -> each.control().id().equals("defender-plan"))
        .filteredOn(each -> each.resource().key().namesText().equals("AI"))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.FAIL);
  }

  @Test
  void severityOverrideIsReported() {
    tree.file("main.bicep", STORAGE)
        .file("redoubt.yaml", "severity: { storage-shared-key: low }\n");
    Assessment assessment = assess();
    assertThat(of(assessment, "storage-shared-key").control().severity()).isEqualTo(Severity.LOW);
    assertThat(assessment.controls())
        .filteredOn(each -> each.id().equals("storage-shared-key"))
        .extracting(each -> each.severity())
        .containsExactly(Severity.LOW);
    assertThat(assessment.assumptions())
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("the severity of `storage-shared-key` is low instead of"));
  }

  @Test
  void tagsAndRegionsAreThoseOfTheConfiguration() {
    tree.file("main.bicep", VAULT + STORAGE.replace("kind:", "tags: { class: 'C9' }\n  kind:"))
        .file(
            "redoubt.yaml",
            """
            tags:
              required: [owner, class]
              classification: { name: class, values: [C1, C2, C3], sensitive: [C2], highlySensitive: [C3] }
            allowedRegions: [westeurope]
            """);
    Assessment assessment = assess();
    assertThat(verdicts(assessment, "required-tags"))
        .containsExactlyInAnyOrder("kv-data pass", "stdata fail");
    assertThat(verdicts(assessment, "data-classification-tag")).containsExactly("stdata fail");
    assertThat(verdicts(assessment, "allowed-regions"))
        .contains("kv-data pass", "stdata fail")
        .hasSize(2);
    tree.file("main.bicep", STORAGE.replace("kind:", "tags: { class: 'C2' }\n  kind:"));
    assertThat(verdicts(assess(), "data-classification-tag")).containsExactly("stdata pass");
    assertThat(verdicts(assess(), "storage-customer-managed-key")).containsExactly("stdata fail");
  }

  private static List<String> verdicts(Assessment assessment, String control) {
    return assessment.findings().stream()
        .filter(each -> each.control().id().equals(control))
        .map(each -> each.resource().key().namesText() + " " + each.verdict().word())
        .toList();
  }

  @Test
  void regionWithSpacesAndWithoutARegionComply() {
    tree.file(
            "main.bicep",
            STORAGE.replace("'northeurope'", "'West Europe'")
                + "resource z 'Microsoft.Network/privateDnsZones@2020-06-01' = {\n"
                + "  name: 'privatelink.blob.core.windows.net'\n  location: 'global'\n}\n")
        .file("redoubt.yaml", "allowedRegions: westeurope\n");
    assertThat(verdicts(assess(), "allowed-regions"))
        .isNotEmpty()
        .allMatch(each -> each.endsWith(" pass"));
  }

  @Test
  void unknownRegionIsUnknown() {
    tree.file("main.bicep", "param region string\n" + STORAGE.replace("'northeurope'", "region"))
        .file("redoubt.yaml", "allowedRegions: westeurope\n");
    assertThat(verdicts(assess(), "allowed-regions")).contains("stdata unknown");
  }

  private static final String POLICY =
      """
      {
        "name": "Allowed SKU",
        "properties": {
          "displayName": "Storage uses an allowed SKU",
          "mode": "Indexed",
          "metadata": { "severity": "High" },
          "parameters": { "skus": { "type": "Array" } },
          "policyRule": {
            "if": {
              "allOf": [
                { "field": "type", "equals": "Microsoft.Storage/storageAccounts" },
                { "field": "Microsoft.Storage/storageAccounts/sku.name", "notIn": "[parameters('skus')]" }
              ]
            },
            "then": { "effect": "deny" }
          }
        }
      }
      """;

  @Test
  void policiesOfAFolderAreControls() {
    tree.file("main.bicep", STORAGE)
        .file("policies/sku.json", POLICY)
        .file(
            "policies/assignments/sku.json",
            """
            {
              "name": "sku",
              "properties": {
                "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/Allowed SKU",
                "parameters": { "skus": { "value": ["Standard_ZRS"] } }
              }
            }
            """)
        .file("redoubt.yaml", "policies: policies\n");
    Assessment assessment = assess();
    assertThat(problems(assessment)).isEmpty();
    Finding finding = of(assessment, "policy-sku");
    assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(finding.control().severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.control().title()).isEqualTo("Storage uses an allowed SKU");
    tree.file("policies/assignments/sku.json", "{}");
    assessment = assess();
    assertThat(of(assessment, "policy-allowed-sku").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(problems(assessment))
        .singleElement()
        .satisfies(each -> assertThat(each).contains("neither a policy definition nor"));
  }

  @Test
  void invalidPolicyIsAnErrorWithALocation() {
    tree.file("main.bicep", STORAGE)
        .file("policies/bad.json", "{\n \"properties\": { \"policyRule\": { \"then\": {} } } }")
        .file("redoubt.yaml", "policies: policies\n");
    assertThat(assess().problems()).extracting(Problem::severity).contains(Problem.Severity.ERROR);
  }

  @Test
  void severalConfigurationsMayOnlyListDeployments() {
    tree.file("a/main.bicep", STORAGE)
        .file("b/main.bicep", VAULT)
        .file("a/redoubt.yaml", "allowedRegions: westeurope\n")
        .file("b/redoubt.yaml", "workload: { name: b }\n");
    WorkspaceSources sources =
        WorkspaceSources.find(SourceRequest.of(folder.resolve("a"), folder.resolve("b")));
    assertThat(sources.problems())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.severity()).isEqualTo(Problem.Severity.ERROR);
              assertThat(each.message()).contains("cannot apply to several assessed folders");
            });
    assertThat(sources.configuration().allowedRegions()).isEmpty();
  }

  @Test
  void unusedSettingsAreAssumptions() {
    tree.file("main.bicep", VAULT)
        .file(
            "redoubt.yaml",
            """
            workload: { name: credit, sensitivity: confidential, crownJewels: [kv-data] }
            personas:
              data-scientist: 11111111-2222-3333-4444-555555555555
            """);
    Assessment assessment = assess();
    assertThat(assessment.name()).isEqualTo("credit");
    assertThat(assessment.assumptions())
        .contains(
            "settings of `"
                + folder.resolve("redoubt.yaml")
                + "` that are read and have no effect on verdicts yet: `workload.sensitivity`,"
                + " `workload.crownJewels`, `personas`");
  }
}
