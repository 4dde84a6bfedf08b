package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.Scope;
import dev.redoubt.estate.StringValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEvaluatorTest {

  private static final String STORAGE = "Microsoft.Storage/storageAccounts";

  private static final String PUBLIC =
      """
      {"properties": {"displayName": "storage is private", "mode": "Indexed",
        "parameters": {"effect": {"type": "String", "allowedValues": ["Audit", "Disabled"],
          "defaultValue": "Audit"}},
        "policyRule": {
          "if": {"allOf": [
            {"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
            {"field": "Microsoft.Storage/storageAccounts/publicNetworkAccess",
              "notEquals": "Disabled"}]},
          "then": {"effect": "[parameters('effect')]"}}}}
      """;

  private static Resource storage(String properties) {
    return Given.resource(STORAGE, "st1", "{\"properties\": " + properties + "}");
  }

  @Test
  void isCompliant_whenTheConditionDoesNotHold() {
    PolicyResult result =
        Given.request(Given.policy(PUBLIC), storage("{\"publicNetworkAccess\": \"Disabled\"}"));
    assertThat(result.state()).isEqualTo(State.COMPLIANT);
    assertThat(result.effect()).isEqualTo(Effect.AUDIT);
  }

  @Test
  void isNotApplicable_whenTheTypeIsAnother() {
    Resource vault = Given.resource("Microsoft.KeyVault/vaults", "kv", "{}");
    assertThat(Given.request(Given.policy(PUBLIC), vault).state()).isEqualTo(State.NOT_APPLICABLE);
  }

  @Test
  void isNotApplicable_whenDisabledByParameter() {
    BoundPolicy policy = Given.policy(PUBLIC, Map.of("Effect", StringValue.of("disabled")));
    assertThat(policy.problems()).isEmpty();
    assertThat(Given.request(policy, storage("{}")).state()).isEqualTo(State.NOT_APPLICABLE);
  }

  @Test
  void isUnsupported_whenAParameterIsNotAllowed() {
    BoundPolicy policy = Given.policy(PUBLIC, Map.of("effect", StringValue.of("Deny")));
    assertThat(Given.request(policy, storage("{}")).state()).isEqualTo(State.UNSUPPORTED);
    assertThat(policy.problems().getFirst().message())
        .isEqualTo("`Deny` is not among the allowed values of the parameter `effect`");
  }

  @Test
  void isUnknown_whenTheValueIs() {
    PolicyResult result =
        Given.predicted(Given.policy(PUBLIC), storage("{\"publicNetworkAccess\": \"?pna\"}"));
    assertThat(result.state()).isEqualTo(State.UNKNOWN);
    assertThat(result.reason().tree())
        .isEqualTo(
            """
            whether the condition of `storage is private` holds is not known
              `publicNetworkAccess` is `[parameters('pna')]`: parameter `pna` has no value
            """);
  }

  @Test
  void saysWhatTheDefaultIs_whenThePropertyIsLeftOut() {
    PolicyResult result = Given.predicted(Given.policy(PUBLIC), storage("{}"));
    assertThat(result.state()).isEqualTo(State.NON_COMPLIANT);
    assertThat(result.reason().tree())
        .isEqualTo(
            """
            the condition of `storage is private` holds
              `publicNetworkAccess` absent; service default is `Enabled`, not `Disabled`
            """);
  }

  @Test
  void pointsAtTheValueThatDecided() {
    Resource storage = storage("{\n\"publicNetworkAccess\": \"Enabled\"}");
    PolicyResult result = Given.request(Given.policy(PUBLIC), storage);
    assertThat(result.origin().line()).isEqualTo(2);
    assertThat(result.reason().root().text())
        .isEqualTo("`publicNetworkAccess` is `Enabled`, not `Disabled`");
  }

  @Test
  void neverPasses_whenAnAliasIsNotKnown() {
    BoundPolicy policy =
        Given.audit(
            """
            {"allOf": [{"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
              {"field": "Microsoft.Storage/storageAccounts/noSuchThing", "equals": "x"}]}
            """);
    PolicyResult result = Given.request(policy, storage("{}"));
    assertThat(result.state()).isEqualTo(State.UNSUPPORTED);
    assertThat(result.reason().tree()).contains("is not an alias that Azure publishes");
    assertThat(
            Given.request(policy, Given.resource("Microsoft.KeyVault/vaults", "kv", "{}")).state())
        .isEqualTo(State.NOT_APPLICABLE);
  }

  @Test
  void isUnsupported_whenTheModeIsOfADataPlane() {
    BoundPolicy policy =
        Given.policy(
            """
            {"mode": "Microsoft.KeyVault.Data", "policyRule": {
              "if": {"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
              "then": {"effect": "audit"}}}
            """);
    assertThat(Given.request(policy, storage("{}")).state()).isEqualTo(State.UNSUPPORTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"field\":\"name\",\"equals\":\"st1\"} | NON_COMPLIANT",
        "{\"field\":\"fullName\",\"equals\":\"st1\"} | NON_COMPLIANT",
        "{\"field\":\"kind\",\"equals\":\"storagev2\"} | NON_COMPLIANT",
        "{\"field\":\"location\",\"equals\":\"East US 2\"} | NON_COMPLIANT",
        "{\"field\":\"location\",\"in\":[\"West US\",\"East US 2\"]} | NON_COMPLIANT",
        "{\"field\":\"id\",\"like\":\"*/storageAccounts/st1\"} | NON_COMPLIANT",
        "{\"field\":\"identity.type\",\"contains\":\"SystemAssigned\"} | NON_COMPLIANT",
        "{\"field\":\"identity.userAssignedIdentities\",\"exists\":false} | NON_COMPLIANT",
        "{\"field\":\"tags\",\"containsKey\":\"env\"} | NON_COMPLIANT",
        "{\"field\":\"tags.Env\",\"equals\":\"prod\"} | NON_COMPLIANT",
        "{\"field\":\"tags['cost centre']\",\"exists\":true} | NON_COMPLIANT",
        "{\"field\":\"tags[owner]\",\"exists\":false} | NON_COMPLIANT",
        "{\"field\":\"Microsoft.Storage/storageAccounts/sku.name\",\"like\":\"Standard*\"}"
            + " | NON_COMPLIANT",
        "{\"value\":\"[requestContext().apiVersion]\",\"less\":\"2025-01-01\"} | NON_COMPLIANT",
        "{\"value\":\"[resourceGroup().location]\",\"equals\":\"eastus\"} | UNKNOWN",
        "{\"value\":\"[field('kind')]\",\"equals\":\"StorageV2\"} | NON_COMPLIANT",
        "{\"field\":\"Microsoft.KeyVault/vaults/enablePurgeProtection\",\"exists\":false}"
            + " | NON_COMPLIANT",
      })
  void readsFieldsThatNeedNoAlias(String condition, State state) {
    Resource storage =
        Given.resource(
            STORAGE,
            "st1",
            """
            {"kind": "StorageV2", "location": "eastus2", "sku": {"name": "Standard_LRS"},
             "identity": {"type": "SystemAssigned"}, "tags": {"env": "prod", "cost centre": "1"}}
            """);
    BoundPolicy policy = Given.audit(condition);
    assertThat(policy.problems()).isEmpty();
    assertThat(Given.request(policy, storage).state()).isEqualTo(state);
  }

  @Test
  void isUnknown_whenTheResourceExistsAlready() {
    Resource existing = Given.existing(storage("{}"));
    PolicyResult result = Given.predicted(Given.policy(PUBLIC), existing);
    assertThat(result.state()).isEqualTo(State.UNKNOWN);
    assertThat(result.causes().getFirst().text()).contains("exists already");
  }

  @Test
  void joinsBothBranches_whenPropertiesAreAChoice() {
    Resource choice =
        storage("{}")
            .withBody(
                dev.redoubt.estate.ObjectValue.builder()
                    .put(
                        "properties",
                        dev.redoubt.estate.Unknown.choice(
                            Given.unknown("private", dev.redoubt.estate.TypeHint.BOOL),
                            Given.json("{\"publicNetworkAccess\": \"Disabled\"}"),
                            Given.json("{}"),
                            dev.redoubt.estate.Origin.NONE))
                    .build());
    PolicyResult result = Given.predicted(Given.policy(PUBLIC), choice);
    assertThat(result.state()).isEqualTo(State.UNKNOWN);
    assertThat(result.reason().tree()).contains("depends on `[parameters('private')]`");
  }

  @Test
  void isAnError_whenTheKindsDoNotFit() {
    BoundPolicy policy = Given.audit("{\"field\": \"name\", \"greater\": 5}");
    assertThat(Given.request(policy, storage("{}")).state()).isEqualTo(State.ERROR);
  }

  // ---- auditIfNotExists

  private static final String DIAGNOSTICS =
      """
      {"if": {"field": "type", "equals": "Microsoft.KeyVault/vaults"},
       "then": {"effect": "auditIfNotExists", "details": {
         "type": "Microsoft.Insights/diagnosticSettings",
         "existenceCondition": {"field": "Microsoft.Insights/diagnosticSettings/workspaceId",
           "exists": true}}}}
      """;

  private static final Resource VAULT = Given.resource("Microsoft.KeyVault/vaults", "kv", "{}");

  private static Resource diagnostics(Resource of, String properties) {
    return Given.resource(
        new Scope.Resource(of.key()),
        "Microsoft.Insights/diagnosticSettings",
        "2021-05-01-preview",
        "d",
        "{\"properties\": " + properties + "}");
  }

  @Test
  void isViolated_whenNoExtensionIsDeclared() {
    PolicyResult result = Given.predicted(Given.policy(DIAGNOSTICS), VAULT);
    assertThat(result.state()).isEqualTo(State.NON_COMPLIANT);
    assertThat(result.reason().tree())
        .isEqualTo(
            """
            `test` is not met
              no `Microsoft.Insights/diagnosticSettings` is declared for it
            """);
  }

  @Test
  void isMet_whenTheExtensionIsAsRequired() {
    Resource settings = diagnostics(VAULT, "{\"workspaceId\": \"/x\"}");
    assertThat(Given.predicted(Given.policy(DIAGNOSTICS), VAULT, settings).state())
        .isEqualTo(State.COMPLIANT);
  }

  @Test
  void isViolated_whenTheExtensionIsOfAnotherResource() {
    Resource other = Given.resource("Microsoft.KeyVault/vaults", "kv2", "{}");
    Resource settings = diagnostics(other, "{\"workspaceId\": \"/x\"}");
    assertThat(Given.predicted(Given.policy(DIAGNOSTICS), VAULT, settings).state())
        .isEqualTo(State.NON_COMPLIANT);
  }

  @Test
  void isUnknown_whenTheExtensionMayNotBeDeployed() {
    Resource settings = Given.conditional(diagnostics(VAULT, "{\"workspaceId\": \"/x\"}"), "diag");
    PolicyResult result = Given.predicted(Given.policy(DIAGNOSTICS), VAULT, settings);
    assertThat(result.state()).isEqualTo(State.UNKNOWN);
    assertThat(result.causes().getFirst().text()).isEqualTo("parameter `diag` has no value");
  }

  @Test
  void isMet_whenBothAreDeployedUnderOneCondition() {
    Resource vault = Given.conditional(VAULT, "c");
    Resource settings = Given.conditional(diagnostics(VAULT, "{\"workspaceId\": \"/x\"}"), "c");
    assertThat(Given.predicted(Given.policy(DIAGNOSTICS), vault, settings).state())
        .isEqualTo(State.COMPLIANT);
  }

  @Test
  void isUnknown_whenTheExtensionMayBelongToIt() {
    Resource other = Given.resource("Microsoft.KeyVault/vaults", "?name", "{}");
    Resource settings = diagnostics(other, "{\"workspaceId\": \"/x\"}");
    assertThat(Given.predicted(Given.policy(DIAGNOSTICS), VAULT, settings).state())
        .isEqualTo(State.UNKNOWN);
  }

  @Test
  void isUnknown_whenTheRelatedResourceCouldBeElsewhereInTheGroup() {
    BoundPolicy policy =
        Given.policy(
            """
            {"if": {"field": "type", "equals": "Microsoft.KeyVault/vaults"},
             "then": {"effect": "auditIfNotExists", "details": {
               "type": "Microsoft.OperationalInsights/workspaces"}}}
            """);
    assertThat(Given.predicted(policy, VAULT).state()).isEqualTo(State.UNKNOWN);
    Resource workspace = Given.resource("Microsoft.OperationalInsights/workspaces", "law", "{}");
    assertThat(Given.predicted(policy, VAULT, workspace).state()).isEqualTo(State.COMPLIANT);
  }

  @Test
  void isNotApplicable_whenTheConditionOfAuditIfNotExistsDoesNotHold() {
    Resource storage = storage("{}");
    assertThat(Given.predicted(Given.policy(DIAGNOSTICS), storage).state())
        .isEqualTo(State.NOT_APPLICABLE);
  }

  @Test
  void findsTheChildThatTheServiceMakes() {
    BoundPolicy policy =
        Given.policy(
            """
            {"if": {"field": "type", "equals": "Microsoft.Sql/servers/databases"},
             "then": {"effect": "AuditIfNotExists", "details": {
               "type": "Microsoft.Sql/servers/databases/transparentDataEncryption",
               "name": "current",
               "existenceCondition": {
                 "field": "Microsoft.Sql/transparentDataEncryption.status",
                 "equals": "enabled"}}}}
            """);
    Resource database = Given.resource("Microsoft.Sql/servers/databases", "s/d", "{}");
    assertThat(policy.problems()).isEmpty();
    assertThat(Given.predicted(policy, database).state()).isEqualTo(State.COMPLIANT);
    Resource off =
        Given.resource(
            "Microsoft.Sql/servers/databases/transparentDataEncryption",
            "s/d/current",
            "{\"properties\": {\"state\": \"Disabled\", \"status\": \"Disabled\"}}");
    assertThat(Given.predicted(policy, database, off).state()).isEqualTo(State.NON_COMPLIANT);
  }
}
