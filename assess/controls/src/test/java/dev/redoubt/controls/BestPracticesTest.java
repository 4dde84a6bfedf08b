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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource({
    "4, nsg-internet-inbound, Microsoft.Network/networkSecurityGroups, ml-compute-network",
    "1, sql-firewall-any-azure, Microsoft.Sql/servers/firewallRules, sql-private-endpoint",
  })
  void passesOfControlsThatFindOneViolationAreNoEvidence(
      int number, String weak, String type, String strong) {
    Finding pass = finding(number, weak, resource(type, null, ""), Verdict.PASS);
    Practice alone = states(List.of(pass, pass)).get(number - 1);
    assertThat(alone.state()).isEqualTo(PracticeState.NOT_ASSESSED);
    assertThat(alone.note()).startsWith("2 checks passed, which alone is no evidence; requires ");
    Finding evidence = finding(number, strong, resource(type, null, ""), Verdict.PASS);
    assertThat(states(List.of(pass, evidence)).get(number - 1).state())
        .isEqualTo(PracticeState.HOLDS);
    Finding failure = finding(number, weak, resource(type, null, ""), Verdict.FAIL);
    assertThat(states(List.of(failure, evidence)).get(number - 1).state())
        .isEqualTo(PracticeState.VIOLATED);
  }

  /// Azure AI Developer, Search Service Contributor and Storage Account Contributor on a resource
  /// group read the keys of all its services.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "64702f94-c441-49e6-a78b-ef80e0188fee",
        "7ca78c08-252a-4471-8644-bb5ff32d4ba0",
        "17d1049b-9a84-46fb-8f53-869881c3d3ab"
      })
  void rolesThatListKeysInAGroupKeepThePracticeAboutPermissionsFromHolding(String role) {
    Practice practice = permissions(null, role);
    assertThat(practice.state()).isEqualTo(PracticeState.UNKNOWN);
    assertThat(practice.note())
        .isEqualTo("1 check passed; not judged: 1 role assignment that can list keys");
    assertThat(practice.notJudged().getFirst().items()).hasSize(1);
  }

  @Test
  void rolesForDataAndRolesOnOneResourceDoNot() {
    String reader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    assertThat(permissions(null, reader).state()).isEqualTo(PracticeState.HOLDS);
    Resource account = resource("Microsoft.Storage/storageAccounts", null, "");
    assertThat(permissions(account, "17d1049b-9a84-46fb-8f53-869881c3d3ab").state())
        .isEqualTo(PracticeState.HOLDS);
  }

  private static Practice permissions(@Nullable Resource on, String role) {
    Resource assignment =
        resource(
            "Microsoft.Authorization/roleAssignments",
            on,
            "/providers/Microsoft.Authorization/roleDefinitions/" + role);
    return states(List.of(finding(7, "privileged-role-assignment", assignment, Verdict.PASS)))
        .get(6);
  }

  /// What is missing may contain any resource, so a practice with controls is unknown, and one
  /// without is not assessed.
  @Test
  void isUnknown_whenAModuleIsMissing() {
    UnjudgedParts missing =
        new UnjudgedParts(
            List.of(new NotJudged("1 deployment", "a module is missing", List.of())),
            List.of(),
            List.of(),
            List.of(),
            Set.of());
    List<ControlDescription> catalog = List.of(finding(Verdict.PASS).control());
    List<Practice> practices = BestPractices.states(List.of(), catalog, missing);
    assertThat(practices.get(0).state()).isEqualTo(PracticeState.UNKNOWN);
    assertThat(practices.get(0).note()).isEqualTo("no control applies; 1 deployment");
    assertThat(practices.get(7).state()).isEqualTo(PracticeState.NOT_ASSESSED);
    for (Verdict verdict : List.of(Verdict.PASS, Verdict.EXEMPT)) {
      assertThat(BestPractices.states(List.of(finding(verdict)), catalog, missing).getFirst())
          .satisfies(
              practice -> {
                assertThat(practice.state()).isEqualTo(PracticeState.UNKNOWN);
                assertThat(practice.note()).endsWith("1 deployment");
              });
    }
  }

  @Test
  void controlsThatAreNotSelectedAreTheReason() {
    UnjudgedParts unselected =
        new UnjudgedParts(
            List.of(), List.of(), List.of(), List.of(), Set.of("storage-private-endpoint"));
    Practice practice =
        BestPractices.states(List.of(), List.of(finding(Verdict.PASS).control()), unselected)
            .getFirst();
    assertThat(practice.state()).isEqualTo(PracticeState.NOT_ASSESSED);
    assertThat(practice.note()).isEqualTo("1 of 1 controls not selected for this run");
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
  void holdsOnlyInPart_besideAnExemptFinding() {
    assertThat(first(Verdict.PASS).state()).isEqualTo(PracticeState.HOLDS);
    assertThat(first(Verdict.PASS, Verdict.EXEMPT).state()).isEqualTo(PracticeState.HOLDS_PARTLY);
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
    Resource storage = resource("Microsoft.Storage/storageAccounts", null, "");
    return finding(1, "storage-private-endpoint", storage, verdict);
  }

  private static Finding finding(int practice, String id, Resource resource, Verdict verdict) {
    ControlDescription control =
        new ControlDescription(
            id,
            "Storage account has no private endpoint",
            "",
            Severity.HIGH,
            DefenceLayer.NETWORK,
            List.of(practice),
            new ControlDescription.Remediation("", "", ""),
            "",
            List.of(),
            Map.of());
    Reason reason = Reason.of(TruthValue.TRUE, "because", Origin.NONE);
    return new Finding("", control, resource, verdict, Origin.NONE, reason, List.of());
  }

  /// A resource with a role.
  ///
  /// @param on the resource that it extends; null for none
  private static Resource resource(String type, @Nullable Resource on, String role) {
    ResourceScope scope =
        on == null ? ResourceScope.Tenant.ROOT : new ResourceScope.Resource(on.key());
    ResourceType resourceType = ResourceType.of(type);
    int names = type.split("/").length - 1;
    return new Resource(
        new ResourceKey(scope, resourceType, Collections.nCopies(names, NameSegment.literal("x"))),
        "",
        ObjectValue.builder()
            .put("properties", ObjectValue.builder().put("roleDefinitionId", role).build())
            .build(),
        ResourceExistence.Certain.CERTAIN,
        true,
        List.of(),
        Origin.NONE);
  }
}
