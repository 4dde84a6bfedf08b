package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The value of a field: defaults, choices, arrays and API versions.
class FieldValueTest {

  private static final String STORAGE = "Microsoft.Storage/storageAccounts";
  private static final String HTTPS = STORAGE + "/supportsHttpsTrafficOnly";
  private static final String NSG = "Microsoft.Network/networkSecurityGroups";
  private static final String RULES = NSG + "/securityRules[*]";
  private static final Unknown CONDITION = PolicyTestData.unknown("c", TypeHint.BOOL);
  private static final Unknown REST = PolicyTestData.unknown("rest", TypeHint.ANY);

  private static Value choice(Value whenTrue, Value whenFalse) {
    return Unknown.choice(CONDITION, whenTrue, whenFalse, Origin.NONE);
  }

  private static Value json(String text) {
    return PolicyTestData.json(text);
  }

  private static Resource with(String type, String member, Value value) {
    return PolicyTestData.resource(type, "n", "{}")
        .withBody(ObjectValue.builder().put(member, value).build());
  }

  private static Resource storage(String property, Value value) {
    return with(STORAGE, "properties", ObjectValue.builder().put(property, value).build());
  }

  private static Resource rules(Value rules) {
    return with(NSG, "properties", ObjectValue.builder().put("securityRules", rules).build());
  }

  private static void predicted(String condition, ComplianceState state, Resource resource) {
    BoundPolicy policy = PolicyTestData.audit(condition);
    assertThat(policy.problems()).isEmpty();
    PolicyResult result = PolicyTestData.predicted(policy, resource);
    assertThat(result.state()).as(result.reason().tree()).isEqualTo(state);
  }

  private static void request(String condition, ComplianceState state, Resource resource) {
    BoundPolicy policy = PolicyTestData.audit(condition);
    assertThat(policy.problems()).isEmpty();
    PolicyResult result = PolicyTestData.request(policy, resource);
    assertThat(result.state()).as(result.reason().tree()).isEqualTo(state);
  }

  private static String field(String name, String operator, String operand) {
    return "{\"field\": \"%s\", \"%s\": %s}".formatted(name, operator, operand);
  }

  private static String value(String expression, String operator, String operand) {
    return "{\"value\": \"%s\", \"%s\": %s}".formatted(expression, operator, operand);
  }

  private static String count(String array, String where, String operator, String operand) {
    return "{\"count\": {\"field\": \"%s\", \"where\": %s}, \"%s\": %s}"
        .formatted(array, where, operator, operand);
  }

  // ---- defaults

  @Test
  void nullAndAbsentPropertiesHaveTheDefaultOfTheProvider() {
    String https = field(HTTPS, "equals", "true");
    predicted(https, ComplianceState.NON_COMPLIANT, storage("a", NullValue.NULL));
    predicted(
        https, ComplianceState.NON_COMPLIANT, storage("supportsHttpsTrafficOnly", NullValue.NULL));
    predicted(https, ComplianceState.NON_COMPLIANT, with(STORAGE, "properties", json("\"x\"")));
    predicted(https, ComplianceState.NON_COMPLIANT, with(STORAGE, "properties", NullValue.NULL));
    predicted(https, ComplianceState.COMPLIANT, storage("supportsHttpsTrafficOnly", json("false")));
    request(https, ComplianceState.COMPLIANT, storage("supportsHttpsTrafficOnly", NullValue.NULL));
    request(
        field(HTTPS, "exists", "false"),
        ComplianceState.NON_COMPLIANT,
        storage("supportsHttpsTrafficOnly", NullValue.NULL));
  }

  @Test
  void branchOfAChoiceThatIsNullHasTheDefaultAsWell() {
    Resource legacy = storage("supportsHttpsTrafficOnly", choice(json("false"), NullValue.NULL));
    predicted(field(HTTPS, "equals", "true"), ComplianceState.UNKNOWN, legacy);
    predicted(field(HTTPS, "exists", "true"), ComplianceState.NON_COMPLIANT, legacy);
    Resource on = storage("supportsHttpsTrafficOnly", choice(json("true"), NullValue.NULL));
    predicted(field(HTTPS, "equals", "true"), ComplianceState.NON_COMPLIANT, on);
    request(field(HTTPS, "exists", "true"), ComplianceState.UNKNOWN, on);
  }

