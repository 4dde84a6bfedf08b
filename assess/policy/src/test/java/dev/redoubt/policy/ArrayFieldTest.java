package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The cases of "Author policies for array properties on Azure resources", on a real type.
class ArrayFieldTest {

  private static final String TYPE = "Microsoft.Network/networkSecurityGroups";
  private static final String RULES = TYPE + "/securityRules[*]";

  private static final String TWO_RULES =
      """
      {"properties": {"securityRules": [
        {"name": "a", "properties":
          {"access": "Allow", "destinationPortRanges": ["22", "80"]}},
        {"name": "b", "properties":
          {"access": "Deny", "destinationPortRanges": ["22", "443"]}}
      ]}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"field\":\"$[*].name\",\"like\":\"?\"} | UNKNOWN",
        "{\"field\":\"$[*].access\",\"in\":[\"Allow\",\"Deny\"]} | NON_COMPLIANT",
        "{\"field\":\"$[*].access\",\"equals\":\"Allow\"} | COMPLIANT",
        "{\"not\":{\"field\":\"$[*].access\",\"notEquals\":\"Deny\"}} | NON_COMPLIANT",
        "{\"field\":\"$[*].destinationPortRanges\",\"contains\":\"22\"} | NON_COMPLIANT",
        "{\"field\":\"$[*].destinationPortRanges[*]\",\"equals\":\"22\"} | COMPLIANT",
        "{\"field\":\"$[*].destinationPortRanges[*]\",\"in\":[\"22\",\"80\",\"443\"]}"
            + " | NON_COMPLIANT",
        "{\"count\":{\"field\":\"$[*]\"},\"equals\":2} | NON_COMPLIANT",
        "{\"count\":{\"field\":\"$[*].destinationPortRanges[*]\"},\"equals\":4} | NON_COMPLIANT",
        "{\"count\":{\"field\":\"$[*]\",\"where\":{\"field\":\"$[*].access\",\"equals\":\"Allow\"}},\"equals\":1}"
            + " | NON_COMPLIANT",
        "{\"count\":{\"field\":\"$[*]\",\"where\":{\"allOf\":["
            + "{\"field\":\"$[*].access\",\"equals\":\"Deny\"},"
            + "{\"field\":\"$[*].destinationPortRanges[*]\",\"notEquals\":\"80\"}]}},"
            + "\"greater\":0} | NON_COMPLIANT",
        "{\"count\":{\"field\":\"$[*]\",\"where\":{\"count\":{"
            + "\"field\":\"$[*].destinationPortRanges[*]\",\"where\":"
            + "{\"field\":\"$[*].destinationPortRanges[*]\",\"equals\":\"22\"}},\"equals\":1}},"
            + "\"equals\":2} | NON_COMPLIANT",
        "{\"count\":{\"field\":\"$[*]\",\"where\":{\"value\":\"[current('$[*].access')]\","
            + "\"equals\":\"Allow\"}},\"equals\":1} | NON_COMPLIANT",
        "{\"count\":{\"field\":\"$[*]\",\"where\":{\"value\":\"[current('$[*]').name]\","
            + "\"equals\":\"b\"}},\"equals\":1} | NON_COMPLIANT",
        "{\"count\":{\"value\":[\"x\",\"y\"],\"name\":\"n\",\"where\":"
            + "{\"value\":\"[current('n')]\",\"equals\":\"y\"}},\"equals\":1} | NON_COMPLIANT",
      })
  void selectsElements(String condition, ComplianceState state) {
    Resource nsg = PolicyTestData.resource(TYPE, "nsg", TWO_RULES);
    BoundPolicy policy = PolicyTestData.audit(condition.replace("$[*]", RULES));
    assertThat(policy.problems()).isEmpty();
    assertThat(PolicyTestData.request(policy, nsg).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"{}", "'{\"properties\":{\"securityRules\":[]}}'"})
  void holdsForNoElements_whenTheArrayIsAbsentOrEmpty(String body) {
    Resource nsg = PolicyTestData.resource(TYPE, "nsg", body);
    String field = "{\"field\": \"" + RULES + ".access\", \"equals\": \"Allow\"}";
    String count = "{\"count\": {\"field\": \"" + RULES + "\"}, \"equals\": 0}";
    assertThat(PolicyTestData.request(PolicyTestData.audit(field), nsg).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(PolicyTestData.request(PolicyTestData.audit(count), nsg).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
  }

  @Test
  void countsInAnInterval_whenAnElementIsUnknown() {
    Resource nsg =
        PolicyTestData.resource(
            TYPE,
            "nsg",
            """
            {"properties": {"securityRules": [
              {"properties": {"access": "Allow"}}, {"properties": {"access": "?p"}}]}}
            """);
    String where = "\"where\": {\"field\": \"" + RULES + ".access\", \"equals\": \"Allow\"}";
    String count = "{\"count\": {\"field\": \"" + RULES + "\", " + where + "}, ";
    assertThat(
            PolicyTestData.request(PolicyTestData.audit(count + "\"greaterOrEquals\": 1}"), nsg)
                .state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(PolicyTestData.request(PolicyTestData.audit(count + "\"equals\": 1}"), nsg).state())
        .isEqualTo(ComplianceState.UNKNOWN);
    assertThat(PolicyTestData.request(PolicyTestData.audit(count + "\"greater\": 2}"), nsg).state())
        .isEqualTo(ComplianceState.COMPLIANT);
  }

  @Test
  void isUnknown_whenTheWholeArrayIsUnknown() {
    Resource nsg =
        PolicyTestData.resource(TYPE, "nsg", "{\"properties\": {\"securityRules\": \"?p?\"}}");
    String field = "{\"field\": \"" + RULES + ".access\", \"equals\": \"Allow\"}";
    PolicyResult result = PolicyTestData.request(PolicyTestData.audit(field), nsg);
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(result.causes())
        .extracting(cause -> cause.text())
        .containsExactly("parameter `p` has no value");
  }
}
