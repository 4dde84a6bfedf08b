package dev.redoubt.engine;

import static dev.redoubt.engine.ConfiguredFolder.STORAGE;
import static dev.redoubt.engine.ConfiguredFolder.VAULT;
import static dev.redoubt.engine.ConfiguredFolder.finding;
import static dev.redoubt.engine.ConfiguredFolder.practice;
import static dev.redoubt.engine.ConfiguredFolder.problems;
import static dev.redoubt.engine.ConfiguredFolder.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The exemptions of `redoubt.yaml`.
class ExemptionsTest {

  @TempDir private Path temporary;

  private ConfiguredFolder folder = new ConfiguredFolder(Path.of(""));

  @BeforeEach
  void create() {
    folder = new ConfiguredFolder(temporary);
  }

  private void exempt(String control, String where, String expires) {
    folder.file(
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
            "symbol: store",
            "symbol: '*'\n    resource: st*",
            "resource: '*/storageAccounts/stdata'",
            "path: main.bicep",
            "path: '**/main.bicep'",
            "resource: '*'\n    path: main.*")) {
      folder.file("main.bicep", STORAGE);
      exempt("storage-shared-key", where, "2026-11-27");
      Assessment assessment = folder.assess();
      Finding finding = finding(assessment, "storage-shared-key");
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
    folder.file("main.bicep", STORAGE);
    exempt("storage-shared-key", "resource: stdata", "2026-11-26");
    Assessment assessment = folder.assess();
    Finding finding = finding(assessment, "storage-shared-key");
    assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(finding.annotations().exemption()).isNull();
    assertThat(finding.annotations().expired())
        .satisfies(expired -> assertThat(expired.expires()).hasToString("2026-11-26"));
    assertThat(problems(assessment))
        .containsExactly(
            "WARNING redoubt.yaml:2 this exemption expired on 2026-11-26 (owner: alice) and no"
                + " longer applies to 1 finding");
  }

  @Test
  void exemptionThatMatchesNothingIsReportedAndAPassIsNotTouched() {
    folder.file("main.bicep", STORAGE);
    exempt("storage-anonymous-access", "resource: stdata", "2027-01-01");
    Assessment assessment = folder.assess();
    assertThat(finding(assessment, "storage-anonymous-access").verdict()).isEqualTo(Verdict.PASS);
    assertThat(problems(assessment))
        .containsExactly(
            "WARNING redoubt.yaml:2 this exemption matches no violation and no unknown verdict;"
                + " remove it");
    assertThat(problems(folder.assess("storage-shared-key"))).isEmpty();
  }

  @Test
  void exemptionForAControlThatDoesNotExistIsAnError() {
    folder.file("main.bicep", STORAGE);
    exempt("storage-shared-keys", "resource: stdata", "2027-01-01");
    assertThat(problems(folder.assess()))
        .containsExactly(
            "ERROR redoubt.yaml:2 there is no control `storage-shared-keys`; `redoubt controls"
                + " list` lists them");
  }

  @Test
  void exemptFindingNeverMakesAPracticeHold() {
    folder.file("main.bicep", STORAGE);
    exempt("storage-shared-key", "resource: stdata", "2027-01-01");
    Practice alone = practice(folder.assess("storage-shared-key"), 6);
    assertThat(alone.state()).isEqualTo(PracticeState.NOT_ASSESSED);
    assertThat(alone.note()).isEqualTo("1 of 1 checks exempt, none passed");
    folder.file(
        "more.bicep", STORAGE.replace("stdata", "stmore").replace("Access: true", "Access: false"));
    Practice both = practice(folder.assess("storage-shared-key"), 6);
    assertThat(both.state()).isEqualTo(PracticeState.HOLDS_PARTLY);
    assertThat(both.note()).startsWith("1 check passed, 1 exempt; not judged: ");
  }

  @Test
  void aSymbolicNameIsNoNameAndTheMessageSaysSo() {
    folder
        .file("main.bicep", STORAGE.replace("resource store", "resource stdata2"))
        .file("other.bicep", VAULT + STORAGE.replace("stdata", "stother"));
    exempt("storage-shared-key", "resource: store", "2027-01-01");
    Assessment assessment = folder.assess();
    assertThat(verdicts(assessment, "storage-shared-key"))
        .containsExactlyInAnyOrder("stdata fail", "stother fail");
    assertThat(problems(assessment))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .startsWith("WARNING redoubt.yaml:2 this exemption matches no violation")
                    .endsWith("it is a symbolic name, so write `symbol: store`"));
  }

  @Test
  void aNameAndASymbolicNameOfAnotherResourceAreNotExemptTogether() {
    folder
        .file("a.bicep", STORAGE.replace("stdata", "store").replace("resource store", "resource a"))
        .file("b.bicep", STORAGE.replace("stdata", "stb"));
    exempt("storage-shared-key", "resource: store", "2027-01-01");
    assertThat(verdicts(folder.assess(), "storage-shared-key"))
        .containsExactlyInAnyOrder("store exempt", "stb fail");
    exempt("storage-shared-key", "symbol: store", "2027-01-01");
    assertThat(verdicts(folder.assess(), "storage-shared-key"))
        .containsExactlyInAnyOrder("store fail", "stb exempt");
  }

  @Test
  void exemptionForEverythingOrForYearsIsReported() {
    folder.file("main.bicep", STORAGE);
    for (String where :
        List.of(
            "resource: '*'",
            "resource: '*resourceGroup*'",
            "path: '**'",
            "path: '**/*'",
            "symbol: '*'\n    path: '**'")) {
      exempt("storage-shared-key", where, "2027-01-01");
      assertThat(problems(folder.assess()))
          .as(where)
          .singleElement()
          .satisfies(
              each ->
                  assertThat(each)
                      .startsWith("WARNING redoubt.yaml:2 this exemption is for every resource"));
    }
    exempt("storage-shared-key", "resource: stdata", "2028-11-27");
    assertThat(problems(folder.assess())).isEmpty();
    exempt("storage-shared-key", "resource: stdata", "2028-11-28");
    assertThat(problems(folder.assess()))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .startsWith("WARNING redoubt.yaml:2 this exemption may be forgotten")
                    .contains("2028-11-28"));
  }

  @Test
  void anExemptionOfTodayAppliesAndOneOfYesterdayDoesNot() {
    folder.file("main.bicep", STORAGE);
    exempt("storage-shared-key", "resource: stdata", ConfiguredFolder.TODAY.toString());
    assertThat(verdicts(folder.assess(), "storage-shared-key")).containsExactly("stdata exempt");
    exempt("storage-shared-key", "resource: stdata", "2026-11-26");
    assertThat(verdicts(folder.assess(), "storage-shared-key")).containsExactly("stdata fail");
  }

  @Test
  void exemptionsWithoutEntriesAreNone() {
    folder.file("main.bicep", STORAGE).file("redoubt.yaml", "exemptions:\n  # - control: a\n");
    assertThat(problems(folder.assess())).isEmpty();
  }
}
