package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.CedarPolicy;
import dev.redoubt.access.CedarPolicyException;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Explains decisions of the built-in access rules.
class AccessExplanationTest {

  private static CedarPolicySet rules;
  private static Authorizer access;

  @BeforeAll
  static void read() throws CedarPolicyException {
    rules = CedarPolicySet.builtIn();
    access = new Authorizer(rules);
  }

  private static AccessExplanation explained(
      String who, String action, String what, AuthorizationContext how, boolean demo) {
    return AccessExplanation.of(
        new AccessQuestion(
            AccessQuestion.who(who, Principal.Kind.USER, demo),
            AccessQuestion.action(action),
            AccessQuestion.resource(what),
            how),
        access,
        rules.all());
  }

  private static AccessExplanation explained(String who, String action, String what) {
    return explained(who, action, what, AuthorizationContext.UNKNOWN, false);
  }

  private static List<String> ids(AccessExplanation explanation) {
    return explanation.rules().stream().map(CedarPolicy::id).toList();
  }

  @Test
  void explainsAllowedDecisionWithRuleAndWithoutChanges() {
    AccessExplanation explanation = explained("auditor", "readLedger", "registry");
    assertThat(explanation.verdict()).isEqualTo("allowed");
    assertThat(ids(explanation)).containsExactly("auditors-read-ledger");
    assertThat(explanation.possibleChanges()).isEmpty();
    assertThat(explanation.json().toString())
        .contains(
            "\"decision\":\"allowed\"",
            "\"action\":\"readLedger\"",
            "\"id\":\"auditors-read-ledger\"",
            "\"ways\":[]")
        .doesNotContain("authenticationContext");
    assertThat(explanation.json().at("/rules/0/sentence").asString()).isNotBlank();
  }

  @Test
  void explainsDenialWithRuleAndSmallestChanges() {
    AccessExplanation explanation =
        explained("data-scientist@credit", "release", "model:credit/production");
    assertThat(explanation.verdict()).isEqualTo("denied");
    assertThat(ids(explanation))
        .containsExactly("no-deployment-by-data-scientists", "step-up-at-production-gates");
    // No single change helps: that rule, a persona that may, and the context are all in the way.
    assertThat(explanation.possibleChanges())
        .containsExactly(
            List.of(
                "the principal does not have the persona `data-scientist`",
                "the principal has the persona `mlops-engineer`",
                "the principal signs in again with the authentication context `c1`"));
    assertThat(explanation.json().path("ways").toString())
        .isEqualTo(
            "[[\"the principal does not have the persona `data-scientist`\",\"the principal has the"
                + " persona `mlops-engineer`\",\"the principal signs in again with the"
                + " authentication context `c1`\"]]");
  }

  @Test
  void explanationNamesRequiredAuthenticationContext() {
    AccessExplanation explanation =
        explained("mlops-engineer@credit", "release", "model:credit/production");
    assertThat(explanation.verdict()).isEqualTo("stepUp");
    assertThat(explanation.json().path("authenticationContext").asString()).isEqualTo("c1");
    assertThat(ids(explanation)).containsExactly("step-up-at-production-gates");
    assertThat(explanation.possibleChanges())
        .containsExactly(
            List.of("the principal signs in again with the authentication context `c1`"));
    AuthorizationContext with = new AuthorizationContext(Set.of("c1"), Set.of(), false, "");
    assertThat(
            explained("mlops-engineer@credit", "release", "model:credit/production", with, false)
                .verdict())
        .isEqualTo("allowed");
  }

  @Test
  void explanationNamesMissingProject() {
    AccessExplanation explanation = explained("data-scientist@fraud", "record", "model:credit");
    assertThat(explanation.verdict()).isEqualTo("denied");
    assertThat(explanation.rules()).isEmpty();
    assertThat(explanation.possibleChanges())
        .contains(List.of("the principal is a member of the project `credit`"))
        .allMatch(way -> way.size() == 1);
  }

  @Test
  void explanationNamesDemoIdentity() {
    AuthorizationContext with = new AuthorizationContext(Set.of("c1"), Set.of(), false, "");
    AccessExplanation explanation =
        explained("mlops-engineer@credit", "release", "model:credit/production", with, true);
    assertThat(explanation.possibleChanges())
        .containsExactly(
            List.of("the token comes from a configured issuer instead of the local issuer"));
  }

  @Test
  void explanationNamesMissingRelease() {
    AccessExplanation explanation =
        explained("inference-service@credit", "readModel", "model:credit/production");
    assertThat(explanation.possibleChanges()).contains(List.of("the version is released"));
  }

  @Test
  void findsNoChangesWhenMoreThanFourAreNeeded() {
    AccessExplanation explanation =
        explained(
            "rule-author+data-scientist",
            "release",
            "model:credit/production",
            AuthorizationContext.UNKNOWN,
            true);
    assertThat(explanation.verdict()).isEqualTo("denied");
    assertThat(explanation.possibleChanges()).isEmpty();
  }

