package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.StringValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFunctionsTest {

  private static final Resource VAULT =
      PolicyTestData.resource(
          "Microsoft.KeyVault/vaults",
          "kv-prod",
          """
          {"tags": {"env": "prod"}, "properties": {"publicNetworkAccess": "?pna", "networkAcls":
            {"ipRules": [{"value": "10.0.0.1"}, {"value": "10.0.0.2"}]}}}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[concat('kv-', field('tags.env'))] | kv-prod | NON_COMPLIANT",
        "[if(equals(field('tags.env'), 'prod'), 'yes', 'no')] | yes | NON_COMPLIANT",
        "[and(not(empty(field('tags'))), contains(field('name'), 'kv'))] | true | NON_COMPLIANT",
        "[length(field('Microsoft.KeyVault/vaults/networkAcls.ipRules[*].value'))] | 2"
            + " | NON_COMPLIANT",
        "[first(split(field('name'), '-'))] | kv | NON_COMPLIANT",
        "[last(split(field('name'), '-'))] | prod | NON_COMPLIANT",
        "[toUpper(substring(replace(field('name'), '-', ''), 0, 4))] | KVPR | NON_COMPLIANT",
        "[string(int('5'))] | 5 | NON_COMPLIANT",
        "[addDays('2026-01-31T00:00:00Z', 1)] | 2026-02-01T00:00:00Z | NON_COMPLIANT",
        "[ipRangeContains('10.0.0.0/24', '10.0.0.7')] | true | NON_COMPLIANT",
        "[ipRangeContains('10.0.0.0/24', '10.0.0.0/16')] | false | NON_COMPLIANT",
        "[ipRangeContains('10.0.0.0-10.0.0.9', '10.0.0.10')] | false | NON_COMPLIANT",
        "[ipRangeContains('2001:db8::/32', '2001:db8::1')] | true | NON_COMPLIANT",
        "[ipRangeContains('not-a-range', '10.0.0.1')] | true | ERROR",
        "[toLower(field('Microsoft.KeyVault/vaults/publicNetworkAccess'))] | x | UNKNOWN",
        "[subscription().subscriptionId] | sub | NON_COMPLIANT",
        "[resourceGroup().name] | rg | NON_COMPLIANT",
        "[subscription().tenantId] | x | UNKNOWN",
        "[substring(field('name'), 0, 99)] | x | ERROR",
        "[concat('a', substring(field('name'), 0, 99))] | x | ERROR",
        "[if(equals(field('name'), 'other'), substring(field('name'), 0, 99), 'x')] | x |"
            + " NON_COMPLIANT",
        "[field('tags').none] | x | ERROR",
        "[requestContext().identity.idtyp] | user | UNKNOWN",
        "[base64('abc')] | YWJj | NON_COMPLIANT",
        "[field('tags.none')] | x | COMPLIANT",
      })
  void computesValues(String expression, String expected, ComplianceState state) {
    BoundPolicy policy =
        PolicyTestData.audit(
            "{\"value\": \"%s\", \"equals\": \"%s\"}".formatted(expression, expected));
    assertThat(policy.problems()).isEmpty();
    assertThat(PolicyTestData.request(policy, VAULT).state()).isEqualTo(state);
  }

  @Test
  void namesATagByAParameter() {
    String text =
        """
        {"parameters": {"tagName": {"type": "String"}}, "policyRule": {
          "if": {"field": "[concat('tags[', parameters('tagName'), ']')]", "exists": "false"},
          "then": {"effect": "deny"}}}
        """;
    BoundPolicy owner = PolicyTestData.policy(text, Map.of("tagName", StringValue.of("owner")));
    assertThat(PolicyTestData.request(owner, VAULT).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(PolicyTestData.request(owner, VAULT).reason().root().text())
        .isEqualTo("`tags[owner]` is absent");
    BoundPolicy env = PolicyTestData.policy(text, Map.of("tagName", StringValue.of("ENV")));
    assertThat(PolicyTestData.request(env, VAULT).state()).isEqualTo(ComplianceState.COMPLIANT);
    PolicyResult unknown = PolicyTestData.request(PolicyTestData.policy(text), VAULT);
    assertThat(unknown.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(unknown.causes())
        .extracting(cause -> cause.text())
        .containsExactly("policy parameter `tagName` has no value");
  }

  @Test
  void isUnsupported_whenAFunctionIsNotOfPolicies() {
    BoundPolicy policy =
        PolicyTestData.audit("{\"value\": \"[resourceId('a', 'b')]\", \"equals\": \"x\"}");
    assertThat(policy.problems())
        .extracting(problem -> problem.message())
        .containsExactly("`resourceId` is not a function of policies");
    assertThat(PolicyTestData.request(policy, VAULT).state())
        .isEqualTo(ComplianceState.UNSUPPORTED);
  }
}
