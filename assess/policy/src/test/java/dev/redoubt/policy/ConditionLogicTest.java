package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How conditions are combined, which policies apply to a resource, and when an error decides.
class ConditionLogicTest {

  private static final String STORAGE = "Microsoft.Storage/storageAccounts";
  private static final String TRUE = "{\"field\": \"name\", \"equals\": \"st\"}";
  private static final String FALSE = "{\"field\": \"name\", \"equals\": \"other\"}";
  private static final String ERROR =
      "{\"value\": \"[substring(field('name'), 0, 99)]\", \"equals\": \"x\"}";
  private static final String OTHER_TYPE =
      "{\"field\": \"type\", \"equals\": \"Microsoft.KeyVault/vaults\"}";
  private static final String THIS_TYPE =
      "{\"field\": \"type\", \"equals\": \"Microsoft.Storage/storageAccounts\"}";

  private static final Resource RESOURCE =
      PolicyTestData.resource(STORAGE, "st", "{\"kind\": \"StorageV2\", \"tags\": {\"n\": \"5\"}}");

  private static void check(String condition, ComplianceState state) {
    check(condition, state, RESOURCE);
  }

  private static void check(String condition, ComplianceState state, Resource resource) {
    BoundPolicy policy = PolicyTestData.audit(condition);
    assertThat(policy.problems()).isEmpty();
    PolicyResult result = PolicyTestData.request(policy, resource);
    assertThat(result.state()).as(condition).isEqualTo(state);
    assertThat(result.reason().tree()).isNotEmpty();
  }

  private static String all(String... parts) {
    return "{\"allOf\": [" + String.join(", ", parts) + "]}";
  }

  private static String any(String... parts) {
    return "{\"anyOf\": [" + String.join(", ", parts) + "]}";
  }

  private static String not(String part) {
    return "{\"not\": " + part + "}";
  }

  // ---- errors

  @Test
  void errorBesideAConditionThatDecidesIsNeitherCompliantNorViolated() {
    check(all(FALSE, ERROR), ComplianceState.UNKNOWN);
    check(all(ERROR, FALSE), ComplianceState.UNKNOWN);
    check(all(FALSE, ERROR, TRUE), ComplianceState.UNKNOWN);
    check(all(FALSE, TRUE, ERROR), ComplianceState.UNKNOWN);
    check(any(TRUE, ERROR), ComplianceState.UNKNOWN);
    check(any(ERROR, TRUE), ComplianceState.UNKNOWN);
    check(any(TRUE, ERROR, FALSE), ComplianceState.UNKNOWN);
    check(any(TRUE, FALSE, ERROR), ComplianceState.UNKNOWN);
  }

  @Test
  void errorDecidesIfNothingElseDoes() {
    check(ERROR, ComplianceState.ERROR);
    check(not(ERROR), ComplianceState.ERROR);
    check(all(TRUE, ERROR), ComplianceState.ERROR);
    check(any(FALSE, ERROR), ComplianceState.ERROR);
    check(all(ERROR, ERROR), ComplianceState.ERROR);
    check(
        "{\"field\": \"[substring(field('name'), 0, 99)]\", \"exists\": true}",
        ComplianceState.ERROR);
  }

  @Test
  void conditionsWithoutErrorsDecide() {
    check(all(TRUE, TRUE), ComplianceState.NON_COMPLIANT);
    check(all(TRUE, FALSE, TRUE), ComplianceState.COMPLIANT);
    check(any(FALSE, TRUE, FALSE), ComplianceState.NON_COMPLIANT);
    check(any(FALSE, FALSE), ComplianceState.COMPLIANT);
    check(not(FALSE), ComplianceState.NON_COMPLIANT);
    check(all(), ComplianceState.NON_COMPLIANT);
    check(any(), ComplianceState.NOT_APPLICABLE);
    check(not(any()), ComplianceState.NON_COMPLIANT);
  }

