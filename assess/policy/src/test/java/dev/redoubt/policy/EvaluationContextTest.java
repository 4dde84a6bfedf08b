package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.policy.context.EvaluationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The functions of policies that read the surroundings of a resource.
class EvaluationContextTest {

  private static final String VAULTS = "Microsoft.KeyVault/vaults";
  private static final Resource VAULT = PolicyTestData.resource(VAULTS, "kv", "{}");
  private static final ResourceScope SUBSCRIPTION =
      new ResourceScope.Subscription(NameSegment.literal("sub"));

  private static final EvaluationContext GIVEN =
      new EvaluationContext(
          object("{\"assignmentId\": \"a\"}"),
          object("{\"name\": \"mg\"}"),
          object("{\"tenantId\": \"t\", \"displayName\": \"d\"}"),
          object("{\"location\": \"northeurope\", \"tags\": {\"env\": \"prod\"}}"),
          object("{\"identity\": {\"idtyp\": \"app\"}, \"apiVersion\": \"2020-01-01\"}"),
          StringValue.of("2026-11-27T00:00:00Z"));

  private static ObjectValue object(String json) {
    return (ObjectValue) PolicyTestData.json(json);
  }

  private static PolicyResult result(
      EvaluationContext context, String expression, String expected, Resource... resources) {
    BoundPolicy policy =
        PolicyTestData.audit(
            "{\"value\": \"%s\", \"equals\": \"%s\"}".formatted(expression, expected));
    assertThat(policy.problems()).isEmpty();
    EvaluationEstate estate = EvaluationEstate.predicted(PolicyTestData.estate(resources));
    return new PolicyEvaluator(estate, context).evaluate(policy, resources[0]);
  }

  private static void holds(
      EvaluationContext context, String expression, String expected, Resource... resources) {
    assertThat(result(context, expression, expected, resources).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
  }

  private static Resource at(ResourceScope scope) {
    return PolicyTestData.resource(scope, VAULTS, "2024-01-01", "kv", "{}");
  }

  private static Resource group(String body) {
    return PolicyTestData.resource(
        SUBSCRIPTION, "Microsoft.Resources/resourceGroups", "2024-01-01", "rg", body);
  }

  @ParameterizedTest
  @CsvSource({
    "[resourceGroup().name], rg",
    "[resourceGroup().id], /subscriptions/sub/resourceGroups/rg",
    "[resourceGroup().type], Microsoft.Resources/resourceGroups",
    "[subscription().subscriptionId], sub",
    "[subscription().id], /subscriptions/sub",
    "[requestContext().apiVersion], 2024-01-01",
  })
  void idsAndNamesAreThoseOfTheResource(String expression, String expected) {
    holds(EvaluationContext.UNKNOWN, expression, expected, VAULT);
    assertThat(result(EvaluationContext.UNKNOWN, expression, "x", VAULT).state())
        .isEqualTo(ComplianceState.COMPLIANT);
    Resource lock =
        PolicyTestData.resource(
            new ResourceScope.Resource(VAULT.key()),
            "Microsoft.Authorization/locks",
            "2024-01-01",
            "l",
            "{}");
    holds(EvaluationContext.UNKNOWN, expression, expected, lock, VAULT);
  }

  @Test
  void resourceOfASubscriptionHasNoResourceGroup() {
    Resource vault = at(SUBSCRIPTION);
    holds(EvaluationContext.UNKNOWN, "[subscription().subscriptionId]", "sub", vault);
    assertThat(result(EvaluationContext.UNKNOWN, "[resourceGroup().name]", "rg", vault).state())
        .isEqualTo(ComplianceState.UNKNOWN);
    holds(GIVEN, "[resourceGroup().location]", "northeurope", vault);
  }

  @Test
  void resourceOfATenantHasNoSubscription() {
    Resource vault = at(ResourceScope.Tenant.ROOT);
    assertThat(
            result(EvaluationContext.UNKNOWN, "[subscription().subscriptionId]", "s", vault)
                .state())
        .isEqualTo(ComplianceState.UNKNOWN);
    holds(GIVEN, "[subscription().tenantId]", "t", vault);
    Resource management = at(new ResourceScope.ManagementGroup(NameSegment.literal("mg")));
    assertThat(
            result(EvaluationContext.UNKNOWN, "[subscription().subscriptionId]", "s", management)
                .state())
        .isEqualTo(ComplianceState.UNKNOWN);
    Resource opaque =
        at(new ResourceScope.Opaque(PolicyTestData.unknown("scope", TypeHint.STRING)));
    assertThat(
            result(EvaluationContext.UNKNOWN, "[subscription().subscriptionId]", "s", opaque)
                .state())
        .isEqualTo(ComplianceState.UNKNOWN);
  }

  @Test
  void propertiesOfADeclaredResourceGroupAreKnown() {
    Resource group = group("{\"location\": \"westus\", \"tags\": {\"env\": \"test\"}}");
    holds(EvaluationContext.UNKNOWN, "[resourceGroup().location]", "westus", VAULT, group);
    holds(EvaluationContext.UNKNOWN, "[resourceGroup().tags.env]", "test", VAULT, group);
    assertThat(
            result(
                    EvaluationContext.UNKNOWN,
                    "[resourceGroup().location]",
                    "westus",
                    VAULT,
                    PolicyTestData.existing(group))
                .state())
        .isEqualTo(ComplianceState.UNKNOWN);
    assertThat(
            result(EvaluationContext.UNKNOWN, "[resourceGroup().managedBy]", "x", VAULT, group)
                .state())
        .isEqualTo(ComplianceState.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "[resourceGroup().location], northeurope",
    "[resourceGroup().tags.env], prod",
    "[resourceGroup().name], rg",
    "[subscription().tenantId], t",
    "[subscription().displayName], d",
    "[subscription().subscriptionId], sub",
    "[managementGroup().name], mg",
    "[policy().assignmentId], a",
    "[requestContext().identity.idtyp], app",
    "[requestContext().apiVersion], 2020-01-01",
    "[utcNow()], 2026-11-27T00:00:00Z",
    "'[addDays(utcNow(), 1)]', 2026-11-28T00:00:00Z",
  })
  void givenObjectsAddTheirProperties(String expression, String expected) {
    holds(GIVEN, expression, expected, VAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "[resourceGroup().location], the properties of the resource group are not given",
    "[subscription().tenantId], the properties of the subscription are not given",
    "[managementGroup().name], the properties of the management group are not given",
    "[policy().assignmentId], no policy assignment is given",
    "[requestContext().identity.idtyp], the requester is only known during deployment",
    "[utcNow()], the time of the evaluation is only known during deployment",
  })
  void otherPropertiesAreUnknown(String expression, String cause) {
    PolicyResult result = result(EvaluationContext.UNKNOWN, expression, "x", VAULT);
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(result.causes()).extracting(UnknownCause::text).containsExactly(cause);
  }

  @Test
  void timeIsAString() {
    BoundPolicy policy = PolicyTestData.audit("{\"value\": \"[utcNow()]\", \"exists\": true}");
    assertThat(PolicyTestData.request(policy, VAULT).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
  }

  @Test
  void apiVersionIsUnknownIfTheResourceHasNone() {
    Resource vault = PolicyTestData.resource(PolicyTestData.GROUP, VAULTS, "", "kv", "{}");
    assertThat(
            result(EvaluationContext.UNKNOWN, "[requestContext().apiVersion]", "", vault).state())
        .isEqualTo(ComplianceState.UNKNOWN);
  }
}
