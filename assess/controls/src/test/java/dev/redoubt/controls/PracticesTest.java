package dev.redoubt.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Existence;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Scope;
import dev.redoubt.estate.Segment;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.ControlInfo;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Layer;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Truth;
import dev.redoubt.findings.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PracticesTest {

  @Test
  void says_allFifteen_inTheArticlesOrder() {
    assertThat(Practices.states(List.of()))
        .extracting(Practice::number)
        .isEqualTo(IntStream.rangeClosed(1, 15).boxed().toList());
  }

  @Test
  void isNotShown_whenNoControlSpeaks() {
    assertThat(Practices.states(List.of()))
        .allSatisfy(
            practice -> {
              assertThat(practice.state()).isEqualTo(PracticeState.NOT_SHOWN);
              assertThat(practice.note()).isNotBlank();
            });
  }

  @Test
  void isViolated_byOneFailure_whateverElseHolds() {
    Practice practice = first(Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL);
    assertThat(practice.state()).isEqualTo(PracticeState.VIOLATED);
    assertThat(practice.note()).isEqualTo("1 of 3 checks fails");
  }

  @Test
  void isUnknown_byOneUnknown_whenNothingFails() {
    Practice practice = first(Verdict.PASS, Verdict.UNKNOWN);
    assertThat(practice.state()).isEqualTo(PracticeState.UNKNOWN);
    assertThat(practice.note()).isEqualTo("1 of 2 checks is unknown");
  }

  @Test
  void holds_whenAllPass_andSaysWhatIsNotSeen() {
    Practice practice = first(Verdict.PASS, Verdict.PASS);
    assertThat(practice.state()).isEqualTo(PracticeState.HOLDS);
    assertThat(practice.note()).startsWith("2 checks hold; ").contains("not judged");
  }

  @Test
  void isNotShown_whenAllIsExempt() {
    assertThat(first(Verdict.EXEMPT).state()).isEqualTo(PracticeState.NOT_SHOWN);
  }

  @Test
  void counts_whatIsExempt_whenTheRestHolds() {
    assertThat(first(Verdict.PASS, Verdict.EXEMPT).note()).startsWith("1 check holds, 1 exempt; ");
  }

  @Test
  void lines_fitBesideTheirTitle() {
    assertThat(Practices.states(List.of()))
        .allSatisfy(practice -> assertThat(practice.title()).hasSizeLessThanOrEqualTo(45));
  }

  private static Practice first(Verdict... verdicts) {
    return Practices.states(Stream.of(verdicts).map(PracticesTest::finding).toList()).getFirst();
  }

  private static Finding finding(Verdict verdict) {
    ControlInfo control =
        new ControlInfo(
            "storage-private-endpoint",
            "storage account has no private endpoint",
            "",
            Severity.HIGH,
            Layer.NETWORK,
            List.of(1),
            new ControlInfo.Remediation("", "", ""),
            "",
            Map.of());
    Resource resource =
        new Resource(
            new ResourceKey(
                Scope.Tenant.ROOT,
                ResourceType.of("Microsoft.Storage/storageAccounts"),
                List.of(Segment.literal("stcredit"))),
            "",
            ObjectValue.EMPTY,
            Existence.Certain.CERTAIN,
            true,
            List.of(),
            Origin.NONE);
    Reason reason = Reason.of(Truth.TRUE, "because", Origin.NONE);
    return new Finding("", control, resource, verdict, Origin.NONE, reason, List.of());
  }
}
