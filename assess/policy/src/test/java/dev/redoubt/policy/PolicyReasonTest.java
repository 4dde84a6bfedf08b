package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Reason;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which conditions are named as reasons, in which order, and which causes an unknown state has.
class PolicyReasonTest {

  private static final String STORAGE = "Microsoft.Storage/storageAccounts";
  private static final String NSG = "Microsoft.Network/networkSecurityGroups";
  private static final String RULES = NSG + "/securityRules[*]";
  private static final Unknown CONDITION = PolicyTestData.unknown("c", TypeHint.BOOL);
  private static final String THIS_TYPE = "{\"field\": \"type\", \"equals\": \"" + STORAGE + "\"}";

  private static final Resource RESOURCE =
      PolicyTestData.resource(
          STORAGE,
          "st",
          """
          {"kind": "StorageV2", "tags": {"a": "1", "b": "2", "u": "?u"}, "sku": {"tier": "Premium"},
           "properties": {"accessTier": "Hot", "publicNetworkAccess": "Enabled"}}
          """);

  private static String tag(String name, String value) {
    return "{\"field\": \"tags." + name + "\", \"equals\": \"" + value + "\"}";
  }

  private static String all(String... parts) {
    return "{\"allOf\": [" + String.join(", ", parts) + "]}";
  }

  private static String any(String... parts) {
    return "{\"anyOf\": [" + String.join(", ", parts) + "]}";
  }

  private static PolicyResult result(String condition, Resource resource) {
    return PolicyTestData.request(PolicyTestData.audit(condition), resource);
  }

  private static List<String> reasons(String condition) {
    return result(condition, RESOURCE).reason().because().stream().map(Reason::text).toList();
  }

  private static List<String> causes(PolicyResult result) {
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    return result.causes().stream().map(UnknownCause::text).toList();
  }

  private static Resource rules(Value rules) {
    return PolicyTestData.resource(NSG, "nsg", "{}")
        .withBody(
            ObjectValue.builder()
                .put("properties", ObjectValue.builder().put("securityRules", rules).build())
                .build());
  }

  @Test
  void partsThatDecidedAreTheReasons() {
    assertThat(reasons(all(tag("a", "1"), tag("b", "2")))).hasSize(2);
    assertThat(reasons(all(tag("a", "1"), tag("b", "x"))))
        .singleElement()
        .asString()
        .contains("tags.b");
    assertThat(reasons(any(tag("a", "1"), tag("b", "x"))))
        .singleElement()
        .asString()
        .contains("tags.a");
    assertThat(reasons(any(tag("a", "x"), tag("b", "x")))).hasSize(2);
    assertThat(reasons("{\"not\": " + any(tag("a", "x"), tag("b", "2")) + "}"))
        .singleElement()
        .asString()
        .contains("tags.b");
    assertThat(reasons(all(tag("a", "1"), tag("u", "x"))))
        .singleElement()
        .asString()
        .contains("tags.u");
  }

  @Test
  void propertyComesBeforeLabelAndTypeIsOmitted() {
    String property = "{\"field\": \"" + STORAGE + "/accessTier\", \"equals\": \"Hot\"}";
    String access = "{\"field\": \"" + STORAGE + "/publicNetworkAccess\", \"equals\": \"Enabled\"}";
    String count = "{\"count\": {\"value\": [1]}, \"equals\": 1}";
    List<String> reasons = reasons(all(THIS_TYPE, tag("a", "1"), count, access));
    assertThat(reasons).hasSize(3);
    assertThat(reasons.getFirst()).contains("publicNetworkAccess");
    assertThat(reasons.get(1)).contains("number of values");
    assertThat(reasons.get(2)).contains("tags.a");
    assertThat(reasons(all(tag("a", "1"), property)).getFirst()).contains("accessTier");
    assertThat(reasons(THIS_TYPE)).singleElement().asString().contains("type").contains(STORAGE);
  }