  @Test
  void branchOfAChoiceOfObjectsHasTheDefaultAsWell() {
    Value off = json("{\"supportsHttpsTrafficOnly\": false}");
    Resource either = with(STORAGE, "properties", choice(off, json("{}")));
    predicted(field(HTTPS, "equals", "true"), ComplianceState.UNKNOWN, either);
    predicted(field(HTTPS, "exists", "true"), ComplianceState.NON_COMPLIANT, either);
    Resource neither = with(STORAGE, "properties", choice(json("{\"a\": 1}"), json("{}")));
    predicted(field(HTTPS, "equals", "true"), ComplianceState.NON_COMPLIANT, neither);
    request(field(HTTPS, "exists", "false"), ComplianceState.NON_COMPLIANT, neither);
  }

  @Test
  void propertyOfAnUnknownObjectIsUnknown() {
    Resource unknown = with(STORAGE, "properties", PolicyTestData.unknown("p", TypeHint.OBJECT));
    predicted(field(HTTPS, "equals", "true"), ComplianceState.UNKNOWN, unknown);
    request(field(HTTPS, "exists", "true"), ComplianceState.UNKNOWN, unknown);
  }

  @Test
  void nullElementOfAnArrayHasNoDefault() {
    String ports = RULES + ".destinationPortRanges[*]";
    Resource nsg = rules(json("[{\"properties\": {\"destinationPortRanges\": [null, \"22\"]}}]"));
    predicted(
        count(ports, field(ports, "exists", "false"), "equals", "1"),
        ComplianceState.NON_COMPLIANT,
        nsg);
    predicted(
        count(RULES, field(RULES + ".access", "exists", "false"), "equals", "1"),
        ComplianceState.UNKNOWN,
        rules(json("[null]")));
  }

  // ---- fields that all resources have

  @ParameterizedTest
  @CsvSource({
    "kind",
    "location",
    "tags",
    "tags.env",
    "identity.type",
    "identity.userAssignedIdentities",
  })
  void nullMemberIsAbsent(String field) {
    String body = "{\"kind\": null, \"location\": null, \"tags\": null, \"identity\": null}";
    Resource resource = PolicyTestData.resource(STORAGE, "n", body);
    request(field(field, "exists", "false"), ComplianceState.NON_COMPLIANT, resource);
    Resource inner =
        PolicyTestData.resource(
            STORAGE,
            "n",
            "{\"tags\": {\"env\": null},"
                + " \"identity\": {\"type\": null, \"userAssignedIdentities\": null}}");
    request(
        field(field, "exists", "false"),
        field.equals("tags") ? ComplianceState.COMPLIANT : ComplianceState.NON_COMPLIANT,
        inner);
  }

  @Test
  void tagOfUnknownTagsIsUnknownAndOfOtherValuesAbsent() {
    Resource unknown = with(STORAGE, "tags", PolicyTestData.unknown("tags", TypeHint.OBJECT));
    request(field("tags.env", "exists", "true"), ComplianceState.UNKNOWN, unknown);
    Resource either = with(STORAGE, "tags", choice(json("{\"env\": \"a\"}"), json("{}")));
    request(field("tags.env", "exists", "true"), ComplianceState.UNKNOWN, either);
    request(field("tags.env", "in", "[\"a\", \"b\"]"), ComplianceState.UNKNOWN, either);
    Resource text = with(STORAGE, "tags", json("\"env\""));
    request(field("tags.env", "exists", "false"), ComplianceState.NON_COMPLIANT, text);
  }

  @Test
  void locationsAreComparedByTheirNormalizedNames() {
    Resource either = with(STORAGE, "location", choice(json("\"East US\""), json("\"eastus\"")));
    request(field("location", "equals", "\"EASTUS\""), ComplianceState.NON_COMPLIANT, either);
    request(field("location", "in", "[\"East US\"]"), ComplianceState.NON_COMPLIANT, either);
    request(
        field("location", "equals", "\"[field('location')]\""),
        ComplianceState.NON_COMPLIANT,
        either);
    Resource tagged =
        PolicyTestData.resource(
            STORAGE, "n", "{\"location\": \"eastus\", \"tags\": {\"at\": \"East US\"}}");
    request(
        field("location", "equals", "\"[field('tags.at')]\""),
        ComplianceState.NON_COMPLIANT,
        tagged);
    request(field("tags.at", "equals", "\"eastus\""), ComplianceState.COMPLIANT, tagged);
  }

