package dev.redoubt.engine;

import static dev.redoubt.engine.ConfiguredFolder.STORAGE;
import static dev.redoubt.engine.ConfiguredFolder.VAULT;
import static dev.redoubt.engine.ConfiguredFolder.finding;
import static dev.redoubt.engine.ConfiguredFolder.problems;
import static dev.redoubt.engine.ConfiguredFolder.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.SeverityChange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The effect of other settings of `redoubt.yaml` on findings.
class ConfiguredAssessmentTest {

  @TempDir private Path temporary;

  private ConfiguredFolder folder = new ConfiguredFolder(Path.of(""));

  @BeforeEach
  void create() {
    folder = new ConfiguredFolder(temporary);
  }

  @Test
  void severityOverrideIsReported() {
    folder
        .file("main.bicep", STORAGE)
        .file("redoubt.yaml", "severity: { storage-shared-key: critical }\n");
    Assessment assessment = folder.assess();
    assertThat(finding(assessment, "storage-shared-key").control().severity())
        .isEqualTo(Severity.CRITICAL);
    assertThat(assessment.settings().severities())
        .extracting(SeverityChange::isLower)
        .containsExactly(false);
    assertThat(assessment.controls())
        .filteredOn(each -> each.id().equals("storage-shared-key"))
        .extracting(each -> each.severity())
        .containsExactly(Severity.CRITICAL);
    assertThat(assessment.assumptions())
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith(
                        "the severity of `storage-shared-key` is critical instead of high"));
  }

  @Test
  void tagsAndRegionsAreThoseOfTheConfiguration() {
    folder
        .file("main.bicep", VAULT + STORAGE.replace("kind:", "tags: { class: 'C9' }\n  kind:"))
        .file(
            "redoubt.yaml",
            """
            tags:
              required: [owner, class]
              classification: { name: class, values: [C1, C2, C3], sensitive: [C2], highlySensitive: [C3] }
            allowedRegions: [westeurope]
            """);
    Assessment assessment = folder.assess();
    assertThat(verdicts(assessment, "required-tags"))
        .containsExactlyInAnyOrder("kv-data pass", "stdata fail");
    assertThat(verdicts(assessment, "data-classification-tag")).containsExactly("stdata fail");
    assertThat(verdicts(assessment, "allowed-regions"))
        .contains("kv-data pass", "stdata fail")
        .hasSize(2);
    folder.file("main.bicep", STORAGE.replace("kind:", "tags: { class: 'C2' }\n  kind:"));
    assertThat(verdicts(folder.assess(), "data-classification-tag")).containsExactly("stdata pass");
    assertThat(verdicts(folder.assess(), "storage-customer-managed-key"))
        .containsExactly("stdata fail");
  }

  @Test
  void regionWithSpacesAndWithoutARegionComply() {
    folder
        .file(
            "main.bicep",
            STORAGE.replace("'northeurope'", "'West Europe'")
                + "resource z 'Microsoft.Network/privateDnsZones@2020-06-01' = {\n"
                + "  name: 'privatelink.blob.core.windows.net'\n  location: 'global'\n}\n")
        .file("redoubt.yaml", "allowedRegions: westeurope\n");
    assertThat(verdicts(folder.assess(), "allowed-regions"))
        .isNotEmpty()
        .allMatch(each -> each.endsWith(" pass"));
  }

  @Test
  void unknownRegionIsUnknown() {
    folder
        .file("main.bicep", "param region string\n" + STORAGE.replace("'northeurope'", "region"))
        .file("redoubt.yaml", "allowedRegions: westeurope\n");
    assertThat(verdicts(folder.assess(), "allowed-regions")).contains("stdata unknown");
  }

  @Test
  void unusedSettingsAreAssumptions() {
    folder
        .file("main.bicep", VAULT)
        .file(
            "redoubt.yaml",
            """
            workload: { name: credit, sensitivity: confidential, crownJewels: [kv-data] }
            personas:
              data-scientist: 11111111-2222-3333-4444-555555555555
            """);
    Assessment assessment = folder.assess();
    assertThat(assessment.name()).isEqualTo("credit");
    assertThat(assessment.assumptions())
        .contains(
            "settings of `"
                + temporary.resolve("redoubt.yaml")
                + "` that are read and have no effect on verdicts yet: `workload.crownJewels`,"
                + " `personas`");
  }

  private static final String LOWER =
      "severity:\n  storage-shared-key: { to: low, owner: alice, reason: a test, expires: %s }\n";

  @Test
  void lowerSeverityHasAnOwnerAndALastDay() {
    folder.file("main.bicep", STORAGE).file("redoubt.yaml", LOWER.formatted("2026-11-27"));
    Assessment assessment = folder.assess();
    assertThat(problems(assessment)).isEmpty();
    assertThat(finding(assessment, "storage-shared-key").control().severity())
        .isEqualTo(Severity.LOW);
    assertThat(assessment.settings().severities())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.isLower()).isTrue();
              assertThat(change.from()).isEqualTo(Severity.HIGH);
              assertThat(change.owner()).isEqualTo("alice");
              assertThat(change.origin().line()).isEqualTo(2);
            });
    assertThat(assessment.assumptions())
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("the severity of `storage-shared-key` is low instead of high")
                    .endsWith("; alice answers for it until 2026-11-27: a test"));
  }

  @Test
  void lowerSeverityWithoutAnOwnerIsAnErrorAndHasNoEffect() {
    folder
        .file("main.bicep", STORAGE)
        .file("redoubt.yaml", "severity:\n  storage-shared-key: low\n");
    Assessment assessment = folder.assess();
    assertThat(finding(assessment, "storage-shared-key").control().severity())
        .isEqualTo(Severity.HIGH);
    assertThat(assessment.settings().severities()).isEmpty();
    assertThat(problems(assessment))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .startsWith("ERROR redoubt.yaml:2 `low` is lower than `high`")
                    .contains("needs an owner, a reason and a last day"));
  }

  @Test
  void expiredSeverityHasNoEffectAndIsReported() {
    folder.file("main.bicep", STORAGE).file("redoubt.yaml", LOWER.formatted("2026-11-26"));
    Assessment assessment = folder.assess();
    assertThat(finding(assessment, "storage-shared-key").control().severity())
        .isEqualTo(Severity.HIGH);
    assertThat(assessment.settings().severities()).isEmpty();
    assertThat(problems(assessment))
        .containsExactly(
            "WARNING redoubt.yaml:2 this severity expired on 2026-11-26 (owner: alice) and no"
                + " longer applies; `storage-shared-key` is high again");
  }

  @Test
  void lowerSeverityForYearsIsReported() {
    folder.file("main.bicep", STORAGE).file("redoubt.yaml", LOWER.formatted("2029-01-01"));
    assertThat(problems(folder.assess()))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .startsWith("WARNING redoubt.yaml:2 this lower severity may be forgotten"));
  }

  private Assessment classified(String value, String classification) {
    folder
        .file(
            "main.bicep",
            """
            resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
              name: 'vm'
              location: 'westeurope'
              tags: { dc: '%s' }
              properties: { hardwareProfile: { vmSize: 'Standard_D4ds_v5' } }
            }
            """
                .formatted(value))
        .file("redoubt.yaml", "tags:\n  classification: { name: dc, " + classification + " }\n");
    return folder.assess();
  }

  @Test
  void classificationThatLeavesAControlWithoutValuesIsAnError() {
    for (String classification :
        List.of(
            "values: [C1, C2, C3, C4], sensitive: [C3, C4]",
            "values: [C1, C2]",
            "sensitive: [C3]",
            "highlySensitive: [C4]",
            "values: [C1, C2, C3], sensitive: [C3], highlySensitive: [C2]")) {
      assertThat(problems(classified("C4", classification)))
          .as(classification)
          .isNotEmpty()
          .allMatch(each -> each.startsWith("ERROR redoubt.yaml:2 "));
    }
  }

  @Test
  void classificationWithValuesForEveryControlIsJudged() {
    Assessment assessment =
        classified("C4", "values: [C1, C4], sensitive: [C4], highlySensitive: [C4]");
    assertThat(problems(assessment)).isEmpty();
    assertThat(verdicts(assessment, "confidential-compute")).containsExactly("vm fail");
    assertThat(problems(classified("Restricted", "values: [public, Restricted]"))).isEmpty();
    assertThat(verdicts(folder.assess(), "confidential-compute")).containsExactly("vm fail");
    assertThat(problems(classified("restricted", "values: [public]"))).hasSize(2);
  }

  @Test
  void noSensitiveValueIsAnAssumption() {
    Assessment assessment = classified("C1", "values: [C1], sensitive: [], highlySensitive: []");
    assertThat(problems(assessment)).isEmpty();
    assertThat(assessment.assumptions())
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith(
                        "no value of the classification tag is in"
                            + " `tags.classification.highlySensitive`")
                    .endsWith("so these controls apply to nothing: `confidential-compute`"))
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith(
                        "no value of the classification tag is in"
                            + " `tags.classification.sensitive`")
                    .contains("`storage-customer-managed-key`", "`sql-customer-managed-key`"));
  }

  private static final String CUSTOMER_KEY = "storage-customer-managed-key";

  private Assessment sensitive(String sensitivity, String tags) {
    folder
        .file("main.bicep", STORAGE.replace("kind:", "tags: { " + tags + " }\n  kind:"))
        .file("redoubt.yaml", "workload: { sensitivity: " + sensitivity + " }\n");
    return folder.assess();
  }

  @Test
  void aResourceWithoutTheTagIsJudgedByTheSensitivityOfTheWorkload() {
    Assessment assessment = sensitive("Confidential", "owner: 'a'");
    assertThat(verdicts(assessment, CUSTOMER_KEY)).containsExactly("stdata fail");
    assertThat(assessment.assumptions())
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith(
                        "resources without the tag for the data classification are judged as"
                            + " `Confidential`, the sensitivity of the workload, which is"
                            + " sensitive"));
    assertThat(verdicts(sensitive("confidential", "dataClassification: 'public'"), CUSTOMER_KEY))
        .isEmpty();
    Assessment other = sensitive("secret", "owner: 'a'");
    assertThat(verdicts(other, CUSTOMER_KEY)).isEmpty();
    assertThat(other.assumptions())
        .anySatisfy(each -> assertThat(each).contains("which is not one of the sensitive values"));
  }

  @Test
  void aSensitivityThatIsNoValueOfTheTagIsAnError() {
    assertThat(problems(sensitive("confidental", "owner: 'a'")))
        .singleElement()
        .asString()
        .startsWith(
            "ERROR redoubt.yaml:1 `sensitivity` is `confidental`, which is none of the values");
    assertThat(problems(sensitive("internal", "owner: 'a'"))).isEmpty();
    folder.file(
        "redoubt.yaml",
        """
        workload: { sensitivity: C9 }
        tags: { classification: { name: class, values: [C1, C2], sensitive: [C2], highlySensitive: [] } }
        """);
    assertThat(problems(folder.assess()))
        .containsExactly(
            "ERROR redoubt.yaml:1 `sensitivity` is `C9`, which is none of the values of the"
                + " classification tag: `C1`, `C2`");
  }

  @Test
  void anEmptyClassIsNoClass() {
    assertThat(verdicts(sensitive("confidential", "dataClassification: ''"), CUSTOMER_KEY))
        .containsExactly("stdata fail");
  }

  @Test
  void theSensitivityOfTheWorkloadOnlyAddsViolations() {
    for (String tags :
        List.of("owner: 'a'", "dataClassification: 'public'", "dataClassification: 'personal'")) {
      Assessment with = sensitive("restricted", tags);
      folder.file("redoubt.yaml", "");
      Assessment without = folder.assess();
      List<String> before =
          without.findings().stream().map(each -> each.id() + each.verdict()).toList();
      assertThat(with.findings().stream().map(each -> each.id() + each.verdict()).toList())
          .containsAll(before);
    }
  }
}
