package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.UnknownCause;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The search for the related resource of `auditIfNotExists`: which resources count, and when the
/// absence of one is certain.
class RelatedResourceTest {

  private static final String VAULTS = "Microsoft.KeyVault/vaults";
  private static final String SERVERS = "Microsoft.Sql/servers";
  private static final String LOCKS = "Microsoft.Authorization/locks";
  private static final String WORKSPACES = "Microsoft.OperationalInsights/workspaces";

  private static final Resource VAULT = PolicyTestData.resource(VAULTS, "kv", "{}");
  private static final Resource SERVER = PolicyTestData.resource(SERVERS, "s", "{}");

  /// `auditIfNotExists` for all resources of a type.
  private static BoundPolicy requires(String type, String details) {
    return PolicyTestData.policy(
        """
        {"if": {"field": "type", "equals": "%s"},
         "then": {"effect": "auditIfNotExists", "details": {%s}}}
        """
            .formatted(type, details));
  }

  private static Resource in(ResourceScope scope, String type, String name, String body) {
    return PolicyTestData.resource(scope, type, "2024-01-01", name, body);
  }

  private static ResourceScope of(Resource resource) {
    return new ResourceScope.Resource(resource.key());
  }

  private static ResourceScope group(String subscription, String name) {
    return new ResourceScope.ResourceGroup(
        PolicyTestData.resource("a.b/c", subscription, "{}").key().lastName(),
        PolicyTestData.resource("a.b/c", name, "{}").key().lastName());
  }

  private static ResourceScope subscription(String id) {
    return new ResourceScope.Subscription(NameSegment.literal(id));
  }

  private static void check(BoundPolicy policy, ComplianceState state, Resource... resources) {
    assertThat(policy.problems()).isEmpty();
    PolicyResult result = PolicyTestData.predicted(policy, resources);
    assertThat(result.state()).as(result.reason().tree()).isEqualTo(state);
    if (state == ComplianceState.UNKNOWN) {
      assertThat(result.causes()).isNotEmpty();
    }
  }

  // ---- certain absence

  @Test
  void absenceOfAChildIsCertainOnlyIfTheDeploymentCreatesTheParent() {
    BoundPolicy policy = requires(SERVERS, "\"type\": \"" + SERVERS + "/administrators\"");
    check(policy, ComplianceState.NON_COMPLIANT, SERVER);
    check(policy, ComplianceState.UNKNOWN, PolicyTestData.existing(SERVER));
  }

  @Test
  void absenceOfAGrandchildIsCertainAsWell() {
    BoundPolicy policy =
        requires(SERVERS, "\"type\": \"" + SERVERS + "/databases/securityAlertPolicies\"");
    check(policy, ComplianceState.NON_COMPLIANT, SERVER);
    Resource alerts =
        PolicyTestData.resource(SERVERS + "/databases/securityAlertPolicies", "s/d/default", "{}");
    check(policy, ComplianceState.COMPLIANT, SERVER, alerts);
  }

  @Test
  void absenceOfAnExtensionIsCertainOnlyIfTheDeploymentCreatesTheResource() {
    BoundPolicy policy = requires(VAULTS, "\"type\": \"" + LOCKS + "\"");
    check(policy, ComplianceState.NON_COMPLIANT, VAULT);
    check(policy, ComplianceState.UNKNOWN, PolicyTestData.existing(VAULT));
    check(policy, ComplianceState.COMPLIANT, VAULT, in(of(VAULT), LOCKS, "l", "{}"));
  }

  @Test
  void extensionOfAnExistingResourceOfUnknownNameMayBelongToIt() {
    Resource other = PolicyTestData.resource(VAULTS, "?name", "{}");
    check(
        requires(VAULTS, "\"type\": \"" + LOCKS + "\""),
        ComplianceState.UNKNOWN,
        PolicyTestData.existing(VAULT),
        in(of(other), LOCKS, "l", "{}"));
  }