  @Test
  void typeOfAResourceGroupContainsTheSubscription() {
    Resource group =
        PolicyTestData.resource(
            new dev.redoubt.estate.ResourceScope.Subscription(
                dev.redoubt.estate.NameSegment.literal("sub")),
            "Microsoft.Resources/resourceGroups",
            "2024-01-01",
            "rg",
            "{}");
    String type = "Microsoft.Resources/subscriptions/resourceGroups";
    request(field("type", "equals", "\"" + type + "\""), ComplianceState.NON_COMPLIANT, group);
    request(
        value("[field('type')]", "equals", "\"" + type + "\""),
        ComplianceState.NON_COMPLIANT,
        group);
  }

  // ---- aliases

  @Test
  void aliasOfAnotherTypeIsAbsentAndItsArrayHasNoElements() {
    Resource storage = PolicyTestData.resource(STORAGE, "n", "{}");
    request(field(RULES + ".access", "equals", "\"x\""), ComplianceState.NON_COMPLIANT, storage);
    request(
        "{\"count\": {\"field\": \"" + RULES + "\"}, \"equals\": 0}",
        ComplianceState.NON_COMPLIANT,
        storage);
    request(
        field("Microsoft.KeyVault/vaults/enablePurgeProtection", "equals", "true"),
        ComplianceState.COMPLIANT,
        storage);
  }

  @ParameterizedTest
  @CsvSource({
    "2015-06-15, sku.name, NON_COMPLIANT", "2024-01-01, sku.name, COMPLIANT",
    "2015-06-15, accountType, NON_COMPLIANT", "2024-01-01, accountType, COMPLIANT",
    "'', sku.name, UNKNOWN", "2015-06-15, sku.tier, UNKNOWN",
  })
  void pathOfAnAliasDependsOnTheApiVersion(String version, String alias, ComplianceState state) {
    Resource storage =
        PolicyTestData.resource(
            PolicyTestData.GROUP,
            STORAGE,
            version,
            "n",
            "{\"sku\": {\"name\": \"new\"}, \"properties\": {\"accountType\": \"old\"}}");
    request(field(STORAGE + "/" + alias, "equals", "\"old\""), state, storage);
  }

  @Test
  void formOfAConditionIsThatOfTheApiVersion() {
    BoundPolicy policy = PolicyTestData.audit(field(STORAGE + "/sku.name", "equals", "\"old\""));
    String body = "{\"sku\": {\"name\": \"new\"}, \"properties\": {\"accountType\": \"old\"}}";
    Resource before =
        PolicyTestData.resource(PolicyTestData.GROUP, STORAGE, "2015-06-15", "a", body);
    Resource after =
        PolicyTestData.resource(PolicyTestData.GROUP, STORAGE, "2024-01-01", "a", body);
    Resource other = PolicyTestData.resource("Microsoft.KeyVault/vaults", "a", body);
    for (int i = 0; i < 2; i++) {
      assertThat(PolicyTestData.request(policy, before).state())
          .isEqualTo(ComplianceState.NON_COMPLIANT);
      assertThat(PolicyTestData.request(policy, after).state())
          .isEqualTo(ComplianceState.COMPLIANT);
      assertThat(PolicyTestData.request(policy, other).state())
          .isEqualTo(ComplianceState.COMPLIANT);
    }
  }

  @Test
  void formOfAConditionIsThatOfTheModeOfEvaluation() {
    BoundPolicy policy = PolicyTestData.audit(field(HTTPS, "equals", "true"));
    Resource storage = PolicyTestData.resource(STORAGE, "n", "{}");
    for (int i = 0; i < 2; i++) {
      assertThat(PolicyTestData.request(policy, storage).state())
          .isEqualTo(ComplianceState.COMPLIANT);
      assertThat(PolicyTestData.predicted(policy, storage).state())
          .isEqualTo(ComplianceState.NON_COMPLIANT);
    }
  }

