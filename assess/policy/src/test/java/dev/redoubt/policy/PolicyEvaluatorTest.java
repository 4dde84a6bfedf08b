package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceScope;
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
    return PolicyTestData.resource(STORAGE, "st1", "{\"properties\": " + properties + "}");
  }

  @Test
  void isCompliant_whenTheConditionDoesNotHold() {
    PolicyResult result =
        PolicyTestData.request(
            PolicyTestData.policy(PUBLIC), storage("{\"publicNetworkAccess\": \"Disabled\"}"));
    assertThat(result.state()).isEqualTo(ComplianceState.COMPLIANT);
    assertThat(result.effect()).isEqualTo(new PolicyEffect.Audit());
  }

  @Test
  void isNotApplicable_whenTheTypeIsAnother() {
    Resource vault = PolicyTestData.resource("Microsoft.KeyVault/vaults", "kv", "{}");
    assertThat(PolicyTestData.request(PolicyTestData.policy(PUBLIC), vault).state())
        .isEqualTo(ComplianceState.NOT_APPLICABLE);
  }

  @Test
  void isNotApplicable_whenDisabledByParameter() {
    BoundPolicy policy =
        PolicyTestData.policy(PUBLIC, Map.of("Effect", StringValue.of("disabled")));
    assertThat(policy.problems()).isEmpty();
    assertThat(PolicyTestData.request(policy, storage("{}")).state())
        .isEqualTo(ComplianceState.NOT_APPLICABLE);
  }

  @Test
  void isUnsupported_whenAParameterIsNotAllowed() {
    BoundPolicy policy = PolicyTestData.policy(PUBLIC, Map.of("effect", StringValue.of("Deny")));
    assertThat(PolicyTestData.request(policy, storage("{}")).state())
        .isEqualTo(ComplianceState.UNSUPPORTED);
    assertThat(policy.problems().getFirst().message())
        .isEqualTo("`Deny` is not among the allowed values of the parameter `effect`");
  }

  @Test
  void isUnknown_whenTheValueIs() {
    PolicyResult result =
        PolicyTestData.predicted(
            PolicyTestData.policy(PUBLIC), storage("{\"publicNetworkAccess\": \"?pna\"}"));
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(result.reason().tree())
        .isEqualTo(
            """
            unknown whether the condition of `storage is private` holds
              `publicNetworkAccess` is `[parameters('pna')]`: parameter `pna` has no value
            """);
  }

  @Test
  void reasonNamesTheDefaultOfAnAbsentProperty() {
    PolicyResult result = PolicyTestData.predicted(PolicyTestData.policy(PUBLIC), storage("{}"));
    assertThat(result.state()).isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(result.reason().tree())
        .isEqualTo(
            """
            the condition of `storage is private` holds
              `publicNetworkAccess` is absent and defaults to `Enabled`; expected `Disabled`
            """);
  }

  @Test
  void originIsTheValueThatDecided() {
    Resource storage = storage("{\n\"publicNetworkAccess\": \"Enabled\"}");
    PolicyResult result = PolicyTestData.request(PolicyTestData.policy(PUBLIC), storage);
    assertThat(result.origin().line()).isEqualTo(2);
    assertThat(result.reason().root().text())
        .isEqualTo("`publicNetworkAccess` is `Enabled`; expected `Disabled`");
  }

  @Test
  void reasonOfACompliantResourceNamesNoExpectedValue() {
    PolicyResult result =
        PolicyTestData.request(
            PolicyTestData.audit(
                """
                {"allOf": [{"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
                  {"field": "Microsoft.Storage/storageAccounts/publicNetworkAccess",
                    "equals": "Enabled"}]}
                """),
            storage("{\"publicNetworkAccess\": \"Disabled\"}"));
    assertThat(result.state()).isEqualTo(ComplianceState.COMPLIANT);
    assertThat(result.reason().root().text())
        .isEqualTo("`publicNetworkAccess` is `Disabled`, not `Enabled`");
  }

  @Test
  void reasonOfACountNamesTheExpectedNumber() {
    PolicyResult result =
        PolicyTestData.request(
            PolicyTestData.audit(
                """
                {"allOf": [{"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
                  {"count": {"field":
                      "Microsoft.Storage/storageAccounts/privateEndpointConnections[*]"},
                    "less": 1}]}
                """),
            storage("{}"));
    assertThat(result.state()).isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(result.reason().root().text())
        .isEqualTo("the number of `privateEndpointConnections[*]` is 0; expected at least `1`");
  }

  @Test
  void reasonAboutATagNamesNoExpectedValue() {
    PolicyResult result =
        PolicyTestData.request(
            PolicyTestData.audit("{\"field\": \"tags['env']\", \"notEquals\": \"prod\"}"),
            PolicyTestData.resource(
                "Microsoft.Storage/storageAccounts", "s", "{\"tags\": {\"env\": \"test\"}}"));
    assertThat(result.state()).isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(result.reason().root().text()).isEqualTo("`tags['env']` is `test`, not `prod`");
  }

  @Test
  void neverPasses_whenAnAliasIsNotKnown() {
    BoundPolicy policy =
        PolicyTestData.audit(
            """
            {"allOf": [{"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
              {"field": "Microsoft.Storage/storageAccounts/noSuchThing", "equals": "x"}]}
            """);
    PolicyResult result = PolicyTestData.request(policy, storage("{}"));
    assertThat(result.state()).isEqualTo(ComplianceState.UNSUPPORTED);
    assertThat(result.reason().tree()).contains("is not an alias that Azure publishes");
    assertThat(
            PolicyTestData.request(
                    policy, PolicyTestData.resource("Microsoft.KeyVault/vaults", "kv", "{}"))
                .state())
        .isEqualTo(ComplianceState.NOT_APPLICABLE);
  }

  @Test
  void isUnsupported_whenTheModeIsOfADataPlane() {
    BoundPolicy policy =
        PolicyTestData.policy(
            """
            {"mode": "Microsoft.KeyVault.Data", "policyRule": {
              "if": {"field": "type", "equals": "Microsoft.Storage/storageAccounts"},
              "then": {"effect": "audit"}}}
            """);
    assertThat(PolicyTestData.request(policy, storage("{}")).state())
        .isEqualTo(ComplianceState.UNSUPPORTED);
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
  void readsFieldsThatNeedNoAlias(String condition, ComplianceState state) {
    Resource storage =
        PolicyTestData.resource(
            STORAGE,
            "st1",
            """
            {"kind": "StorageV2", "location": "eastus2", "sku": {"name": "Standard_LRS"},
             "identity": {"type": "SystemAssigned"}, "tags": {"env": "prod", "cost centre": "1"}}
            """);
    BoundPolicy policy = PolicyTestData.audit(condition);
    assertThat(policy.problems()).isEmpty();
    assertThat(PolicyTestData.request(policy, storage).state()).isEqualTo(state);
  }

  @Test
  void isUnknown_whenTheResourceExistsAlready() {
    Resource existing = PolicyTestData.existing(storage("{}"));
    PolicyResult result = PolicyTestData.predicted(PolicyTestData.policy(PUBLIC), existing);
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(result.causes().getFirst().text()).contains("is an existing resource");
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
                            PolicyTestData.unknown("private", dev.redoubt.estate.TypeHint.BOOL),
                            PolicyTestData.json("{\"publicNetworkAccess\": \"Disabled\"}"),
                            PolicyTestData.json("{}"),
                            dev.redoubt.estate.Origin.NONE))
                    .build());
    PolicyResult result = PolicyTestData.predicted(PolicyTestData.policy(PUBLIC), choice);
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(result.reason().tree()).contains("depends on `[parameters('private')]`");
  }

  @Test
  void isAnError_whenTheKindsDoNotFit() {
    BoundPolicy policy = PolicyTestData.audit("{\"field\": \"name\", \"greater\": 5}");
    assertThat(PolicyTestData.request(policy, storage("{}")).state())
        .isEqualTo(ComplianceState.ERROR);
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

  private static final Resource VAULT =
      PolicyTestData.resource("Microsoft.KeyVault/vaults", "kv", "{}");

  private static Resource diagnostics(Resource of, String properties) {
    return PolicyTestData.resource(
        new ResourceScope.Resource(of.key()),
        "Microsoft.Insights/diagnosticSettings",
        "2021-05-01-preview",
        "d",
        "{\"properties\": " + properties + "}");
  }

  @Test
  void isViolated_whenNoExtensionIsDeclared() {
    PolicyResult result = PolicyTestData.predicted(PolicyTestData.policy(DIAGNOSTICS), VAULT);
    assertThat(result.state()).isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(result.reason().tree())
        .isEqualTo(
            """
            `test` is not met
              no `Microsoft.Insights/diagnosticSettings` is declared for this resource
            """);
  }

  @Test
  void isMet_whenTheExtensionIsAsRequired() {
    Resource settings = diagnostics(VAULT, "{\"workspaceId\": \"/x\"}");
    assertThat(
            PolicyTestData.predicted(PolicyTestData.policy(DIAGNOSTICS), VAULT, settings).state())
        .isEqualTo(ComplianceState.COMPLIANT);
  }

  @Test
  void isViolated_whenTheExtensionIsOfAnotherResource() {
    Resource other = PolicyTestData.resource("Microsoft.KeyVault/vaults", "kv2", "{}");
    Resource settings = diagnostics(other, "{\"workspaceId\": \"/x\"}");
    assertThat(
            PolicyTestData.predicted(PolicyTestData.policy(DIAGNOSTICS), VAULT, settings).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
  }

  @Test
  void isUnknown_whenTheExtensionMayNotBeDeployed() {
    Resource settings =
        PolicyTestData.conditional(diagnostics(VAULT, "{\"workspaceId\": \"/x\"}"), "diag");
    PolicyResult result =
        PolicyTestData.predicted(PolicyTestData.policy(DIAGNOSTICS), VAULT, settings);
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(result.causes().getFirst().text()).isEqualTo("parameter `diag` has no value");
  }

  @Test
  void isMet_whenBothAreDeployedUnderOneCondition() {
    Resource vault = PolicyTestData.conditional(VAULT, "c");
    Resource settings =
        PolicyTestData.conditional(diagnostics(VAULT, "{\"workspaceId\": \"/x\"}"), "c");
    assertThat(
            PolicyTestData.predicted(PolicyTestData.policy(DIAGNOSTICS), vault, settings).state())
        .isEqualTo(ComplianceState.COMPLIANT);
  }

  @Test
  void isUnknown_whenTheExtensionMayBelongToIt() {
    Resource other = PolicyTestData.resource("Microsoft.KeyVault/vaults", "?name", "{}");
    Resource settings = diagnostics(other, "{\"workspaceId\": \"/x\"}");
    assertThat(
            PolicyTestData.predicted(PolicyTestData.policy(DIAGNOSTICS), VAULT, settings).state())
        .isEqualTo(ComplianceState.UNKNOWN);
  }

  @Test
  void isUnknown_whenTheRelatedResourceCouldBeElsewhereInTheGroup() {
    BoundPolicy policy =
        PolicyTestData.policy(
            """
            {"if": {"field": "type", "equals": "Microsoft.KeyVault/vaults"},
             "then": {"effect": "auditIfNotExists", "details": {
               "type": "Microsoft.OperationalInsights/workspaces"}}}
            """);
    assertThat(PolicyTestData.predicted(policy, VAULT).state()).isEqualTo(ComplianceState.UNKNOWN);
    Resource workspace =
        PolicyTestData.resource("Microsoft.OperationalInsights/workspaces", "law", "{}");
    assertThat(PolicyTestData.predicted(policy, VAULT, workspace).state())
        .isEqualTo(ComplianceState.COMPLIANT);
  }

  /// Names are unique in a resource group, so a parent that the deployment creates is the only
  /// resource that the rule can mean, also if the value of its name is not known.
  @Test
  void parentOfTheDeploymentIsTheNamedResourceAlsoIfItsNameIsUnknown() {
    BoundPolicy policy =
        PolicyTestData.policy(
            """
            {"if": {"field": "type", "equals": "Microsoft.MachineLearningServices/workspaces/computes"},
             "then": {"effect": "auditIfNotExists", "details": {
               "type": "Microsoft.MachineLearningServices/workspaces",
               "name": "[first(split(field('fullName'), '/'))]",
               "existenceCondition": {
                 "field": "Microsoft.MachineLearningServices/workspaces/managedNetwork.isolationMode",
                 "in": ["AllowInternetOutbound", "AllowOnlyApprovedOutbound"]}}}}
            """);
    String type = "Microsoft.MachineLearningServices/workspaces";
    Resource compute = PolicyTestData.resource(type + "/computes", "?ml/cpu", "{}");
    Resource without = PolicyTestData.resource(type, "?ml", "{\"properties\": {}}");
    Resource isolated =
        PolicyTestData.resource(
            type,
            "?ml",
            "{\"properties\": {\"managedNetwork\": {\"isolationMode\":"
                + " \"AllowOnlyApprovedOutbound\"}}}");
    Resource other = PolicyTestData.resource(type, "?other", "{\"properties\": {}}");
    assertThat(PolicyTestData.predicted(policy, compute, without).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(PolicyTestData.predicted(policy, compute, isolated).state())
        .isEqualTo(ComplianceState.COMPLIANT);
    assertThat(PolicyTestData.predicted(policy, compute, other).state())
        .isEqualTo(ComplianceState.UNKNOWN);
    assertThat(PolicyTestData.predicted(policy, compute, PolicyTestData.existing(without)).state())
        .isEqualTo(ComplianceState.UNKNOWN);
  }

  @Test
  void isNotApplicable_whenTheConditionOfAuditIfNotExistsDoesNotHold() {
    Resource storage = storage("{}");
    assertThat(PolicyTestData.predicted(PolicyTestData.policy(DIAGNOSTICS), storage).state())
        .isEqualTo(ComplianceState.NOT_APPLICABLE);
  }

  @Test
  void findsTheChildThatTheServiceMakes() {
    BoundPolicy policy =
        PolicyTestData.policy(
            """
            {"if": {"field": "type", "equals": "Microsoft.Sql/servers/databases"},
             "then": {"effect": "AuditIfNotExists", "details": {
               "type": "Microsoft.Sql/servers/databases/transparentDataEncryption",
               "name": "current",
               "existenceCondition": {
                 "field": "Microsoft.Sql/transparentDataEncryption.status",
                 "equals": "enabled"}}}}
            """);
    Resource database = PolicyTestData.resource("Microsoft.Sql/servers/databases", "s/d", "{}");
    assertThat(policy.problems()).isEmpty();
    assertThat(PolicyTestData.predicted(policy, database).state())
        .isEqualTo(ComplianceState.COMPLIANT);
    Resource off =
        PolicyTestData.resource(
            "Microsoft.Sql/servers/databases/transparentDataEncryption",
            "s/d/current",
            "{\"properties\": {\"state\": \"Disabled\", \"status\": \"Disabled\"}}");
    assertThat(PolicyTestData.predicted(policy, database, off).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
  }
}