  @Test
  void lockOfAResourceGroupIsDeclaredInItsScope() {
    String type = "Microsoft.Resources/subscriptions/resourceGroups";
    BoundPolicy policy = requires(type, "\"type\": \"" + LOCKS + "\"");
    Resource group = in(subscription("sub"), "Microsoft.Resources/resourceGroups", "rg", "{}");
    check(policy, ComplianceState.NON_COMPLIANT, group);
    check(policy, ComplianceState.COMPLIANT, group, in(group("sub", "rg"), LOCKS, "l", "{}"));
    check(policy, ComplianceState.NON_COMPLIANT, group, in(group("sub", "x"), LOCKS, "l", "{}"));
    // a lock of a resource in the group is not a lock of the group
    check(policy, ComplianceState.NON_COMPLIANT, group, VAULT, in(of(VAULT), LOCKS, "l", "{}"));
  }

  // ---- names

  @Test
  void namedResourceThatTheDeploymentCreatesIsTheOnlyOneOfItsName() {
    String details =
        """
        "type": "%s", "name": "law",
        "existenceCondition": {"field": "location", "equals": "eastus"}
        """
            .formatted(WORKSPACES);
    BoundPolicy policy = requires(VAULTS, details);
    Resource east = PolicyTestData.resource(WORKSPACES, "law", "{\"location\": \"eastus\"}");
    Resource west = PolicyTestData.resource(WORKSPACES, "law", "{\"location\": \"westus\"}");
    Resource other = PolicyTestData.resource(WORKSPACES, "other", "{\"location\": \"eastus\"}");
    check(policy, ComplianceState.COMPLIANT, VAULT, east);
    check(policy, ComplianceState.NON_COMPLIANT, VAULT, west);
    check(policy, ComplianceState.UNKNOWN, VAULT, other);
    check(policy, ComplianceState.UNKNOWN, VAULT, PolicyTestData.conditional(west, "c"));
    check(policy, ComplianceState.UNKNOWN, VAULT, PolicyTestData.existing(west));
    check(policy, ComplianceState.UNKNOWN, VAULT);
  }

  @Test
  void unnamedResourceMayHaveASiblingOutsideOfTheDeployment() {
    String details =
        """
        "type": "%s", "existenceCondition": {"field": "location", "equals": "eastus"}
        """
            .formatted(WORKSPACES);
    Resource west = PolicyTestData.resource(WORKSPACES, "law", "{\"location\": \"westus\"}");
    check(requires(VAULTS, details), ComplianceState.UNKNOWN, VAULT, west);
  }

  @Test
  void nameOfAChildIsUniqueOnlyWithItsParent() {
    String condition = ", \"existenceCondition\": {\"field\": \"tags.a\", \"equals\": \"b\"}";
    Resource database = PolicyTestData.resource(SERVERS + "/databases", "s/d", "{}");
    check(
        requires(VAULTS, "\"type\": \"" + SERVERS + "/databases\", \"name\": \"d\"" + condition),
        ComplianceState.UNKNOWN,
        VAULT,
        SERVER,
        database);
    check(
        requires(VAULTS, "\"type\": \"" + SERVERS + "/databases\", \"name\": \"s/d\"" + condition),
        ComplianceState.NON_COMPLIANT,
        VAULT,
        SERVER,
        database);
    check(
        requires(SERVERS, "\"type\": \"" + SERVERS + "/databases\", \"name\": \"d\"" + condition),
        ComplianceState.NON_COMPLIANT,
        PolicyTestData.existing(SERVER),
        database);
  }

  @Test
  void extensionOfAChildDoesNotTakeTheName() {
    String details =
        "\"type\": \""
            + LOCKS
            + "\", \"name\": \"l\", \"existenceCondition\": {\"field\": \"tags.a\","
            + " \"equals\": \"b\"}";
    Resource database = PolicyTestData.resource(SERVERS + "/databases", "s/d", "{}");
    BoundPolicy policy = requires(SERVERS, details);
    Resource existing = PolicyTestData.existing(SERVER);
    check(policy, ComplianceState.UNKNOWN, existing, in(of(database), LOCKS, "l", "{}"));
    check(policy, ComplianceState.NON_COMPLIANT, existing, in(of(SERVER), LOCKS, "l", "{}"));
  }

