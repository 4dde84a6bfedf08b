package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.internal.evaluate.ExistenceRule;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyBinderTest {

  private static final String IF = "\"if\": {\"field\": \"type\", \"equals\": \"a.b/c\"}";

  private static BoundPolicy withParameter(String definition, Map<String, Value> values) {
    return PolicyTestData.policy(
        "{\"parameters\": {\"p\": "
            + definition
            + "}, \"policyRule\": {"
            + IF
            + ", \"then\": {\"effect\": \"audit\"}}}",
        values);
  }

  private static BoundPolicy withThen(String then) {
    return PolicyTestData.policy("{" + IF + ", \"then\": " + then + "}");
  }

  private static ExistenceRule related(String details) {
    BoundPolicy policy =
        withThen("{\"effect\": \"auditIfNotExists\", \"details\": " + details + "}");
    assertThat(policy.problems()).isEmpty();
    return Objects.requireNonNull(policy.effect().related());
  }

  // ---- parameters

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "String | \"a\" | true",
        "String | 5 | false",
        "String | 1.5 | false",
        "String | true | false",
        "String | [] | false",
        "String | null | false",
        "String | \"?x?\" | true",
        "string | \"a\" | true",
        "Array | [1] | true",
        "Array | \"a\" | false",
        "Array | {} | false",
        "Array | 1.5 | false",
        "Array | \"?x\" | false",
        "Array | \"?x?\" | true",
        "Object | {} | true",
        "Object | [] | false",
        "Object | 1.5 | false",
        "Boolean | true | true",
        "Boolean | \"true\" | false",
        "Boolean | 1 | false",
        "Boolean | 1.5 | false",
        "Integer | 5 | true",
        "Integer | 5.5 | false",
        "Integer | \"5\" | false",
        "Integer | \"?x?\" | true",
        "Float | 5 | true",
        "Float | 5.5 | true",
        "Float | \"?x?\" | true",
        "Float | \"5.5\" | false",
        "DateTime | \"2026-11-27\" | true",
        "DateTime | \"2026-11-27T10:00:00Z\" | true",
        "DateTime | \"today\" | false",
        "DateTime | 2026 | false",
        "DateTime | \"?x\" | true",
        "DateTime | \"?x?\" | true",
        "Number | 5 | false",
      })
  void parameterTakesOnlyValuesOfItsType(String type, String json, boolean fits) {
    BoundPolicy policy =
        withParameter("{\"type\": \"" + type + "\"}", Map.of("p", PolicyTestData.json(json)));
    assertThat(policy.isSupported()).isEqualTo(fits);
    if (!fits) {
      assertThat(policy.refusal())
          .startsWith("the parameter `p` needs a value of type " + type + ", not ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "String, STRING",
    "DateTime, STRING",
    "Array, ARRAY",
    "Object, OBJECT",
    "Boolean, BOOL",
    "Integer, INT",
    "Float, ANY",
  })
  void parameterWithoutAValueIsUnknownOfItsType(String type, TypeHint hint) {
    BoundPolicy policy =
        PolicyTestData.policy(
            "{\"parameters\": {\"p\": {\"type\": \""
                + type
                + "\"}}, \"policyRule\": {\"if\": {\"value\": \"[parameters('P')]\","
                + " \"exists\": true}, \"then\": {\"effect\": \"audit\"}}}");
    PolicyResult result =
        PolicyTestData.request(policy, PolicyTestData.resource("a.b/c", "n", "{}"));
    assertThat(result.state())
        .isEqualTo(hint == TypeHint.ANY ? ComplianceState.UNKNOWN : ComplianceState.NON_COMPLIANT);
  }

  @Test
  void parameterWithoutATypeIsAString() {
    assertThat(withParameter("{}", Map.of("p", StringValue.of("a"))).isSupported()).isTrue();
    assertThat(withParameter("{}", Map.of("p", PolicyTestData.json("5"))).isSupported()).isFalse();
  }

  @Test
  void defaultIsUsedOnlyWithoutAValue() {
    String text =
        """
        {"parameters": {"e": {"type": "String", "defaultValue": "deny"}}, "policyRule": {
          "if": {"field": "type", "equals": "a.b/c"}, "then": {"effect": "[parameters('e')]"}}}
        """;
    assertThat(PolicyTestData.policy(text).effect()).isEqualTo(new PolicyEffect.Deny());
    assertThat(PolicyTestData.policy(text, Map.of("E", StringValue.of("Audit"))).effect())
        .isEqualTo(new PolicyEffect.Audit());
  }

  @Test
  void parameterThatThePolicyDoesNotHaveIsRefused() {
    BoundPolicy policy =
        withParameter(
            "{\"type\": \"String\"}",
            Map.of("p", StringValue.of("a"), "Other", StringValue.of("b")));
    assertThat(policy.refusal()).isEqualTo("the policy has no parameter `other`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "String | [\"a\", \"B\"] | \"b\" | true",
        "String | [\"a\", \"B\"] | \"c\" | false",
        "String | [\"a\"] | \"?x\" | true",
        "Integer | [1, 2] | 2 | true",
        "Integer | [1, 2] | 3 | false",
        "Array | [\"a\", \"b\"] | [\"b\", \"A\"] | true",
        "Array | [\"a\", \"b\"] | [\"a\", \"c\"] | false",
        "Array | [[\"a\"], [\"b\"]] | [\"b\"] | true",
        "Array | [[\"a\"], [\"b\"]] | [\"c\"] | false",
        "Array | [\"a\"] | [] | true",
      })
  void valueMustBeAmongTheAllowedOnes(String type, String allowed, String value, boolean fits) {
    String definition = "{\"type\": \"%s\", \"allowedValues\": %s}".formatted(type, allowed);
    BoundPolicy policy = withParameter(definition, Map.of("p", PolicyTestData.json(value)));
    assertThat(policy.isSupported()).isEqualTo(fits);
  }

  @Test
  void firstRefusalIsTheReasonAndAllAreProblems() {
    BoundPolicy policy =
        PolicyTestData.policy(
            "{\"mode\": \"Microsoft.Kubernetes.Data\", \"policyRule\": {"
                + IF
                + ", \"then\": {\"effect\": \"modify\"}}}");
    assertThat(policy.refusal())
        .isEqualTo("the mode `Microsoft.Kubernetes.Data` is for data planes, not for resources");
    assertThat(policy.problems())
        .extracting(Problem::message)
        .containsExactly(policy.refusal(), "the effect `modify` is not supported");
    assertThat(policy.isSupported()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"All", "all", "Indexed", "INDEXED"})
  void modeOfResourcesIsSupported(String mode) {
    BoundPolicy policy =
        PolicyTestData.policy(
            "{\"mode\": \""
                + mode
                + "\", \"policyRule\": {"
                + IF
                + ", \"then\": {\"effect\": \"audit\"}}}");
    assertThat(policy.isSupported()).isTrue();
    assertThat(policy.isIndexed()).isEqualTo(mode.equalsIgnoreCase("indexed"));
  }

  // ---- effects

  @ParameterizedTest
  @EnumSource(PolicyEffect.Name.class)
  void effectIsFoundByItsWordInAnyCase(PolicyEffect.Name name) {
    String word = name.word().toUpperCase(java.util.Locale.ROOT);
    assertThat(PolicyEffect.Name.find(word))
        .isEqualTo(name == PolicyEffect.Name.UNKNOWN ? null : name);
  }

  @ParameterizedTest
  @CsvSource({"audit, AUDIT", "Deny, DENY", "disabled, DISABLED"})
  void simpleEffectRequiresNoRelatedResource(String word, PolicyEffect.Name name) {
    PolicyEffect effect = withThen("{\"effect\": \"" + word + "\"}").effect();
    assertThat(effect.name()).isEqualTo(name);
    assertThat(effect.word()).isEqualToIgnoringCase(word);
    assertThat(effect.related()).isNull();
    assertThat(effect.looksForExistence()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "auditIfNotExists, AUDIT_IF_NOT_EXISTS",
    "DeployIfNotExists, DEPLOY_IF_NOT_EXISTS",
  })
  void effectOfExistenceHasARelatedResource(String word, PolicyEffect.Name name) {
    PolicyEffect effect =
        withThen("{\"effect\": \"" + word + "\", \"details\": {\"type\": \"a.b/c/d\"}}").effect();
    assertThat(effect.name()).isEqualTo(name);
    assertThat(effect.looksForExistence()).isTrue();
    assertThat(Objects.requireNonNull(effect.related()).type().toString()).isEqualTo("a.b/c/d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"effect\": \"report\"} | `report` is not an effect | UNKNOWN",
        "{\"effect\": \"[field('name')]\"} | the effect is unknown | UNKNOWN",
        "{\"effect\": \"append\"} | the effect `append` is not supported | APPEND",
        "{\"effect\": \"auditIfNotExists\"}"
            + " | `auditIfNotExists` needs `details` with a `type` | AUDIT_IF_NOT_EXISTS",
        "{\"effect\": \"deployIfNotExists\", \"details\": {}}"
            + " | `details.type` must be a resource type | DEPLOY_IF_NOT_EXISTS",
        "{\"effect\": \"auditIfNotExists\", \"details\": {\"type\": 5}}"
            + " | `details.type` must be a resource type | AUDIT_IF_NOT_EXISTS",
        "{\"effect\": \"auditIfNotExists\", \"details\": {\"type\": \"vaults\"}}"
            + " | `details.type` must be a resource type | AUDIT_IF_NOT_EXISTS",
        "{\"effect\": \"auditIfNotExists\", \"details\": {\"type\": \"a.b/c\","
            + " \"existenceCondition\": 5}}"
            + " | `existenceCondition` cannot be read | AUDIT_IF_NOT_EXISTS",
        "{\"effect\": \"auditIfNotExists\", \"details\": {\"type\": \"a.b/c\","
            + " \"name\": \"[nothing()]\"}}"
            + " | `details.name` cannot be evaluated | AUDIT_IF_NOT_EXISTS",
      })
  void invalidEffectIsRefused(String then, String refusal, PolicyEffect.Name name) {
    BoundPolicy policy = withThen(then);
    assertThat(policy.refusal()).isEqualTo(refusal);
    assertThat(policy.effect().name()).isEqualTo(name);
    assertThat(policy.isSupported()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.KeyVault/vaults/providers/diagnosticSettings, Microsoft.Insights/diagnosticSettings",
    "Microsoft.Web/sites/Providers/Microsoft.Insights/x, Microsoft.Insights/x",
    "Microsoft.Web/sites/, Microsoft.Web/sites",
    "Microsoft.Web/sites//, Microsoft.Web/sites",
    "Microsoft.Web/sites/config, Microsoft.Web/sites/config",
  })
  void typeOfTheRelatedResourceIsThatOfTheExtension(String written, String type) {
    assertThat(related("{\"type\": \"" + written + "\"}").type().toString()).isEqualTo(type);
  }

  @Test
  void relatedResourceHasTheGivenRestrictions() {
    ExistenceRule all =
        related(
            """
            {"type": "a.b/c", "name": "n", "kind": "k", "resourceGroupName": "g",
             "existenceScope": "subscription",
             "existenceCondition": {"field": "name", "equals": "n"}}
            """);
    assertThat(all.name()).isNotNull();
    assertThat(all.kind()).isNotNull();
    assertThat(all.resourceGroupName()).isNotNull();
    assertThat(all.wholeSubscription()).isTrue();
    assertThat(all.condition()).isNotNull();
    ExistenceRule none = related("{\"type\": \"a.b/c\", \"existenceScope\": \"ResourceGroup\"}");
    assertThat(none.name()).isNull();
    assertThat(none.kind()).isNull();
    assertThat(none.resourceGroupName()).isNull();
    assertThat(none.wholeSubscription()).isFalse();
    assertThat(none.condition()).isNull();
    assertThat(related("{\"type\": \"a.b/c\"}").wholeSubscription()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ComplianceState.class)
  void stateHasAWord(ComplianceState state) {
    assertThat(state.word()).isNotBlank();
  }

  @Test
  void deployIfNotExistsRequiresTheRelatedResourceAsAuditIfNotExistsDoes() {
    BoundPolicy policy =
        PolicyTestData.policy(
            """
            {"if": {"field": "type", "equals": "Microsoft.KeyVault/vaults"},
             "then": {"effect": "deployIfNotExists", "details": {
               "type": "Microsoft.Insights/diagnosticSettings"}}}
            """);
    var vault = PolicyTestData.resource("Microsoft.KeyVault/vaults", "kv", "{}");
    assertThat(PolicyTestData.predicted(policy, vault).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
  }

  @Test
  void unsupportedExistenceConditionNeverPasses() {
    BoundPolicy policy =
        PolicyTestData.policy(
            """
            {"if": {"field": "type", "equals": "Microsoft.KeyVault/vaults"},
             "then": {"effect": "auditIfNotExists", "details": {
               "type": "Microsoft.Insights/diagnosticSettings",
               "existenceCondition": {"field": "Microsoft.Insights/noAlias", "equals": "x"}}}}
            """);
    var vault = PolicyTestData.resource("Microsoft.KeyVault/vaults", "kv", "{}");
    var settings =
        PolicyTestData.resource(
            new dev.redoubt.estate.ResourceScope.Resource(vault.key()),
            "Microsoft.Insights/diagnosticSettings",
            "2021-05-01-preview",
            "d",
            "{}");
    assertThat(PolicyTestData.predicted(policy, vault, settings).state())
        .isEqualTo(ComplianceState.UNSUPPORTED);
  }
}
