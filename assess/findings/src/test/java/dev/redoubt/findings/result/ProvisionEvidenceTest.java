package dev.redoubt.findings.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.FrameworkDescription.Capability;
import dev.redoubt.findings.detail.FrameworkDescription.Provision;
import dev.redoubt.findings.detail.SourceRevision;
import dev.redoubt.findings.result.ProvisionEvidence.State;
import dev.redoubt.findings.testing.ExampleAssessments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProvisionEvidenceTest {

  private static final Provision STORAGE = provision("A.8.20", "storage-public-network-access");

  private static Provision provision(String id, String... controls) {
    return new Provision(id, List.of(new Capability("network", List.of(controls), List.of())));
  }

  private static ProvisionEvidence evidence(Assessment assessment, Provision provision) {
    List<Finding> findings =
        assessment.findings().stream()
            .filter(each -> provision.controls().contains(each.control().id()))
            .toList();
    return ProvisionEvidence.of(provision, findings, assessment, null);
  }

  private static Assessment with(Practice practice, Assessment all) {
    return new Assessment(
        all.name(),
        all.inputs(),
        all.deployments(),
        all.resourceCount(),
        all.controls(),
        all.findings(),
        List.of(practice),
        all.unknowns(),
        all.assumptions(),
        all.problems(),
        all.files(),
        all.settings(),
        all.inventory());
  }

  private static Assessment only(Assessment all, Verdict verdict) {
    return all.withFindings(
        all.findings().stream().filter(each -> each.verdict() == verdict).toList());
  }

  @Test
  void everythingThatWasJudgedPasses() {
    ProvisionEvidence evidence = evidence(ExampleAssessments.clean(), STORAGE);
    assertThat(evidence.state()).isEqualTo(State.SUPPORTS);
    assertThat(evidence.sentence())
        .isEqualTo("design evidence in the assessed files supports A.8.20: 1 of 1 check passes");
  }

  @Test
  void gapOfTheAssessmentLeavesPartialSupport() {
    Assessment beside =
        ExampleAssessments.cleanBeside(List.of(ExampleAssessments.terraform("main.tf")));
    assertThat(evidence(beside, STORAGE).state()).isEqualTo(State.SUPPORTS_PARTLY);
    assertThat(evidence(beside, STORAGE).limits()).containsExactly("the assessment has 1 gap");
  }

  @Test
  void controlThatWasNotEvaluatedLeavesPartialSupport() {
    Provision wider = provision("A.8.20", "storage-public-network-access", "not-selected");
    ProvisionEvidence evidence = evidence(ExampleAssessments.clean(), wider);
    assertThat(evidence.state()).isEqualTo(State.SUPPORTS_PARTLY);
    assertThat(evidence.limits()).containsExactly("not evaluated: not-selected");
  }

  @Test
  void partOfTheProvisionThatNothingShowsLeavesPartialSupport() {
    Provision wider =
        new Provision(
            "A.8.29",
            List.of(
                new Capability("network", List.of("storage-public-network-access"), List.of()),
                new Capability("vulnerability-scanning", List.of(), List.of())));
    ProvisionEvidence evidence = evidence(ExampleAssessments.clean(), wider);
    assertThat(evidence.state()).isEqualTo(State.SUPPORTS_PARTLY);
    assertThat(evidence.limits())
        .containsExactly("nothing in the files shows: vulnerability-scanning");
  }

  @ParameterizedTest
  @EnumSource(value = PracticeState.class, names = "HOLDS", mode = EnumSource.Mode.EXCLUDE)
  void bestPracticeThatDoesNotHoldLeavesPartialSupport(PracticeState state) {
    Provision ofPractice =
        new Provision(
            "Article 22",
            List.of(
                new Capability(
                    "responsible-ai", List.of("storage-public-network-access"), List.of(13))));
    Assessment assessment =
        with(
            new Practice(13, "Evaluate", state, "note", List.of(), List.of()),
            ExampleAssessments.clean());
    ProvisionEvidence evidence = evidence(assessment, ofPractice);
    assertThat(evidence.state()).isEqualTo(State.SUPPORTS_PARTLY);
    assertThat(evidence.limits())
        .containsExactly("best practice 13: " + FindingWording.practiceState(state));
  }

  @Test
  void violationContradicts() {
    assertThat(evidence(ExampleAssessments.weak(), STORAGE).state()).isEqualTo(State.CONTRADICTS);
  }

  @Test
  void unknownVerdictIsInconclusiveEvenBesidePasses() {
    Provision vault = provision("A.8.24", "key-vault-purge-protection");
    ProvisionEvidence evidence = evidence(ExampleAssessments.weak(), vault);
    assertThat(evidence.state()).isEqualTo(State.INCONCLUSIVE);
    assertThat(evidence.sentence()).endsWith("1 of 2 checks is unknown");
  }

  @Test
  void exemptFindingAndDeclaredFactSupportNothing() {
    Provision tags = provision("5", "required-tags");
    ProvisionEvidence exempt = evidence(only(ExampleAssessments.annotated(), Verdict.EXEMPT), tags);
    assertThat(exempt.state()).isEqualTo(State.INCONCLUSIVE);
    assertThat(exempt.limits()).anyMatch(each -> each.contains("exemption, which is no evidence"));
    Provision vault = provision("6", "key-vault-purge-protection");
    ProvisionEvidence declared = evidence(ExampleAssessments.annotated(), vault);
    assertThat(declared.state()).isEqualTo(State.INCONCLUSIVE);
    assertThat(declared.limits()).anyMatch(each -> each.contains("declared platform facts"));
  }

  @Test
  void nothingJudgedIsInconclusive() {
    ProvisionEvidence evidence = evidence(ExampleAssessments.empty(), STORAGE);
    assertThat(evidence.state()).isEqualTo(State.INCONCLUSIVE);
    assertThat(evidence.sentence()).contains("no control applies to anything that was read");
  }

  @Test
  void provisionWithoutControlsNeedsAPerson() {
    assertThat(evidence(ExampleAssessments.clean(), new Provision("5.4", List.of())))
        .isEqualTo(
            new ProvisionEvidence(State.NO_EVIDENCE, ProvisionEvidence.NEEDS_PERSON, List.of()));
  }

  @Test
  void basisNamesCommitAndChangedFiles() {
    String commit = "0123456789abcdef0123456789abcdef01234567";
    assertThat(ProvisionEvidence.basis(new SourceRevision(commit, List.of())))
        .isEqualTo("design evidence at commit 0123456789ab");
    assertThat(ProvisionEvidence.basis(new SourceRevision(commit, List.of("a", "b"))))
        .isEqualTo("design evidence at commit 0123456789ab with 2 inputs that are not of it");
  }
}