  @Test
  void nameMayDependOnTheResource() {
    BoundPolicy policy =
        requires(
            VAULTS,
            "\"type\": \"" + WORKSPACES + "\", \"name\": \"[concat('law-', field('name'))]\"");
    check(
        policy,
        ComplianceState.COMPLIANT,
        VAULT,
        PolicyTestData.resource(WORKSPACES, "law-kv", "{}"));
    check(
        policy, ComplianceState.UNKNOWN, VAULT, PolicyTestData.resource(WORKSPACES, "law-x", "{}"));
    check(
        policy, ComplianceState.UNKNOWN, VAULT, PolicyTestData.resource(WORKSPACES, "?law", "{}"));
  }

  @Test
  void kindMustBeEqual() {
    BoundPolicy policy =
        requires(SERVERS, "\"type\": \"" + SERVERS + "/databases\", \"kind\": \"v12.0,user\"");
    Resource user =
        PolicyTestData.resource(SERVERS + "/databases", "s/d", "{\"kind\": \"V12.0,user\"}");
    Resource system =
        PolicyTestData.resource(SERVERS + "/databases", "s/d", "{\"kind\": \"v12.0,system\"}");
    Resource unknown =
        PolicyTestData.resource(SERVERS + "/databases", "s/d", "{\"kind\": \"?kind\"}");
    check(policy, ComplianceState.COMPLIANT, SERVER, user);
    check(policy, ComplianceState.NON_COMPLIANT, SERVER, system);
    check(policy, ComplianceState.UNKNOWN, SERVER, unknown);
  }

  // ---- scopes

