package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

  private static final String RULE =
      "{\"if\": {\"field\": \"name\", \"equals\": \"a\"}, \"then\": {\"effect\": \"audit\"}}";

  private final List<Problem> problems = new ArrayList<>();

  private @Nullable PolicyDefinition read(String json) {
    return new PolicyReader(problems).read(PolicyTestData.json(json), "file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        RULE,
        "{\"policyRule\": " + RULE + "}",
        "{\"properties\": {\"policyRule\": " + RULE + "}}",
      })
  void readsADefinitionItsPropertiesOrItsRule(String json) {
    PolicyDefinition read = Objects.requireNonNull(read(json));
    assertThat(read.name()).isEqualTo("file");
    assertThat(read.displayName()).isEqualTo("file");
    assertThat(read.mode()).isEqualTo("All");
    assertThat(read.parameters()).isEmpty();
    assertThat(read.effect()).isEqualTo(StringValue.of("audit"));
    assertThat(problems).isEmpty();
  }

  @Test
  void readsWhatADefinitionSaysAboutItself() {
    PolicyDefinition read =
        Objects.requireNonNull(
            read(
                """
                {"name": "own", "properties": {"displayName": "Display", "mode": "Indexed",
                  "parameters": {"a": {"type": "Array", "defaultValue": [],
                    "allowedValues": ["x", "y"]}, "b": {}},
                  "policyRule": %s}}
                """
                    .formatted(RULE)));
    assertThat(read.name()).isEqualTo("own");
    assertThat(read.displayName()).isEqualTo("Display");
    assertThat(read.mode()).isEqualTo("Indexed");
    ParameterDefinition array = Objects.requireNonNull(read.parameters().get("a"));
    assertThat(array.type()).isEqualTo("Array");
    assertThat(array.defaultValue()).isEqualTo(PolicyTestData.json("[]"));
    assertThat(array.allowedValues()).hasSize(2);
    ParameterDefinition other = Objects.requireNonNull(read.parameters().get("b"));
    assertThat(other.type()).isEqualTo("String");
    assertThat(other.allowedValues()).isEmpty();
  }

  @Test
  void blankNameIsNone() {
    PolicyDefinition read =
        read("{\"name\": \" \", \"properties\": {\"policyRule\": " + RULE + "}}");
    assertThat(Objects.requireNonNull(read).name()).isEqualTo("file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | a policy definition must be an object, not array",
        "{} | a policy definition needs a `policyRule`",
        "{\"properties\": {}} | a policy definition needs a `policyRule`",
        "{\"policyRule\": {\"then\": {\"effect\": \"audit\"}}} | `policyRule` needs an `if`",
        "{\"if\": {}} | `policyRule` needs a `then` with an `effect`",
        "{\"if\": {}, \"then\": {}} | `policyRule` needs a `then` with an `effect`",
        "{\"if\": {}, \"then\": {\"effect\": 5}} | `policyRule` needs a `then` with an `effect`",
        "{\"parameters\": [], \"policyRule\": "
            + RULE
            + "} | `parameters` must be an object, not array",
        "{\"parameters\": {\"p\": 5}, \"policyRule\": "
            + RULE
            + "} | parameter `p` must be an object",
        "{\"if\": {\"field\": \"name\"}, \"then\": {\"effect\": \"audit\"}}"
            + " | a condition needs an operator such as `equals`",
      })
  void invalidDefinitionIsReported(String json, String message) {
    assertThat(read(json)).isNull();
    assertThat(problems).extracting(Problem::message).containsExactly(message);
  }
}