  @Test
  void numberOfElementsAtAPathThatIsNotKnownIsUnknown() {
    String array = "Microsoft.Web/sites/siteConfig.ipSecurityRestrictions[*]";
    Resource site =
        PolicyTestData.resource(PolicyTestData.GROUP, "Microsoft.Web/sites", "", "n", "{}");
    String count = "{\"count\": {\"field\": \"" + array + "\"}, ";
    request(count + "\"equals\": 1}", ComplianceState.UNKNOWN, site);
    request(count + "\"equals\": 0}", ComplianceState.UNKNOWN, site);
    request(count + "\"less\": 0}", ComplianceState.COMPLIANT, site);
    request(field(array + ".ipAddress", "equals", "\"a\""), ComplianceState.UNKNOWN, site);
  }

  @Test
  void causeOfAMovedAliasIsTheApiVersion() {
    Resource storage =
        PolicyTestData.resource(PolicyTestData.GROUP, STORAGE, "2015-06-15", "n", "{}");
    PolicyResult result =
        PolicyTestData.request(
            PolicyTestData.audit(field(STORAGE + "/sku.tier", "exists", "true")), storage);
    assertThat(result.causes())
        .extracting(UnknownCause::text)
        .containsExactly(
            "the place of `" + STORAGE + "/sku.tier` in API version `2015-06-15` is not known");
  }

  // ---- arrays

  @Test
  void openArrayMayHaveElementsThatDoNotMeetTheCondition() {
    Value rule = json("{\"properties\": {\"access\": \"Allow\"}}");
    Resource open = rules(ArrayValue.open(List.of(rule), REST, Origin.NONE));
    request(field(RULES + ".access", "equals", "\"Allow\""), ComplianceState.UNKNOWN, open);
    request(field(RULES + ".access", "equals", "\"Deny\""), ComplianceState.COMPLIANT, open);
    String allow = field(RULES + ".access", "equals", "\"Allow\"");
    request(count(RULES, allow, "greater", "0"), ComplianceState.NON_COMPLIANT, open);
    request(count(RULES, allow, "equals", "1"), ComplianceState.UNKNOWN, open);
    request(count(RULES, allow, "less", "1"), ComplianceState.COMPLIANT, open);
    request(
        value("[length(field('" + RULES + "'))]", "equals", "1"), ComplianceState.UNKNOWN, open);
  }

  @Test
  void conditionThatFailsForAnElementMayFailForFurtherOnes() {
    Resource open = rules(ArrayValue.open(List.of(), REST, Origin.NONE));
    // `exists` cannot fail, so at least one of the two conditions is never an error
    request(
        "{\"allOf\": ["
            + field("name", "equals", "\"other\"")
            + ", "
            + field(RULES + ".priority", "less", "\"5\"")
            + "]}",
        ComplianceState.UNKNOWN,
        open);
    request(
        "{\"allOf\": ["
            + field("name", "equals", "\"other\"")
            + ", "
            + count(RULES, field(RULES + ".priority", "less", "\"5\""), "equals", "0")
            + "]}",
        ComplianceState.UNKNOWN,
        open);
    request(
        "{\"allOf\": ["
            + field("name", "equals", "\"other\"")
            + ", "
            + count(RULES, field(RULES + ".access", "equals", "\"x\""), "equals", "0")
            + "]}",
        ComplianceState.COMPLIANT,
        open);
  }

  @Test
  void choiceOfArraysIsEvaluatedForBoth() {
    Value one = json("[{\"name\": \"a\", \"properties\": {\"access\": \"Allow\"}}]");
    Value two =
        json(
            "[{\"name\": \"a\", \"properties\": {\"access\": \"Allow\"}},"
                + " {\"name\": \"b\", \"properties\": {\"access\": \"Allow\"}}]");
    Resource either = rules(choice(one, two));
    String array = "{\"count\": {\"field\": \"" + RULES + "\"}, ";
    request(array + "\"lessOrEquals\": 2}", ComplianceState.NON_COMPLIANT, either);
    request(array + "\"equals\": 2}", ComplianceState.UNKNOWN, either);
    request(array + "\"equals\": 3}", ComplianceState.COMPLIANT, either);
    request(field(RULES + ".access", "equals", "\"Allow\""), ComplianceState.NON_COMPLIANT, either);
    request(field(RULES + ".name", "equals", "\"a\""), ComplianceState.UNKNOWN, either);
    String length = "[length(field('" + RULES + "'))]";
    request(value(length, "lessOrEquals", "2"), ComplianceState.NON_COMPLIANT, either);
    request(value(length, "equals", "3"), ComplianceState.COMPLIANT, either);
    Resource absent = rules(choice(one, NullValue.NULL));
    request(array + "\"lessOrEquals\": 1}", ComplianceState.NON_COMPLIANT, absent);
    request(array + "\"equals\": 1}", ComplianceState.UNKNOWN, absent);
  }