  @ParameterizedTest
  @CsvSource({
    "sub, rg, COMPLIANT",
    "sub, other, UNKNOWN",
    "other, rg, UNKNOWN",
    "sub, ?rg, UNKNOWN",
  })
  void otherResourceIsSearchedInTheResourceGroup(
      String subscription, String name, ComplianceState state) {
    check(
        requires(VAULTS, "\"type\": \"" + WORKSPACES + "\""),
        state,
        VAULT,
        in(group(subscription, name), WORKSPACES, "law", "{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "sub, rg, COMPLIANT",
    "sub, other, COMPLIANT",
    "sub, ?rg, COMPLIANT",
    "other, rg, UNKNOWN",
    "?sub, rg, UNKNOWN",
  })
  void existenceScopeMayBeTheSubscription(String subscription, String name, ComplianceState state) {
    check(
        requires(VAULTS, "\"type\": \"" + WORKSPACES + "\", \"existenceScope\": \"Subscription\""),
        state,
        VAULT,
        in(group(subscription, name), WORKSPACES, "law", "{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "sub, hub, COMPLIANT",
    "sub, HUB, COMPLIANT",
    "sub, rg, UNKNOWN",
    "other, hub, UNKNOWN",
    "sub, ?hub, UNKNOWN",
  })
  void resourceGroupMayBeNamed(String subscription, String name, ComplianceState state) {
    check(
        requires(VAULTS, "\"type\": \"" + WORKSPACES + "\", \"resourceGroupName\": \"hub\""),
        state,
        VAULT,
        in(group(subscription, name), WORKSPACES, "law", "{}"));
  }

  @Test
  void resourceOfAnotherLevelIsNotInTheGroup() {
    String type = "\"type\": \"Microsoft.Security/pricings\"";
    Resource pricing = in(subscription("sub"), "Microsoft.Security/pricings", "p", "{}");
    check(requires(VAULTS, type), ComplianceState.UNKNOWN, VAULT, pricing);
    check(
        requires(VAULTS, type + ", \"resourceGroupName\": \"hub\""),
        ComplianceState.UNKNOWN,
        VAULT,
        pricing);
    check(
        requires(VAULTS, type + ", \"existenceScope\": \"subscription\""),
        ComplianceState.COMPLIANT,
        VAULT,
        pricing);
    for (ResourceScope scope :
        List.of(
            ResourceScope.Tenant.ROOT,
            new ResourceScope.ManagementGroup(NameSegment.literal("mg")))) {
      Resource outer = in(scope, "Microsoft.Security/pricings", "p", "{}");
      check(
          requires(VAULTS, type + ", \"existenceScope\": \"subscription\""),
          ComplianceState.UNKNOWN,
          VAULT,
          outer);
      check(
          requires(VAULTS, type + ", \"resourceGroupName\": \"rg\""),
          ComplianceState.UNKNOWN,
          VAULT,
          outer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "', \"existenceScope\": \"subscription\"'",
    "', \"resourceGroupName\": \"rg\"'"
  })
  void resourceOfAnUnknownScopeMayBeTheRelatedOne(String restriction) {
    ResourceScope opaque =
        new ResourceScope.Opaque(PolicyTestData.unknown("scope", TypeHint.STRING));
    check(
        requires(VAULTS, "\"type\": \"" + WORKSPACES + "\"" + restriction),
        ComplianceState.UNKNOWN,
        VAULT,
        in(opaque, WORKSPACES, "law", "{}"));
    check(
        requires(VAULTS, "\"type\": \"" + WORKSPACES + "\"" + restriction),
        ComplianceState.UNKNOWN,
        in(opaque, VAULTS, "kv", "{}"),
        in(group("sub", "rg"), WORKSPACES, "law", "{}"));
  }

  @Test
  void resourceGroupIsTheScopeOfItsOwnSearch() {
    Resource group = in(subscription("sub"), "Microsoft.Resources/resourceGroups", "rg", "{}");
    BoundPolicy policy =
        requires(
            "Microsoft.Resources/subscriptions/resourceGroups", "\"type\": \"" + WORKSPACES + "\"");
    check(
        policy, ComplianceState.COMPLIANT, group, in(group("sub", "rg"), WORKSPACES, "law", "{}"));
    check(policy, ComplianceState.UNKNOWN, group, in(group("sub", "x"), WORKSPACES, "law", "{}"));
  }

  @Test
  void subscriptionIsTheScopeOfItsOwnSearch() {
    String type = "Microsoft.Resources/subscriptions";
    Resource own = in(ResourceScope.Tenant.ROOT, type, "sub", "{}");
    BoundPolicy pricings =
        requires(
            type,
            "\"type\": \"Microsoft.Security/pricings\", \"existenceScope\": \"subscription\"");
    check(
        pricings,
        ComplianceState.COMPLIANT,
        own,
        in(subscription("sub"), "Microsoft.Security/pricings", "p", "{}"));
    check(
        pricings,
        ComplianceState.UNKNOWN,
        own,
        in(subscription("x"), "Microsoft.Security/pricings", "p", "{}"));
    BoundPolicy locks = requires(type, "\"type\": \"" + LOCKS + "\"");
    check(locks, ComplianceState.NON_COMPLIANT, own);
    check(locks, ComplianceState.COMPLIANT, own, in(subscription("sub"), LOCKS, "l", "{}"));
    check(locks, ComplianceState.NON_COMPLIANT, own, in(group("sub", "rg"), LOCKS, "l", "{}"));
  }

  @Test
  void nameThatCannotBeComputedIsAnError() {
    String name = "\"name\": \"[substring(field('name'), 0, 99)]\"";
    BoundPolicy policy = requires(SERVERS, "\"type\": \"" + SERVERS + "/databases\", " + name);
    Resource database = PolicyTestData.resource(SERVERS + "/databases", "s/d", "{}");
    check(policy, ComplianceState.ERROR, SERVER, database);
    check(policy, ComplianceState.NON_COMPLIANT, SERVER);
  }

  // ---- presence

  @Test
  void repeatedResourceMayNotBeDeployed() {
    Resource lock = in(of(VAULT), LOCKS, "l", "{}");
    Resource repeated =
        new Resource(
            lock.key(),
            lock.apiVersion(),
            lock.body(),
            new ResourceExistence.Repeated(PolicyTestData.unknown("count", TypeHint.INT)),
            true,
            lock.dependsOn(),
            lock.origin());
    PolicyResult result =
        PolicyTestData.predicted(requires(VAULTS, "\"type\": \"" + LOCKS + "\""), VAULT, repeated);
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(result.causes())
        .extracting(UnknownCause::text)
        .containsExactly("parameter `count` has no value");
    assertThat(result.reason().tree()).contains("is deployed under a condition");
  }

  @Test
  void twoResourcesUnderDifferentConditionsMayNotBeDeployedTogether() {
    check(
        requires(VAULTS, "\"type\": \"" + LOCKS + "\""),
        ComplianceState.UNKNOWN,
        PolicyTestData.conditional(VAULT, "a"),
        PolicyTestData.conditional(in(of(VAULT), LOCKS, "l", "{}"), "b"));
  }

  @Test
  void childThatTheServiceCreatesExistsEvenIfTheDeclaredOneIsNotDeployed() {
    String type = SERVERS + "/databases/transparentDataEncryption";
    BoundPolicy policy =
        requires(
            SERVERS + "/databases",
            """
            "type": "%s", "existenceCondition": {
              "field": "Microsoft.Sql/transparentDataEncryption.status", "equals": "enabled"}
            """
                .formatted(type));
    Resource database = PolicyTestData.resource(SERVERS + "/databases", "s/d", "{}");
    Resource on =
        PolicyTestData.resource(
            type,
            "s/d/current",
            "{\"properties\": {\"status\": \"Enabled\", \"state\": \"Enabled\"}}");
    Resource off =
        PolicyTestData.resource(
            type,
            "s/d/current",
            "{\"properties\": {\"status\": \"Disabled\", \"state\": \"Disabled\"}}");
    check(policy, ComplianceState.COMPLIANT, database, PolicyTestData.conditional(on, "c"));
    check(policy, ComplianceState.UNKNOWN, database, PolicyTestData.conditional(off, "c"));
  }

  // ---- the condition

  @Test
  void oneOfSeveralIsEnough() {
    BoundPolicy policy =
        requires(
            VAULTS,
            """
            "type": "%s", "existenceCondition": {
              "field": "Microsoft.Authorization/locks/level", "equals": "CanNotDelete"}
            """
                .formatted(LOCKS));
    Resource readOnly = in(of(VAULT), LOCKS, "a", "{\"properties\": {\"level\": \"ReadOnly\"}}");
    Resource canNotDelete =
        in(of(VAULT), LOCKS, "b", "{\"properties\": {\"level\": \"CanNotDelete\"}}");
    Resource unknown = in(of(VAULT), LOCKS, "c", "{\"properties\": {\"level\": \"?level\"}}");
    check(policy, ComplianceState.NON_COMPLIANT, VAULT, readOnly);
    check(policy, ComplianceState.COMPLIANT, VAULT, readOnly, canNotDelete);
    check(policy, ComplianceState.COMPLIANT, VAULT, unknown, canNotDelete);
    check(policy, ComplianceState.UNKNOWN, VAULT, readOnly, unknown);
  }

  @Test
  void conditionReadsTheRelatedResourceAndFunctionsThatOfTheIf() {
    String condition =
        """
        "type": "%s", "existenceCondition": {"field": "name", "equals": "[field('name')]"}
        """
            .formatted(WORKSPACES);
    check(
        requires(VAULTS, condition),
        ComplianceState.COMPLIANT,
        VAULT,
        PolicyTestData.resource(WORKSPACES, "kv", "{}"));
    check(
        requires(VAULTS, condition),
        ComplianceState.UNKNOWN,
        VAULT,
        PolicyTestData.resource(WORKSPACES, "law", "{}"));
    String location =
        """
        "type": "%s", "existenceCondition": {"value": "[field('location')]", "equals": "eastus"}
        """
            .formatted(LOCKS);
    Resource east = PolicyTestData.resource(VAULTS, "kv", "{\"location\": \"eastus\"}");
    check(
        requires(VAULTS, location),
        ComplianceState.COMPLIANT,
        east,
        in(of(east), LOCKS, "l", "{}"));
    check(
        requires(VAULTS, location),
        ComplianceState.NON_COMPLIANT,
        VAULT,
        in(of(VAULT), LOCKS, "l", "{\"location\": \"eastus\"}"));
  }

  @Test
  void failureOfTheConditionIsAnError() {
    BoundPolicy policy =
        requires(
            VAULTS,
            """
            "type": "%s", "existenceCondition": {
              "value": "[substring(field('name'), 0, 99)]", "equals": "x"}
            """
                .formatted(LOCKS));
    Resource lock = in(of(VAULT), LOCKS, "l", "{}");
    check(policy, ComplianceState.ERROR, VAULT, lock);
    check(policy, ComplianceState.UNKNOWN, VAULT, PolicyTestData.conditional(lock, "c"));
    check(policy, ComplianceState.NON_COMPLIANT, VAULT);
  }

  @Test
  void unknownIfLeavesItOpenWhetherOneIsRequired() {
    BoundPolicy policy =
        PolicyTestData.policy(
            """
            {"if": {"allOf": [{"field": "type", "equals": "%s"},
                {"field": "location", "equals": "eastus"}]},
             "then": {"effect": "auditIfNotExists", "details": {"type": "%s"}}}
            """
                .formatted(VAULTS, LOCKS));
    Resource vault = PolicyTestData.resource(VAULTS, "kv", "{\"location\": \"?location\"}");
    Resource lock = in(of(vault), LOCKS, "l", "{}");
    check(policy, ComplianceState.UNKNOWN, vault);
    check(policy, ComplianceState.COMPLIANT, vault, lock);
  }

  // ---- reasons

  @Test
  void reasonNamesEachResourceThatDoesNotMeetTheCondition() {
    BoundPolicy policy =
        requires(
            VAULTS,
            """
            "type": "%s", "existenceCondition": {
              "field": "Microsoft.Authorization/locks/level", "equals": "CanNotDelete"}
            """
                .formatted(LOCKS));
    Resource readOnly = in(of(VAULT), LOCKS, "a", "{\"properties\": {\"level\": \"ReadOnly\"}}");
    String tree = PolicyTestData.predicted(policy, VAULT, readOnly).reason().tree();
    assertThat(tree)
        .contains("no `Microsoft.Authorization/locks` of this resource meets the condition")
        .contains("`locks a`")
        .contains("`level` is `ReadOnly`");
    Resource canNotDelete =
        in(of(VAULT), LOCKS, "b", "{\"properties\": {\"level\": \"CanNotDelete\"}}");
    assertThat(PolicyTestData.predicted(policy, VAULT, readOnly, canNotDelete).reason().tree())
        .contains("a `Microsoft.Authorization/locks` meets the condition")
        .contains("`locks b`")
        .doesNotContain("`locks a`");
  }

  @Test
  void causeOfAnUnknownRelatedResourceIsItsValueOrThatOthersMayExist() {
    BoundPolicy lock =
        requires(
            VAULTS,
            """
            "type": "%s", "existenceCondition": {
              "field": "Microsoft.Authorization/locks/level", "equals": "CanNotDelete"}
            """
                .formatted(LOCKS));
    Resource unknown = in(of(VAULT), LOCKS, "c", "{\"properties\": {\"level\": \"?level\"}}");
    assertThat(PolicyTestData.predicted(lock, VAULT, unknown).causes())
        .extracting(UnknownCause::text)
        .containsExactly("parameter `level` has no value");
    BoundPolicy workspace = requires(VAULTS, "\"type\": \"" + WORKSPACES + "\"");
    assertThat(PolicyTestData.predicted(workspace, VAULT).causes())
        .extracting(UnknownCause::text)
        .containsExactly("a `" + WORKSPACES + "` may exist outside of this deployment");
    Resource other = PolicyTestData.resource(VAULTS, "?name", "{}");
    PolicyResult result =
        PolicyTestData.predicted(
            requires(VAULTS, "\"type\": \"" + LOCKS + "\""),
            VAULT,
            in(of(other), LOCKS, "l", "{}"));
    assertThat(result.causes())
        .extracting(UnknownCause::text)
        .containsExactly("parameter `name` has no value");
    assertThat(result.reason().tree()).contains("may belong to another resource");
  }
}