  @Test
  void explanationListsAtMostFiveWays() {
    AccessExplanation explanation = explained("auditor@credit", "see", "model:fraud");
    assertThat(explanation.possibleChanges().size()).isLessThanOrEqualTo(5);
    AccessExplanation many = explained("pipeline", "see", "model:credit");
    assertThat(many.possibleChanges()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void findsFourChanges() {
    assertThat(explained("data-scientist", "release", "model:credit/production").possibleChanges())
        .containsExactly(
            List.of(
                "the principal is a member of the project `credit`",
                "the principal does not have the persona `data-scientist`",
                "the principal has the persona `mlops-engineer`",
                "the principal signs in again with the authentication context `c1`"));
  }

  @Test
  void listsFiveWaysWhenThereAreMore() throws CedarPolicyException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Persona each : Persona.values()) {
      if (each != Persona.RULE_AUTHOR) {
        texts.put(
            each.id(),
            "permit (principal in Redoubt::Persona::\"%s\", action == Redoubt::Action::\"see\", resource);"
                .formatted(each.id()));
      }
    }
    CedarPolicySet many = CedarPolicySet.of(texts);
    AccessQuestion question =
        new AccessQuestion(
            AccessQuestion.who("rule-author@credit", Principal.Kind.USER, false),
            Action.SEE,
            AccessQuestion.resource("model:credit"),
            AuthorizationContext.UNKNOWN);
    assertThat(AccessExplanation.of(question, new Authorizer(many), many.all()).possibleChanges())
        .hasSize(5)
        .startsWith(List.of("the principal has the persona `data-scientist`"))
        .allMatch(way -> way.size() == 1);
  }

  private static AccessQuestion question(AuthorizationContext how) {
    return new AccessQuestion(
        AccessQuestion.who("data-scientist@credit", Principal.Kind.USER, false),
        Action.READ_MODEL,
        AccessQuestion.resource("model:credit/production/restricted"),
        how);
  }

  private static AccessQuestion changed(AccessQuestion question, String words) {
    return AccessCounterfactual.of(question, rules.all()).stream()
        .filter(each -> each.words().equals(words))
        .findFirst()
        .orElseThrow()
        .apply()
        .apply(question);
  }

  private static List<String> words(AccessQuestion question) {
    return AccessCounterfactual.of(question, rules.all()).stream()
        .map(AccessCounterfactual::words)
        .toList();
  }

  @Test
  void eachCounterfactualChangesOneThing() {
    AccessQuestion question = question(AuthorizationContext.UNKNOWN);
    assertThat(words(question))
        .containsExactly(
            "the principal does not have the persona `data-scientist`",
            "the principal has the persona `mlops-engineer`",
            "the principal has the persona `model-reviewer`",
            "the principal has the persona `data-steward`",
            "the principal has the persona `auditor`",
            "the principal has the persona `administrator`",
            "the principal has the persona `rule-author`",
            "the principal has the persona `pipeline`",
            "the principal has the persona `inference-service`",
            "the principal signs in again with the authentication context `c1`",
            "the device is compliant",
            "the request comes from a network that the configuration names",
            "the version is released");
    assertThat(
            changed(question, "the principal does not have the persona `data-scientist`")
                .who()
                .personas())
        .isEmpty();
    assertThat(changed(question, "the principal has the persona `auditor`").who())
        .isEqualTo(
            new Principal(
                Principal.Kind.USER,
                "somebody",
                "data-scientist@credit",
                Set.of(Persona.DATA_SCIENTIST, Persona.AUDITOR),
                Set.of("credit"),
                false));
    assertThat(
            changed(question, "the principal signs in again with the authentication context `c1`")
                .how())
        .isEqualTo(new AuthorizationContext(Set.of("c1"), Set.of(), false, ""));
    assertThat(changed(question, "the device is compliant").how())
        .isEqualTo(new AuthorizationContext(Set.of(), Set.of(), true, ""));
    assertThat(
            changed(question, "the request comes from a network that the configuration names")
                .how())
        .isEqualTo(new AuthorizationContext(Set.of(), Set.of(), false, "known"));
    assertThat(changed(question, "the version is released").resource().releasedTo())
        .containsExactly("production");
  }