  @Test
  void choiceOfAnElementIsEvaluatedForBoth() {
    Value allow = json("{\"properties\": {\"access\": \"Allow\"}}");
    Value deny = json("{\"properties\": {\"access\": \"Deny\"}}");
    Resource either = rules(ArrayValue.of(List.of(choice(allow, deny))));
    request(
        field(RULES + ".access", "in", "[\"Allow\", \"Deny\"]"),
        ComplianceState.NON_COMPLIANT,
        either);
    request(field(RULES + ".access", "equals", "\"Allow\""), ComplianceState.UNKNOWN, either);
    request(
        value("[length(field('" + RULES + ".access'))]", "equals", "1"),
        ComplianceState.NON_COMPLIANT,
        either);
  }

  @Test
  void valueThatIsNoArrayHasNoElements() {
    Resource text = rules(json("\"x\""));
    request(
        "{\"count\": {\"field\": \"" + RULES + "\"}, \"equals\": 0}",
        ComplianceState.NON_COMPLIANT,
        text);
  }

  @Test
  void arrayOfAFieldOmitsAbsentMembers() {
    String names = "[length(field('" + RULES + ".name'))]";
    Resource nsg = rules(json("[{\"name\": \"a\"}, {}, {\"name\": null}, {\"name\": \"?n\"}]"));
    request(value(names, "equals", "2"), ComplianceState.NON_COMPLIANT, nsg);
    Resource unknown = rules(json("[{\"name\": \"a\"}, {\"name\": \"?n?\"}]"));
    request(value(names, "equals", "2"), ComplianceState.UNKNOWN, unknown);
    request(
        value("[first(field('" + RULES + ".name'))]", "equals", "\"a\""),
        ComplianceState.UNKNOWN,
        unknown);
    request(
        value("[contains(field('" + RULES + ".name'), 'a')]", "equals", "true"),
        ComplianceState.NON_COMPLIANT,
        unknown);
  }

  @Test
  void fieldFunctionIsEmptyForAnAbsentField() {
    Resource storage = PolicyTestData.resource(STORAGE, "n", "{\"kind\": null}");
    request(
        value("[field('tags.none')]", "equals", "\"\""), ComplianceState.NON_COMPLIANT, storage);
    request(value("[field('kind')]", "equals", "\"\""), ComplianceState.NON_COMPLIANT, storage);
    Resource either = with(STORAGE, "tags", choice(json("{\"env\": \"a\"}"), json("{}")));
    request(
        value("[field('tags.env')]", "in", "[\"a\", \"\"]"), ComplianceState.NON_COMPLIANT, either);
    Resource unknown = with(STORAGE, "tags", PolicyTestData.unknown("tags", TypeHint.OBJECT));
    request(value("[field('tags.env')]", "exists", "true"), ComplianceState.UNKNOWN, unknown);
    request(value("[field('tags.env')]", "equals", "\"\""), ComplianceState.UNKNOWN, unknown);
    request(value("[field('none')]", "equals", "\"\""), ComplianceState.ERROR, storage);
  }

  // ---- the element of a count

  @Test
  void fieldFunctionInACountIsAnArrayOfTheElement() {
    Resource nsg = rules(json("[{\"name\": \"a\"}, {\"name\": \"b\"}, {\"properties\": {}}]"));
    String one = value("[length(field('" + RULES + ".name'))]", "equals", "1");
    request(count(RULES, one, "equals", "2"), ComplianceState.NON_COMPLIANT, nsg);
    String first = value("[first(field('" + RULES + ".name'))]", "equals", "\"b\"");
    request(count(RULES, first, "equals", "1"), ComplianceState.NON_COMPLIANT, nsg);
    String whole = value("[length(field('" + RULES + "'))]", "equals", "1");
    request(count(RULES, whole, "equals", "3"), ComplianceState.NON_COMPLIANT, nsg);
  }