  @Test
  void propertyThatSelectsAKindComesAfterOthers() {
    String tier = "{\"field\": \"" + STORAGE + "/sku.tier\", \"equals\": \"Premium\"}";
    String access = "{\"field\": \"" + STORAGE + "/publicNetworkAccess\", \"equals\": \"Enabled\"}";
    assertThat(reasons(all(tier, access)).getFirst()).contains("publicNetworkAccess");
    assertThat(reasons(all(tier, tag("a", "1"))).getFirst()).contains("sku.tier");
  }

  @Test
  void sameReasonIsGivenOnceAndAtMostTwentyAre() {
    assertThat(reasons(all(tag("a", "1"), tag("a", "1")))).hasSize(1);
    String many =
        IntStream.range(0, 30)
            .mapToObj(i -> "{\"field\": \"tags.x" + i + "\", \"exists\": false}")
            .collect(Collectors.joining(", "));
    assertThat(reasons("{\"allOf\": [" + many + "]}")).hasSize(20);
  }

  @Test
  void elementsThatDoNotMeetTheConditionAreTheReasons() {
    Resource nsg = rules(PolicyTestData.json("[{\"name\": \"a\"}, {\"name\": \"b\"}]"));
    String name = "{\"field\": \"" + RULES + ".name\", \"equals\": \"a\"}";
    assertThat(result(name, nsg).reason().because())
        .singleElement()
        .satisfies(reason -> assertThat(reason.text()).contains("`b`"));
    String both = "{\"field\": \"" + RULES + ".name\", \"in\": [\"a\", \"b\"]}";
    assertThat(result(both, nsg).reason().because()).hasSize(2);
    Resource none = rules(ArrayValue.EMPTY);
    assertThat(result(name, none).reason().root().text())
        .isEqualTo("`securityRules[*].name` has no elements");
  }

  @Test
  void furtherElementsAreACause() {
    Resource open =
        rules(
            ArrayValue.open(
                List.of(PolicyTestData.json("{\"name\": \"a\"}")),
                PolicyTestData.unknown("rest", TypeHint.ARRAY),
                Origin.NONE));
    String name = "{\"field\": \"" + RULES + ".name\", \"equals\": \"a\"}";
    PolicyResult unknown = result(name, open);
    assertThat(causes(unknown)).containsExactly("parameter `rest` has no value");
    assertThat(unknown.reason().tree())
        .contains("`securityRules[*].name` may have more elements: parameter `rest` has no value");
    String other = "{\"field\": \"" + RULES + ".name\", \"equals\": \"b\"}";
    assertThat(result(other, open).reason().tree()).doesNotContain("more elements");
    String count = "{\"count\": {\"field\": \"" + RULES + "\"}, \"equals\": 1}";
    assertThat(causes(result(count, open))).containsExactly("parameter `rest` has no value");
    assertThat(result(count, open).reason().root().text()).contains("is at least 1");
  }