  /// Each of these conditions is an error for the resource, so Azure denies the request if it
  /// evaluates it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"not\": " + ERROR + "}",
        "{\"allOf\": [" + TRUE + ", " + ERROR + "]}",
        "{\"anyOf\": [" + FALSE + ", " + ERROR + "]}",
        "{\"field\": \"tags.n\", \"less\": 5}",
        "{\"field\": \"tags\", \"less\": 5}",
        "{\"field\": \"name\", \"exists\": \"maybe\"}",
        "{\"field\": \"name\", \"equals\": \"[substring(field('name'), 0, 99)]\"}",
        "{\"field\": \"name\", \"exists\": \"[field('kind')]\"}",
        "{\"field\": \"[field('kind')]\", \"exists\": true}",
        "{\"field\": \"[substring(field('name'), 0, 99)]\", \"exists\": true}",
        "{\"value\": \"[field('name')]\", \"less\": 5}",
        "{\"value\": true, \"less\": 5}",
        "{\"value\": \"[field('none')]\", \"equals\": 5}",
        "{\"count\": {\"value\": \"[field('name')]\"}, \"equals\": 0}",
        "{\"count\": {\"value\": \"[field('none')]\"}, \"equals\": 0}",
        "{\"count\": {\"value\": {}}, \"equals\": 0}",
        "{\"count\": {\"value\": null}, \"equals\": 0}",
        "{\"count\": {\"value\": [1], \"where\": " + ERROR + "}, \"equals\": 0}",
        "{\"count\": {\"value\": [1]}, \"less\": \"x\"}",
      })
  void failingConditionIsNotHiddenByAConditionThatDecides(String failing) {
    BoundPolicy policy = PolicyTestData.audit(all(FALSE, failing));
    assertThat(policy.problems()).isEmpty();
    assertThat(PolicyTestData.request(policy, RESOURCE).state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(PolicyTestData.request(PolicyTestData.audit(any(TRUE, failing)), RESOURCE).state())
        .isEqualTo(ComplianceState.UNKNOWN);
  }

  @Test
  void failingConditionOnTheElementsOfAnArrayIsNotHidden() {
    String nsg = "Microsoft.Network/networkSecurityGroups";
    Resource resource =
        PolicyTestData.resource(
            nsg, "st", "{\"properties\": {\"securityRules\": [{\"name\": \"a\"}]}}");
    String name = nsg + "/securityRules[*].name";
    String count = "{\"count\": {\"field\": \"" + nsg + "/securityRules[*]\"";
    String less = "{\"field\": \"" + name + "\", \"less\": 5}";
    check(all(FALSE, less), ComplianceState.UNKNOWN, resource);
    check(
        all(FALSE, count + ", \"where\": " + less + "}, \"equals\": 1}"),
        ComplianceState.UNKNOWN,
        resource);
    check(all(FALSE, count + "}, \"less\": \"x\"}"), ComplianceState.UNKNOWN, resource);
    check(all(FALSE, count + "}, \"less\": 5}"), ComplianceState.COMPLIANT, resource);
  }

  /// An unknown number of elements is never less than 0, unless the condition of the elements may
  /// fail.
  private static ComplianceState lessThanNone(String where) {
    String nsg = "Microsoft.Network/networkSecurityGroups";
    Resource resource =
        PolicyTestData.resource(
            nsg, "st", "{\"tags\": {\"n\": \"5\"}, \"properties\": {\"securityRules\": \"?p?\"}}");
    BoundPolicy policy =
        PolicyTestData.audit(
            "{\"count\": {\"field\": \"%s/securityRules[*]\", \"where\": %s}, \"less\": 0}"
                .formatted(nsg, where));
    return PolicyTestData.request(policy, resource).state();
  }

  @Test
  void unsupportedConditionIsUnknownForUnknownElementsAndNoError() {
    assertThat(lessThanNone("{\"field\": \"nothing\", \"equals\": 1}"))
        .isEqualTo(ComplianceState.COMPLIANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TRUE,
        FALSE,
        "{\"not\": " + FALSE + "}",
        "{\"allOf\": [" + TRUE + ", " + FALSE + "]}",
        "{\"anyOf\": [" + TRUE + ", " + FALSE + "]}",
        "{\"value\": \"a\", \"equals\": \"a\"}",
        "{\"field\": \"type\", \"like\": \"Microsoft.Network/*\"}",
        "{\"field\": \"type\", \"like\": \"Microsoft.Storage/*\"}",
        "{\"field\": \"name\", \"exists\": \"true\"}",
        "{\"count\": {\"field\": \"Microsoft.Network/networkSecurityGroups/securityRules[*]\"},"
            + " \"equals\": 1}",
        "{\"count\": {\"field\": \"Microsoft.Network/networkSecurityGroups/securityRules[*]\","
            + " \"where\": "
            + TRUE
            + "}, \"equals\": 1}",
      })
  void conditionThatCannotFailDoesNotFailForUnknownElements(String where) {
    assertThat(lessThanNone(where)).isEqualTo(ComplianceState.COMPLIANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ERROR,
        "{\"not\": " + ERROR + "}",
        "{\"allOf\": [" + TRUE + ", " + ERROR + "]}",
        "{\"allOf\": [" + ERROR + ", " + TRUE + "]}",
        "{\"anyOf\": [" + FALSE + ", " + ERROR + "]}",
        "{\"value\": \"a\", \"less\": 5}",
        "{\"field\": \"name\", \"less\": 5}",
        "{\"field\": \"[field('kind')]\", \"exists\": true}",
        "{\"count\": {\"value\": [1]}, \"equals\": 1}",
        "{\"count\": {\"field\": \"Microsoft.Network/networkSecurityGroups/securityRules[*]\"},"
            + " \"less\": 1}",
        "{\"count\": {\"field\": \"Microsoft.Network/networkSecurityGroups/securityRules[*]\","
            + " \"where\": "
            + ERROR
            + "}, \"equals\": 1}",
      })
  void conditionThatCanFailMayFailForUnknownElements(String where) {
    assertThat(lessThanNone(where)).isEqualTo(ComplianceState.UNKNOWN);
  }

  // ---- counts of values

  @Test
  void valuesMayBePartlyUnknown() {
    Value open =
        ArrayValue.open(
            List.of(PolicyTestData.json("\"a\"")),
            PolicyTestData.unknown("rest", TypeHint.ANY),
            Origin.NONE);
    Resource resource =
        RESOURCE.withBody(
            ObjectValue.builder()
                .put("tags", PolicyTestData.json("{\"u\": \"?u?\", \"a\": [\"a\", \"?s\"]}"))
                .put("kind", open)
                .put(
                    "location",
                    Unknown.choice(
                        PolicyTestData.unknown("c", TypeHint.BOOL),
                        PolicyTestData.json("[\"a\"]"),
                        PolicyTestData.json("[\"a\", \"b\"]"),
                        Origin.NONE))
                .build());
    String where =
        ", \"name\": \"n\", \"where\": {\"value\": \"[current('n')]\", \"equals\": \"a\"}}";
    String kind = "{\"count\": {\"value\": \"[field('kind')]\"";
    check(kind + "}, \"greater\": 0}", ComplianceState.NON_COMPLIANT, resource);
    check(kind + "}, \"equals\": 1}", ComplianceState.UNKNOWN, resource);
    String named = ", \"where\": " + TRUE + "}";
    check(kind + named + ", \"greater\": 0}", ComplianceState.NON_COMPLIANT, resource);
    check(kind + named + ", \"equals\": 0}", ComplianceState.COMPLIANT, resource);
    // the condition may fail for a further element
    check(kind + where + ", \"greater\": 0}", ComplianceState.UNKNOWN, resource);
    String location = "{\"count\": {\"value\": \"[field('location')]\"";
    check(location + "}, \"lessOrEquals\": 2}", ComplianceState.NON_COMPLIANT, resource);
    check(location + "}, \"equals\": 2}", ComplianceState.UNKNOWN, resource);
    check(location + where + ", \"equals\": 1}", ComplianceState.NON_COMPLIANT, resource);
    String tag = "{\"count\": {\"value\": \"[field('tags.a')]\"";
    check(tag + "}, \"equals\": 2}", ComplianceState.NON_COMPLIANT, resource);
    check(tag + where + ", \"greaterOrEquals\": 1}", ComplianceState.NON_COMPLIANT, resource);
    check(tag + where + ", \"equals\": 1}", ComplianceState.UNKNOWN, resource);
    String unknown = "{\"count\": {\"value\": \"[field('tags.u')]\"}, ";
    check(unknown + "\"equals\": 1}", ComplianceState.UNKNOWN, resource);
    check(unknown + "\"greaterOrEquals\": 0}", ComplianceState.UNKNOWN, resource);
  }

  // ---- names of fields that are computed

  @Test
  void computedFieldMayDependOnAnUnknown() {
    Resource resource =
        RESOURCE.withBody(
            ObjectValue.builder()
                .put("tags", PolicyTestData.json("{\"env\": \"a\", \"owner\": \"a\"}"))
                .put(
                    "kind",
                    Unknown.choice(
                        PolicyTestData.unknown("c", TypeHint.BOOL),
                        PolicyTestData.json("\"env\""),
                        PolicyTestData.json("\"owner\""),
                        Origin.NONE))
                .put("location", PolicyTestData.unknown("p", TypeHint.STRING))
                .build());
    String kind = "{\"field\": \"[concat('tags.', field('kind'))]\", ";
    check(kind + "\"equals\": \"a\"}", ComplianceState.NON_COMPLIANT, resource);
    check(kind + "\"equals\": \"b\"}", ComplianceState.COMPLIANT, resource);
    String location = "{\"field\": \"[concat('tags.', field('location'))]\", ";
    check(location + "\"equals\": \"a\"}", ComplianceState.UNKNOWN, resource);
    check(location + "\"exists\": true}", ComplianceState.UNKNOWN, resource);
  }

  // ---- the type of the resource

  @Test
  void partForAnotherTypeIsNotEvaluated() {
    check(all(OTHER_TYPE, ERROR), ComplianceState.NOT_APPLICABLE);
    check(all(ERROR, OTHER_TYPE), ComplianceState.NOT_APPLICABLE);
    check(any(THIS_TYPE, ERROR), ComplianceState.NON_COMPLIANT);
    check(any(all(OTHER_TYPE, ERROR), all(THIS_TYPE, TRUE)), ComplianceState.NON_COMPLIANT);
    check(any(all(OTHER_TYPE, ERROR), all(THIS_TYPE, FALSE)), ComplianceState.NOT_APPLICABLE);
    check(any(OTHER_TYPE, all(OTHER_TYPE, TRUE)), ComplianceState.NOT_APPLICABLE);
    check(not(OTHER_TYPE), ComplianceState.NON_COMPLIANT);
    check(not(THIS_TYPE), ComplianceState.NOT_APPLICABLE);
    check(all(THIS_TYPE, ERROR), ComplianceState.ERROR);
    check(all(THIS_TYPE), ComplianceState.NON_COMPLIANT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"equals\": \"microsoft.storage/STORAGEACCOUNTS\" | NON_COMPLIANT",
        "\"notEquals\": \"Microsoft.Storage/storageAccounts\" | NOT_APPLICABLE",
        "\"in\": [\"a.b/c\", \"Microsoft.Storage/storageAccounts\"] | NON_COMPLIANT",
        "\"in\": [\"a.b/c\"] | NOT_APPLICABLE",
        "\"notIn\": [\"a.b/c\"] | NON_COMPLIANT",
        "\"like\": \"Microsoft.Storage/*\" | NON_COMPLIANT",
        "\"like\": \"Microsoft.KeyVault/*\" | NOT_APPLICABLE",
        "\"contains\": \"storage\" | NON_COMPLIANT",
        "\"exists\": true | NON_COMPLIANT",
        "\"exists\": false | NOT_APPLICABLE",
        "\"equals\": \"[field('type')]\" | NON_COMPLIANT",
        "\"equals\": \"[field('name')]\" | NOT_APPLICABLE",
        "\"less\": \"a\" | NOT_APPLICABLE",
        "\"less\": 5 | ERROR",
      })
  void typeIsTestedByAnyOperator(String test, ComplianceState state) {
    check("{\"field\": \"type\", " + test + "}", state);
  }

  @Test
  void policyThatCannotConcernATypeIsKnownWithoutTheResource() {
    PolicyEvaluator evaluator =
        new PolicyEvaluator(EvaluationEstate.request(PolicyTestData.estate(RESOURCE)));
    assertThat(evaluator.mayConcernType(PolicyTestData.audit(all(THIS_TYPE, FALSE)), RESOURCE))
        .isTrue();
    assertThat(evaluator.mayConcernType(PolicyTestData.audit(all(OTHER_TYPE, TRUE)), RESOURCE))
        .isFalse();
    assertThat(evaluator.mayConcernType(PolicyTestData.audit(not(OTHER_TYPE)), RESOURCE)).isTrue();
    assertThat(evaluator.mayConcernType(PolicyTestData.audit(not(THIS_TYPE)), RESOURCE)).isFalse();
    assertThat(evaluator.mayConcernType(PolicyTestData.audit(FALSE), RESOURCE)).isTrue();
  }

  // ---- applicability

  @Test
  void conditionOnNameOrKindDecidesWhetherThePolicyAppliesOnlyWithTheType() {
    String kind = "{\"field\": \"kind\", \"equals\": \"BlobStorage\"}";
    String location = "{\"field\": \"location\", \"equals\": \"x\"}";
    check(FALSE, ComplianceState.COMPLIANT);
    check(kind, ComplianceState.COMPLIANT);
    check(all(kind, FALSE), ComplianceState.COMPLIANT);
    check(all(THIS_TYPE, location), ComplianceState.COMPLIANT);
    check(all(THIS_TYPE, FALSE), ComplianceState.NOT_APPLICABLE);
    check(all(THIS_TYPE, kind), ComplianceState.COMPLIANT);
    check(all(THIS_TYPE, TRUE, kind), ComplianceState.NOT_APPLICABLE);
    check(all(THIS_TYPE, TRUE, location), ComplianceState.COMPLIANT);
    check(all(THIS_TYPE, not(TRUE)), ComplianceState.NOT_APPLICABLE);
    check(all(THIS_TYPE, not(location), FALSE), ComplianceState.NOT_APPLICABLE);
    check(all(THIS_TYPE, any(FALSE, location)), ComplianceState.COMPLIANT);
    check(all(THIS_TYPE, any(FALSE, FALSE)), ComplianceState.NOT_APPLICABLE);
    check(all(THIS_TYPE, not(any(location, TRUE))), ComplianceState.NOT_APPLICABLE);
    check(all(not(OTHER_TYPE), FALSE), ComplianceState.NOT_APPLICABLE);
  }

  @Test
  void errorOfAPolicyThatDoesNotApplyIsNone() {
    check(all(THIS_TYPE, FALSE, ERROR), ComplianceState.NOT_APPLICABLE);
    check(all(THIS_TYPE, TRUE, ERROR), ComplianceState.ERROR);
  }

  @Test
  void unsupportedConditionDoesNotConcernAnotherType() {
    String unsupported = "{\"field\": \"Microsoft.Storage/noAlias\", \"equals\": \"x\"}";
    for (String each :
        List.of(
            unsupported,
            not(unsupported),
            any(FALSE, unsupported),
            "{\"count\": {\"value\": [1], \"where\": " + unsupported + "}, \"equals\": 1}",
            "{\"count\": {\"field\": \"Microsoft.Storage/storageAccounts/networkAcls.ipRules[*]\","
                + " \"where\": "
                + unsupported
                + "}, \"equals\": 0}")) {
      BoundPolicy policy = PolicyTestData.audit(all(THIS_TYPE, each));
      assertThat(policy.problems()).hasSize(1);
      assertThat(policy.hasUnsupportedCondition()).isTrue();
      assertThat(
              PolicyTestData.request(
                      policy, PolicyTestData.resource("Microsoft.KeyVault/vaults", "st", "{}"))
                  .state())
          .isEqualTo(ComplianceState.NOT_APPLICABLE);
      assertThat(PolicyTestData.audit(all(THIS_TYPE, TRUE)).hasUnsupportedCondition()).isFalse();
    }
    BoundPolicy policy = PolicyTestData.audit(all(THIS_TYPE, FALSE, unsupported));
    assertThat(PolicyTestData.request(policy, RESOURCE).state())
        .isEqualTo(ComplianceState.NOT_APPLICABLE);
    BoundPolicy certain = PolicyTestData.audit(any(TRUE, unsupported));
    assertThat(PolicyTestData.request(certain, RESOURCE).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
    BoundPolicy failing = PolicyTestData.audit(all(ERROR, unsupported));
    assertThat(PolicyTestData.request(failing, RESOURCE).state())
        .isEqualTo(ComplianceState.UNSUPPORTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "tags[a] | a",
        "tags.a | a",
        "TAGS['a'] | a",
        "tags[\"a\"] | a",
        "tags['it''s'] | it's",
        "tags[''] | ",
        "tags['] | '",
        "tags[a.b] | a.b",
        "tags.a.b | a.b",
      })
  void tagIsNamedInSeveralWays(String field, String tag) {
    Resource resource =
        RESOURCE.withBody(
            ObjectValue.builder()
                .put("tags", ObjectValue.builder().put(tag == null ? "" : tag, "x").build())
                .build());
    check(
        "{\"field\": \"" + field.replace("\"", "\\\"") + "\", \"equals\": \"x\"}",
        ComplianceState.NON_COMPLIANT,
        resource);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"field\": \"nothing\", \"equals\": 1}"
            + " | `nothing` is not a field that policies can use",
        "{\"field\": \"tags\", \"equals\": \"[nothing()]\"} | `nothing` is not a function of"
            + " policies",
        "{\"field\": \"tagsx.a\", \"equals\": 1} | `tagsx.a` is not a field that policies can use",
        "{\"field\": \"tags[a\", \"equals\": 1} | `tags[a` is not a field that policies can use",
        "{\"field\": \"a.b/c\", \"equals\": 1} | `a.b/c` is not an alias that Azure publishes",
        "{\"field\": \"[createArray('a')]\", \"equals\": 1}"
            + " | the name of a field must be a string: `[createArray('a')]`",
        "{\"field\": \"[nothing()]\", \"equals\": 1} | `nothing` is not a function of policies",
        "{\"value\": \"[nothing()]\", \"equals\": 1} | `nothing` is not a function of policies",
        "{\"count\": {\"value\": \"[nothing()]\"}, \"equals\": 1}"
            + " | `nothing` is not a function of policies",
        "{\"count\": {\"field\": \"[nothing()]\"}, \"equals\": 1}"
            + " | `nothing` is not a function of policies",
        "{\"count\": {\"field\": \"name\"}, \"equals\": 1}"
            + " | `count` needs an alias with `[*]`, not `name`",
        "{\"count\": {\"field\": \"Microsoft.Storage/storageAccounts/accountType\"}, \"equals\": 1}"
            + " | `count` needs an alias with `[*]`, not"
            + " `Microsoft.Storage/storageAccounts/accountType`",
      })
  void conditionThatCannotBeBoundIsReportedAndNeverPasses(String condition, String message) {
    BoundPolicy policy = PolicyTestData.audit(condition);
    assertThat(policy.problems()).extracting(problem -> problem.message()).containsExactly(message);
    PolicyResult result = PolicyTestData.request(policy, RESOURCE);
    assertThat(result.state()).isEqualTo(ComplianceState.UNSUPPORTED);
    assertThat(result.reason().tree()).contains(message);
  }

  // ---- mode

  private static PolicyResult indexed(Resource resource, String condition) {
    BoundPolicy policy =
        PolicyTestData.policy(
            "{\"mode\": \"Indexed\", \"policyRule\": {\"if\": "
                + condition
                + ", \"then\": {\"effect\": \"audit\"}}}");
    return PolicyTestData.request(policy, resource);
  }

  @Test
  void modeIndexedIsForTypesWithTagsAndALocation() {
    String tag = "{\"field\": \"tags.none\", \"exists\": false}";
    assertThat(indexed(RESOURCE, tag).state()).isEqualTo(ComplianceState.NON_COMPLIANT);
    Resource lock = PolicyTestData.resource("Microsoft.Authorization/locks", "st", "{}");
    PolicyResult result = indexed(lock, tag);
    assertThat(result.state()).isEqualTo(ComplianceState.NOT_APPLICABLE);
    assertThat(result.reason().text())
        .isEqualTo(
            "`test` does not apply: its mode `Indexed` is for types with tags and a location,"
                + " which `Microsoft.Authorization/locks` is not");
    check(tag, ComplianceState.NON_COMPLIANT, lock);
  }

  @Test
  void typeThatMayNotBeIndexedIsUnknownUnlessThePolicyIsMet() {
    Resource own = PolicyTestData.resource("My.Own/things", "st", "{}");
    PolicyResult result = indexed(own, TRUE);
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(result.causes())
        .extracting(cause -> cause.text())
        .containsExactly("it is not known whether `My.Own/things` supports tags and a location");
    assertThat(indexed(own, FALSE).state()).isEqualTo(ComplianceState.COMPLIANT);
    assertThat(indexed(own, all(OTHER_TYPE, TRUE)).state())
        .isEqualTo(ComplianceState.NOT_APPLICABLE);
    Resource located = PolicyTestData.resource("My.Own/things", "st", "{\"location\": \"eastus\"}");
    assertThat(indexed(located, TRUE).state()).isEqualTo(ComplianceState.NON_COMPLIANT);
  }

  // ---- reasons

  @Test
  void reasonNamesTheState() {
    assertThat(reason(TRUE)).isEqualTo("the condition of `test` holds");
    assertThat(reason(FALSE)).isEqualTo("the condition of `test` does not hold");
    assertThat(reason(ERROR)).isEqualTo("the evaluation of `test` fails");
    assertThat(reason(all(OTHER_TYPE, TRUE))).isEqualTo("`test` does not apply to this resource");
    assertThat(reason(any(FALSE, "{\"field\": \"nothing\", \"exists\": true}")))
        .isEqualTo("`test` cannot be fully evaluated");
    PolicyResult disabled =
        PolicyTestData.request(
            PolicyTestData.policy("{\"if\": " + TRUE + ", \"then\": {\"effect\": \"disabled\"}}"),
            RESOURCE);
    assertThat(disabled.reason().text()).isEqualTo("the effect of `test` is `disabled`");
    PolicyResult refused =
        PolicyTestData.request(
            PolicyTestData.policy("{\"if\": " + TRUE + ", \"then\": {\"effect\": \"modify\"}}"),
            RESOURCE);
    assertThat(refused.state()).isEqualTo(ComplianceState.UNSUPPORTED);
    assertThat(refused.reason().text())
        .isEqualTo("`test` cannot be evaluated: the effect `modify` is not supported");
    PolicyResult elsewhere =
        PolicyTestData.request(
            PolicyTestData.policy(
                "{\"if\": " + all(OTHER_TYPE, TRUE) + ", \"then\": {\"effect\": \"modify\"}}"),
            RESOURCE);
    assertThat(elsewhere.state()).isEqualTo(ComplianceState.NOT_APPLICABLE);
    assertThat(elsewhere.reason().text()).isEqualTo("`test` does not apply to this resource");
  }

  private static String reason(String condition) {
    return PolicyTestData.request(PolicyTestData.audit(condition), RESOURCE).reason().text();
  }
}
