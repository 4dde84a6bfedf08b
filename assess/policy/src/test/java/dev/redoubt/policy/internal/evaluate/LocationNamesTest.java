package dev.redoubt.policy.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.PolicyTestData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationNamesTest {

  private static final Unknown SOME = PolicyTestData.unknown("p", TypeHint.STRING);

  private static Value text(String text) {
    return StringValue.of(text);
  }

  @ParameterizedTest
  @CsvSource({"East US 2, eastus2", "eastus, eastus", "WestEurope, westeurope", "'', ''"})
  void spacesAndCaseAreIgnored(String written, String normalized) {
    assertThat(LocationNames.normalized(text(written))).isEqualTo(text(normalized));
  }

  @Test
  void normalizedNameIsNotCopied() {
    Value name = text("eastus2");
    assertThat(LocationNames.normalized(name)).isSameAs(name);
  }

  @Test
  void keepsTheOrigin() {
    Value name = text("East US").at(Origin.of(1, 7, 3));
    assertThat(LocationNames.normalized(name).origin().line()).isEqualTo(7);
  }

  @Test
  void normalizesBothBranchesOfAChoice() {
    Value condition = PolicyTestData.unknown("c", TypeHint.BOOL);
    assertThat(
            LocationNames.normalized(
                Unknown.choice(condition, text("East US"), text("West US"), Origin.NONE)))
        .isEqualTo(Unknown.choice(condition, text("eastus"), text("westus"), Origin.NONE));
  }

  @Test
  void normalizesTheKnownPartsOfAString() {
    assertThat(LocationNames.normalized(Unknown.text(List.of(text("East US "), SOME), Origin.NONE)))
        .isEqualTo(Unknown.text(List.of(text("eastus"), SOME), Origin.NONE));
  }

  @Test
  void normalizesTheElementsOfAnArrayThatMayHaveMore() {
    assertThat(LocationNames.normalized(ArrayValue.of(List.of(text("East US")))))
        .isEqualTo(ArrayValue.of(List.of(text("eastus"))));
    Value open =
        LocationNames.normalized(ArrayValue.open(List.of(text("East US")), SOME, Origin.NONE));
    assertThat(open)
        .isInstanceOfSatisfying(
            ArrayValue.class,
            array -> {
              assertThat(array.isOpen()).isTrue();
              assertThat(array.get(0)).isEqualTo(text("eastus"));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "true", "null", "{\"a\": \"East US\"}", "\"?p\""})
  void keepsOtherValues(String json) {
    Value value = PolicyTestData.json(json);
    assertThat(LocationNames.normalized(value)).isSameAs(value);
  }
}