  @Test
  void conditionOfAChoiceIsACauseIfTheBranchesDiffer() {
    Value choice =
        Unknown.choice(
            CONDITION, PolicyTestData.json("\"a\""), PolicyTestData.json("\"?p\""), Origin.NONE);
    Resource resource =
        RESOURCE.withBody(
            ObjectValue.builder()
                .put("tags", ObjectValue.builder().put("t", choice).build())
                .build());
    PolicyResult result = result(tag("t", "a"), resource);
    assertThat(causes(result))
        .containsExactly("parameter `c` has no value", "parameter `p` has no value");
    assertThat(result.reason().because())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.text()).isEqualTo("`tags.t` depends on `[parameters('c')]`");
              assertThat(reason.because()).hasSize(2);
            });
    Resource arrays =
        rules(
            Unknown.choice(
                CONDITION,
                PolicyTestData.json("[{\"name\": \"a\"}]"),
                PolicyTestData.json("[{\"name\": \"?p\"}]"),
                Origin.NONE));
    String name = "{\"field\": \"" + RULES + ".name\", \"equals\": \"a\"}";
    assertThat(causes(result(name, arrays)))
        .containsExactly("parameter `c` has no value", "parameter `p` has no value");
    String where = "\"where\": {\"field\": \"" + RULES + ".name\", \"equals\": \"a\"}";
    String count = "{\"count\": {\"field\": \"" + RULES + "\", " + where + "}, \"equals\": 1}";
    assertThat(causes(result(count, arrays)))
        .containsExactlyInAnyOrder("parameter `c` has no value", "parameter `p` has no value");
  }

  @Test
  void unknownOperandIsACause() {
    PolicyResult result =
        result("{\"field\": \"tags.a\", \"equals\": \"[field('tags.u')]\"}", RESOURCE);
    assertThat(causes(result)).containsExactly("parameter `u` has no value");
    assertThat(result.reason().tree()).contains("the value to compare with is unknown");
    String count = "{\"count\": {\"value\": [1]}, \"equals\": \"[field('tags.u')]\"}";
    assertThat(causes(result(count, RESOURCE))).containsExactly("parameter `u` has no value");
    String values = "{\"count\": {\"value\": \"[split(field('tags.u'), ',')]\"}, \"equals\": 2}";
    assertThat(causes(result(values, RESOURCE))).containsExactly("parameter `u` has no value");
  }

  @Test
  void unknownOrderIsACause() {
    Resource resource = PolicyTestData.resource(STORAGE, "st", "{\"tags\": {\"t\": \"a-b\"}}");
    PolicyResult result = result("{\"field\": \"tags.t\", \"less\": \"a_b\"}", resource);
    assertThat(causes(result))
        .singleElement()
        .asString()
        .contains("the order of `a-b` and `a_b` is not known");
  }

  @Test
  void failureIsTheReasonOfAnError() {
    PolicyResult failing =
        result("{\"value\": \"[substring(field('name'), 0, 99)]\", \"equals\": \"x\"}", RESOURCE);
    assertThat(failing.state()).isEqualTo(ComplianceState.ERROR);
    assertThat(failing.reason().root().text()).contains("`substring`");
    PolicyResult operand =
        result(
            "{\"field\": \"name\", \"equals\": \"[substring(field('name'), 0, 99)]\"}", RESOURCE);
    assertThat(operand.reason().root().text()).contains("`substring`");
    PolicyResult types = result("{\"field\": \"name\", \"less\": 5}", RESOURCE);
    assertThat(types.reason().root().text())
        .isEqualTo("`name` is `st` cannot be compared by `less` with `5`");
  }

  @Test
  void nameOfAComputedFieldIsAReason() {
    PolicyResult wrong = result("{\"field\": \"[field('kind')]\", \"exists\": true}", RESOURCE);
    assertThat(wrong.state()).isEqualTo(ComplianceState.ERROR);
    assertThat(wrong.reason().root().text())
        .isEqualTo("`StorageV2` is not a field that policies can use");
    PolicyResult unknown =
        result("{\"field\": \"[concat('tags.', field('tags.u'))]\", \"exists\": true}", RESOURCE);
    assertThat(causes(unknown)).containsExactly("parameter `u` has no value");
    assertThat(unknown.reason().root().text())
        .contains("the name of the field")
        .contains("is unknown");
    PolicyResult known =
        result("{\"field\": \"[concat('tags.', 'a')]\", \"equals\": \"1\"}", RESOURCE);
    assertThat(known.reason().root().text()).contains("`tags.a` is `1`");
    PolicyResult tag =
        result("{\"field\": \"[concat('tags.', toLower('A'))]\", \"equals\": \"1\"}", RESOURCE);
    assertThat(tag.state()).isEqualTo(ComplianceState.NON_COMPLIANT);
    PolicyResult own =
        result("{\"field\": \"[concat('tags.', field('tags.a'))]\", \"exists\": false}", RESOURCE);
    assertThat(own.reason().root().text()).contains("`tags.1` is absent");
  }

  @Test
  void reasonOfACountAreTheElementsThatAreCountedOrElseTheOthers() {
    Resource nsg =
        rules(PolicyTestData.json("[{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"c\"}]"));
    String where = "\"where\": {\"field\": \"" + RULES + ".name\", \"in\": [\"a\", \"b\"]}";
    String count = "{\"count\": {\"field\": \"" + RULES + "\", " + where + "}, \"equals\": 2}";
    Reason counted = result(count, nsg).reason().because().getFirst();
    assertThat(counted.text()).contains("the number of `securityRules[*]` is 2");
    assertThat(counted.because()).hasSize(2);
    String none = "\"where\": {\"field\": \"" + RULES + ".name\", \"equals\": \"x\"}";
    String zero = "{\"count\": {\"field\": \"" + RULES + "\", " + none + "}, \"equals\": 0}";
    assertThat(result(zero, nsg).reason().because().getFirst().because()).hasSize(3);
    String whole = "{\"count\": {\"field\": \"" + RULES + "\"}, \"equals\": 3}";
    assertThat(result(whole, nsg).reason().because().getFirst().because()).isEmpty();
  }

  @Test
  void locationOfACountIsThatOfTheFirstElement() {
    Resource nsg =
        PolicyTestData.resource(
            NSG,
            "nsg",
            "{\"properties\": {\"securityRules\": [\n{\"name\": \"x\"},\n{\"name\": \"a\"}]}}");
    String where = "\"where\": {\"field\": \"" + RULES + ".name\", \"equals\": \"a\"}";
    String count = "{\"count\": {\"field\": \"" + RULES + "\", " + where + "}, \"equals\": 1}";
    assertThat(result(count, nsg).reason().because().getFirst().origin().line()).isEqualTo(3);
  }

  @Test
  void missingDefaultIsACause() {
    PolicyResult result =
        PolicyTestData.predicted(
            PolicyTestData.audit(
                "{\"field\": \"" + STORAGE + "/isLocalUserEnabled\", \"equals\": true}"),
            RESOURCE);
    assertThat(causes(result)).singleElement().asString().contains("the default of");
    assertThat(result.reason().root().text()).startsWith("`isLocalUserEnabled` is absent: ");
  }

  @Test
  void aliasOfAnotherTypeIsNamedInFull() {
    PolicyResult result =
        result("{\"field\": \"Microsoft.KeyVault/vaults/sku.name\", \"exists\": false}", RESOURCE);
    assertThat(result.reason().root().text()).contains("`Microsoft.KeyVault/vaults/sku.name`");
  }

  @Test
  void typeIsOmittedBesideOtherReasons() {
    String type = "{\"field\": \"type\", \"equals\": \"[field('type')]\"}";
    assertThat(reasons(all(type, tag("a", "1")))).singleElement().asString().contains("tags.a");
    assertThat(reasons(type)).singleElement().asString().contains("`type` is `" + STORAGE + "`");
  }

  @Test
  void orderThatIsNotKnownIsNamed() {
    Resource resource = PolicyTestData.resource(STORAGE, "st", "{\"tags\": {\"t\": \"a-b\"}}");
    assertThat(result("{\"field\": \"tags.t\", \"less\": \"a_b\"}", resource).reason().tree())
        .contains("its order relative to `a_b` is not known");
  }

  @Test
  void negatedCountNamesTheExpectedNumber() {
    Resource nsg = rules(PolicyTestData.json("[{\"name\": \"a\"}]"));
    String count = "{\"count\": {\"field\": \"" + RULES + "\"}, \"notEquals\": 2}";
    assertThat(result(count, nsg).reason().root().text()).endsWith("is 1; expected `2`");
  }

  @Test
  void countedElementIsNamedWithEverythingThatCountsIt() {
    Resource nsg =
        rules(
            PolicyTestData.json(
                """
                [{"name": "web", "properties": {"access": "Deny", "direction": "Inbound"}},
                 {"name": "ssh", "properties": {"access": "Allow", "direction": "Inbound"}},
                 {"properties": {"access": "Allow", "direction": "Inbound"}}]\
                """));
    String where =
        all(
            "{\"field\": \"" + RULES + ".access\", \"equals\": \"Allow\"}",
            "{\"field\": \"" + RULES + ".direction\", \"in\": [\"Inbound\", \"Any\"]}");
    String count =
        "{\"count\": {\"field\": \"%s\", \"where\": %s}, \"greater\": 0}".formatted(RULES, where);
    Reason reason = result(count, nsg).reason();
    assertThat(reason.root().text())
        .isEqualTo(
            "`securityRules[1]` (`ssh`): `access` is `Allow`, `direction` is `Inbound`; also"
                + " `securityRules[2]`");
    assertThat(reason.tree())
        .contains(
            "`securityRules[1].direction` is `Inbound`, one of `Inbound`, `Any`",
            "`securityRules[2].access` is `Allow`")
        .doesNotContain("securityRules[0]");
  }

  @Test
  void placeOfAnElementIsNotInventedBehindACondition() {
    Value one = PolicyTestData.json("[{\"name\": \"a\"}]");
    Value other = PolicyTestData.json("[{\"name\": \"b\"}]");
    String count =
        "{\"count\": {\"field\": \"%s\", \"where\": {\"field\": \"%s.name\", \"like\": \"*\"}},"
                .formatted(RULES, RULES)
            + " \"greater\": 0}";
    assertThat(
            result(count, rules(Unknown.choice(CONDITION, one, other, Origin.NONE)))
                .reason()
                .tree())
        .contains("`securityRules[*]`")
        .doesNotContain("securityRules[0]", "securityRules[1]");
  }

  @Test
  void causesOfACountAreThoseOfAllItsArrays() {
    Value one = PolicyTestData.json("[{\"name\": \"a\"}]");
    Value open =
        ArrayValue.open(List.of(), PolicyTestData.unknown("rest", TypeHint.ARRAY), Origin.NONE);
    String count = "{\"count\": {\"field\": \"" + RULES + "\"}, \"equals\": 1}";
    for (Value choice :
        List.of(
            Unknown.choice(CONDITION, one, open, Origin.NONE),
            Unknown.choice(CONDITION, open, one, Origin.NONE))) {
      assertThat(causes(result(count, rules(choice))))
          .containsExactly("parameter `c` has no value", "parameter `rest` has no value");
    }
    Value ports =
        ArrayValue.of(
            List.of(
                ObjectValue.builder()
                    .put(
                        "properties",
                        ObjectValue.builder().put("destinationPortRanges", open).build())
                    .build()));
    String inner =
        "{\"count\": {\"field\": \"" + RULES + ".destinationPortRanges[*]\"}, \"equals\": 1}";
    assertThat(causes(result(inner, rules(ports))))
        .containsExactly("parameter `rest` has no value");
  }

  @Test
  void elementsOfBothBranchesOfAChoiceAreReasonsOfACount() {
    String where = "\"where\": {\"field\": \"" + RULES + ".name\", \"equals\": \"a\"}";
    String count = "{\"count\": {\"field\": \"" + RULES + "\", " + where + "}, \"equals\": 1}";
    Value unknown = PolicyTestData.json("[{\"name\": \"?p\"}]");
    Value other = PolicyTestData.json("[{\"name\": \"x\"}]");
    for (Value choice :
        List.of(
            Unknown.choice(CONDITION, unknown, other, Origin.NONE),
            Unknown.choice(CONDITION, other, unknown, Origin.NONE))) {
      assertThat(causes(result(count, rules(choice))))
          .containsExactlyInAnyOrder("parameter `c` has no value", "parameter `p` has no value");
    }
  }
}
