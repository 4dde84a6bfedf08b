package dev.redoubt.engine;

import static dev.redoubt.engine.ConfiguredFolder.STORAGE;
import static dev.redoubt.engine.ConfiguredFolder.VAULT;
import static dev.redoubt.engine.ConfiguredFolder.finding;
import static dev.redoubt.engine.ConfiguredFolder.practice;
import static dev.redoubt.engine.ConfiguredFolder.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the platform provides, as `redoubt.yaml` declares it.
class PlatformFactsTest {

  @TempDir private Path temporary;

  private ConfiguredFolder folder = new ConfiguredFolder(Path.of(""));

  @BeforeEach
  void create() {
    folder = new ConfiguredFolder(temporary);
  }

  private void diagnostics(String expires) {
    folder.file(
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
    folder.file("main.bicep", VAULT);
    assertThat(finding(folder.assess(), "diagnostic-settings").verdict()).isEqualTo(Verdict.FAIL);
    diagnostics("2026-11-27");
    Assessment assessment = folder.assess();
    Finding finding = finding(assessment, "diagnostic-settings");
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
  void factThatLastsForEverOrEnforcesNothingIsReported() {
    folder.file("main.bicep", VAULT);
    diagnostics("2028-11-28");
    assertThat(problems(folder.assess()))
        .singleElement()
        .asString()
        .startsWith("WARNING redoubt.yaml:3 this fact about the platform may be forgotten: ");
    folder.file(
        "redoubt.yaml",
        """
        platform:
          policies:
            - provides: regions
              assignment: allowed-locations
              effect: Audit
              owner: platform team
              expires: 2027-01-01
        """);
    assertThat(problems(folder.assess()))
        .containsExactly(
            "WARNING redoubt.yaml:3 this fact about the platform has no effect: a policy with the"
                + " effect `Audit` enforces nothing");
  }

  @Test
  void expiredFactHasNoEffectAndIsReported() {
    folder.file("main.bicep", VAULT);
    diagnostics("2026-11-26");
    Assessment assessment = folder.assess();
    assertThat(finding(assessment, "diagnostic-settings").verdict()).isEqualTo(Verdict.FAIL);
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
    folder.file("main.bicep", VAULT + STORAGE);
    Assessment without = folder.assess();
    diagnostics("2027-01-01");
    Assessment with = folder.assess();
    assertThat(finding(with, "storage-diagnostic-settings").verdict()).isEqualTo(Verdict.FAIL);
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
    folder
        .file("main.bicep", STORAGE)
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
    assertThat(finding(folder.assess(), "storage-diagnostic-settings").annotations().conditions())
        .hasSize(1);
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
    folder.file("main.bicep", VAULT).file("redoubt.yaml", PLANS);
    Assessment assessment = folder.assess();
    assertThat(practice(assessment, 15).state()).isEqualTo(PracticeState.HOLDS_PARTLY);
    assertThat(practice(assessment, 15).note())
        .contains("conditional on Defender plans of the landing zone", "not judged: 8 conditional");
    assertThat(practice(assessment, 11).note()).contains("conditional on no public access");
    assertThat(practice(assessment, 15).judged()).hasSize(1);
  }

  @Test
  void aPlanOfATemplateTakesPrecedenceOverThePlatform() {
    folder
        .file(
            "main.bicep",
            """
            targetScope = 'subscription'
            resource ai 'Microsoft.Security/pricings@2024-01-01' = {
              name: 'AI'
              properties: { pricingTier: 'Free' }
            }
            """)
        .file("redoubt.yaml", PLANS);
    Assessment assessment = folder.assess();
    assertThat(practice(assessment, 15).state()).isEqualTo(PracticeState.VIOLATED);
    assertThat(assessment.findings())
        .filteredOn(each -> each.control().id().equals("defender-plan"))
        .filteredOn(each -> each.resource().key().namesText().equals("AI"))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.FAIL);
  }

  @Test
  void aFactForATypeThatNoResourceHasIsReported() {
    folder.file("main.bicep", VAULT + STORAGE);
    diagnostics("2027-01-01");
    assertThat(problems(folder.assess())).isEmpty();
    folder.file(
        "redoubt.yaml",
        """
        platform:
          diagnostics:
            - provides: logs
              resourceTypes:
                - Microsoft.KeyVault/vault
                - microsoft.keyvault/vaults
                - Microsoft.Storage/storageAccounts/blobServices
              owner: platform
              expires: 2027-01-01
        """);
    assertThat(problems(folder.assess()))
        .containsExactly(
            "WARNING redoubt.yaml:3 this fact about the platform matches nothing for"
                + " `Microsoft.KeyVault/vault`: no resource has that type");
    assertThat(problems(folder.assess("storage-shared-key"))).isEmpty();
  }

  @Test
  void aPlanThatDoesNotExistIsAnError() {
    folder.file("main.bicep", VAULT).file("redoubt.yaml", PLANS.replace("KeyVaults", "KeyVault"));
    Assessment assessment = folder.assess();
    assertThat(problems(assessment))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .startsWith("ERROR redoubt.yaml:4 `KeyVault` is not a valid value of `plans`")
                    .endsWith("did you mean `KeyVaults`?"));
    assertThat(practice(assessment, 15).note()).doesNotContain("conditional on Defender plans");
  }
}