  @Test
  void currentNamesTheInnermostCount() {
    Resource storage =
        PolicyTestData.resource(STORAGE, "n", "{\"tags\": {\"env\": \"a\", \"owner\": \"b\"}}");
    String inner =
        "{\"count\": {\"value\": [1, 2], \"name\": \"n\", \"where\": "
            + value("[current('n')]", "equals", "2")
            + "}, \"equals\": 1}";
    request(
        "{\"count\": {\"value\": [5], \"name\": \"n\", \"where\": " + inner + "}, \"equals\": 1}",
        ComplianceState.NON_COMPLIANT,
        storage);
    String sum =
        "{\"count\": {\"value\": [1, 2], \"name\": \"inner\", \"where\": "
            + value("[add(current('OUTER'), current())]", "equals", "7")
            + "}, \"equals\": 1}";
    request(
        "{\"count\": {\"value\": [5], \"name\": \"outer\", \"where\": " + sum + "}, \"equals\": 1}",
        ComplianceState.NON_COMPLIANT,
        storage);
    request(
        "{\"count\": {\"value\": [5], \"where\": "
            + value("[current()]", "equals", "5")
            + "}, \"equals\": 1}",
        ComplianceState.NON_COMPLIANT,
        storage);
    request(value("[current()]", "equals", "5"), ComplianceState.ERROR, storage);
    request(value("[current('n')]", "equals", "5"), ComplianceState.ERROR, storage);
    request(
        "{\"count\": {\"value\": [\"env\", \"owner\", \"x\"], \"name\": \"n\", \"where\": "
            + field("[concat('tags.', current('n'))]", "exists", "true")
            + "}, \"equals\": 2}",
        ComplianceState.NON_COMPLIANT,
        storage);
  }

  @Test
  void currentOfAnAliasIsTheElementOrAPartOfIt() {
    Resource nsg =
        rules(
            json(
                """
                [{"name": "a", "properties": {"destinationPortRanges": ["22", "80"]}},
                 {"name": "b", "properties": {"destinationPortRanges": ["443"]}}]
                """));
    String ports = RULES + ".destinationPortRanges[*]";
    request(
        count(RULES, value("[length(current('" + ports + "'))]", "equals", "2"), "equals", "1"),
        ComplianceState.NON_COMPLIANT,
        nsg);
    request(
        count(RULES, value("[current('" + RULES + ".name')]", "equals", "\"b\""), "equals", "1"),
        ComplianceState.NON_COMPLIANT,
        nsg);
    request(
        count(
            RULES,
            value("[current('" + NSG + "/securityRules')]", "equals", "\"b\""),
            "equals",
            "1"),
        ComplianceState.ERROR,
        nsg);
    // the inner count reads the element of the outer one
    String both =
        "{\"allOf\": ["
            + field(ports, "equals", "\"22\"")
            + ", "
            + field(RULES + ".name", "equals", "\"a\"")
            + "]}";
    request(
        count(RULES, count(ports, both, "equals", "1"), "equals", "1"),
        ComplianceState.NON_COMPLIANT,
        nsg);
    request(
        count(ports, value("[current()]", "equals", "\"443\""), "equals", "1"),
        ComplianceState.NON_COMPLIANT,
        nsg);
  }

  // ---- locations

  @Test
  void absentPropertyIsLocatedAtTheObjectAroundIt() {
    Resource nsg =
        PolicyTestData.resource(
            NSG,
            "n",
            """
            {
            "properties": {
            "securityRules": [
            {"name": "a"},
            {"properties": {}}]}}
            """);
    BoundPolicy name = PolicyTestData.audit(field(RULES + ".access", "exists", "false"));
    assertThat(PolicyTestData.request(name, nsg).origin().line()).isIn(4, 5);
    Resource storage = PolicyTestData.resource(STORAGE, "n", "{\n\"properties\":\n{\"a\": 1}}");
    BoundPolicy https = PolicyTestData.audit(field(HTTPS, "exists", "false"));
    assertThat(PolicyTestData.request(https, storage).origin().line()).isEqualTo(3);
    Resource tagged = PolicyTestData.resource(STORAGE, "n", "{\n\"tags\":\n{\"a\": \"b\"}}");
    BoundPolicy tag = PolicyTestData.audit(field("tags.env", "exists", "false"));
    assertThat(PolicyTestData.request(tag, tagged).origin().line()).isEqualTo(3);
    assertThat(PolicyTestData.request(tag, storage).origin()).isEqualTo(storage.origin());
  }
}