  @Test
  void omitsCounterfactualThatAlreadyHolds() {
    AuthorizationContext all =
        new AuthorizationContext(Set.of("c1", "x"), Set.of("mfa"), true, "office");
    assertThat(words(question(all)))
        .doesNotContain(
            "the principal signs in again with the authentication context `c1`",
            "the device is compliant",
            "the request comes from a network that the configuration names")
        .noneMatch(each -> each.startsWith("the principal is a member"))
        .noneMatch(each -> each.startsWith("the token comes from"));
    AccessQuestion registry =
        new AccessQuestion(
            AccessQuestion.who("auditor", Principal.Kind.USER, true),
            Action.READ_LEDGER,
            AuthorizationResource.REGISTRY,
            all);
    assertThat(words(registry))
        .noneMatch(each -> each.startsWith("the principal is a member"))
        .doesNotContain("the version is released")
        .contains("the token comes from a configured issuer instead of the local issuer");
    assertThat(
            changed(
                    registry,
                    "the token comes from a configured issuer instead of the local issuer")
                .who()
                .demo())
        .isFalse();
    AccessQuestion released =
        new AccessQuestion(
            AccessQuestion.who("auditor", Principal.Kind.USER, false),
            Action.READ_MODEL,
            AccessQuestion.resource("model:credit").releasedTo(Set.of("staging")),
            all);
    assertThat(words(released)).doesNotContain("the version is released");
    AccessQuestion elsewhere =
        new AccessQuestion(
            AccessQuestion.who("auditor@fraud", Principal.Kind.USER, false),
            Action.SEE,
            AccessQuestion.resource("model:credit"),
            all);
    assertThat(words(elsewhere)).contains("the principal is a member of the project `credit`");
    assertThat(
            changed(elsewhere, "the principal is a member of the project `credit`")
                .who()
                .projects())
        .containsExactlyInAnyOrder("credit", "fraud");
  }

  @Test
  void counterfactualKeepsEverythingElse() {
    AuthorizationContext how = new AuthorizationContext(Set.of("x"), Set.of("mfa"), false, "");
    AccessQuestion question = question(how);
    assertThat(changed(question, "the device is compliant").how())
        .isEqualTo(new AuthorizationContext(Set.of("x"), Set.of("mfa"), true, ""));
    assertThat(
            changed(question, "the principal signs in again with the authentication context `c1`")
                .how())
        .isEqualTo(new AuthorizationContext(Set.of("x", "c1"), Set.of("mfa"), false, ""));
    assertThat(
            changed(question, "the request comes from a network that the configuration names")
                .how())
        .isEqualTo(new AuthorizationContext(Set.of("x"), Set.of("mfa"), false, "known"));
  }

  @Test
  void parsesPrincipal() {
    assertThat(
            AccessQuestion.who(
                "mlops-engineer+model-reviewer@credit,fraud", Principal.Kind.WORKLOAD, true))
        .isEqualTo(
            new Principal(
                Principal.Kind.WORKLOAD,
                "somebody",
                "mlops-engineer+model-reviewer@credit,fraud",
                Set.of(Persona.MLOPS_ENGINEER, Persona.MODEL_REVIEWER),
                Set.of("credit", "fraud"),
                true));
    assertThat(AccessQuestion.who("auditor", Principal.Kind.USER, false).projects()).isEmpty();
    assertThatThrownBy(() -> AccessQuestion.who("root", Principal.Kind.USER, false))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageStartingWith("unknown persona `root`; valid values: `data-scientist`, ");
    assertThatThrownBy(() -> AccessQuestion.who("auditor+", Principal.Kind.USER, false))
        .hasMessageStartingWith("unknown persona ``; valid values: ");
  }

  @Test
  void parsesActions() {
    assertThat(AccessQuestion.action("readLedger")).isEqualTo(Action.READ_LEDGER);
    assertThatThrownBy(() -> AccessQuestion.action("fly"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageStartingWith("unknown action `fly`; valid values: `see`, `record`, ");
  }

  @ParameterizedTest
  @CsvSource({
    "model, MODEL, default, development, internal",
    "model:credit, MODEL, credit, development, internal",
    "model:credit/production, MODEL, credit, production, internal",
    "model:credit/production/restricted, MODEL, credit, production, restricted",
    "experiment:credit, EXPERIMENT, credit, development, internal"
  })
  void parsesResource(
      String text,
      AuthorizationResource.Kind kind,
      String project,
      String environment,
      String sensitivity) {
    AuthorizationResource target = AccessQuestion.resource(text);
    assertThat(target.kind()).isEqualTo(kind);
    assertThat(target.label()).isEqualTo(new AccessAttributes(project, environment, sensitivity));
  }

  @Test
  void parsesRegistryResource() {
    assertThat(AccessQuestion.resource("registry")).isEqualTo(AuthorizationResource.REGISTRY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "models", "model:a/b/c/d", "registry:x", "run:1"})
  void readsNothingElse(String text) {
    assertThatThrownBy(() -> AccessQuestion.resource(text))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("is not a resource");
  }

  @Test
  void rejectsActionThatDoesNotApplyToResource() {
    assertThatThrownBy(() -> explained("auditor", "readLedger", "model:credit"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessage("the action `readLedger` does not apply to a resource of the type `model`");
  }

  /// Rules of an organisation may ask for other contexts.
  @Test
  void suggestsEachAuthenticationContextOnce() throws CedarPolicyException {
    Map<String, String> texts = new java.util.HashMap<>();
    rules.all().forEach(each -> texts.put(each.id(), each.text()));
    assertThat(
            words(question(AuthorizationContext.UNKNOWN)).stream()
                .filter(each -> each.contains("signs in")))
        .hasSize(1);
    assertThat(CedarPolicySet.of(texts).all()).hasSameSizeAs(rules.all());
  }
}
