package dev.redoubt.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.Practice.NotJudged;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BestPracticesTest {

  @Test
  void says_allFifteen_inTheArticlesOrder() {
    assertThat(states(List.of()))
        .extracting(Practice::number)
        .isEqualTo(IntStream.rangeClosed(1, 15).boxed().toList());
  }

  @Test
  void isNotShown_whenNoControlSpeaks() {
    assertThat(states(List.of()))
        .allSatisfy(
            practice -> {
              assertThat(practice.state()).isEqualTo(PracticeState.NOT_ASSESSED);
              assertThat(practice.note()).isNotBlank();
            });
  }

  @Test
  void isViolated_byOneFailure_whateverElseHolds() {
    Practice practice = first(Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL);
    assertThat(practice.state()).isEqualTo(PracticeState.VIOLATED);
    assertThat(practice.note()).isEqualTo("1 of 3 checks failed");
  }

  @Test
  void isUnknown_byOneUnknown_whenNothingFails() {
    Practice practice = first(Verdict.PASS, Verdict.UNKNOWN);
    assertThat(practice.state()).isEqualTo(PracticeState.UNKNOWN);
    assertThat(practice.note()).isEqualTo("1 of 2 checks unknown");
  }

  @Test
  void holds_whenAllPass_andSaysWhatIsNotSeen() {
    Practice practice = first(Verdict.PASS, Verdict.PASS);
    assertThat(practice.state()).isEqualTo(PracticeState.HOLDS);
    assertThat(practice.note()).startsWith("2 checks passed; not assessed: ");
  }

  @Test
  void placesOfSecretsAreNamedInEveryStateOfTheirPractice() {
    UnjudgedParts settings =
        new UnjudgedParts(
            List.of(),
            List.of(),
            List.of(),
            List.of(new NotJudged("2 outputs", "not detected", List.of("a", "b"))),
            Set.of());
    List<Practice> practices = BestPractices.states(List.of(), List.of(), settings);
    assertThat(practices.get(5).state()).isEqualTo(PracticeState.UNKNOWN);
    assertThat(practices.get(5).note()).isEqualTo("no control applies; not judged: 2 outputs");
    assertThat(practices.get(4).state()).isEqualTo(PracticeState.NOT_ASSESSED);
  }

  @Test
  void isNotShown_whenAllIsExempt() {
    assertThat(first(Verdict.EXEMPT).state()).isEqualTo(PracticeState.NOT_ASSESSED);
  }

  @Test
  void exemptFindingsAreCountedSeparately() {
    assertThat(first(Verdict.PASS, Verdict.EXEMPT).note()).startsWith("1 check passed, 1 exempt; ");
  }

  @Test
  void lines_fitBesideTheirTitle() {
    assertThat(states(List.of()))
        .allSatisfy(practice -> assertThat(practice.title()).hasSizeLessThanOrEqualTo(45));
  }

  private static Practice first(Verdict... verdicts) {
    return states(Stream.of(verdicts).map(BestPracticesTest::finding).toList()).getFirst();
  }

  private static List<Practice> states(List<Finding> findings) {
    return BestPractices.states(findings, List.of(), UnjudgedParts.NONE);
  }

  private static Finding finding(Verdict verdict) {
    ControlDescription control =
        new ControlDescription(
            "storage-private-endpoint",
            "Storage account has no private endpoint",
            "",
            Severity.HIGH,
            DefenceLayer.NETWORK,
            List.of(1),
            new ControlDescription.Remediation("", "", ""),
            "",
            Map.of());
    Resource resource =
        new Resource(
            new ResourceKey(
                ResourceScope.Tenant.ROOT,
                ResourceType.of("Microsoft.Storage/storageAccounts"),
                List.of(NameSegment.literal("stcredit"))),
            "",
            ObjectValue.EMPTY,
            ResourceExistence.Certain.CERTAIN,
            true,
            List.of(),
            Origin.NONE);
    Reason reason = Reason.of(TruthValue.TRUE, "because", Origin.NONE);
    return new Finding("", control, resource, verdict, Origin.NONE, reason, List.of());
  }
}
