package dev.redoubt.policy.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.PolicyTestData;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFunctionValuesTest {

  private static String result(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Returned(var value) -> ((Object) value).toString();
      case CallOutcome.Failed(var message) -> "error: " + message;
    };
  }

  private static CallArguments arguments(Value... values) {
    return new CallArguments(List.of(values), Origin.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T00:00:00Z, 1, 2026-03-01T00:00:00Z",
    "2026-03-01, -1, 2026-02-28T00:00:00Z",
    "2026-03-01T01:00:00+02:00, 0, 2026-02-28T23:00:00Z",
    "2026-11-27, 0, 2026-11-27T00:00:00Z",
  })
  void addsDaysInUtc(String date, int days, String expected) {
    assertThat(
            result(
                new AddDays()
                    .call(
                        arguments(
                            StringValue.of(date), PolicyTestData.json(Integer.toString(days))))))
        .isEqualTo("\"" + expected + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, 3700001, `3700001` days are out of range",
    "2026-01-01, -3700001, `-3700001` days are out of range",
    "tomorrow, 1, `tomorrow` is not a date in ISO 8601",
  })
  void refusesNoDateAndTooManyDays(String date, String days, String message) {
    assertThat(
            result(new AddDays().call(arguments(StringValue.of(date), PolicyTestData.json(days)))))
        .isEqualTo("error: " + message);
  }

  @Test
  void addsAsManyDaysAsAFourDigitYearCanHave() {
    CallArguments most = arguments(StringValue.of("0001-01-01"), PolicyTestData.json("3700000"));
    assertThat(result(new AddDays().call(most))).doesNotStartWith("error");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-27, 2026-11-27T00:00:00Z",
    "2026-11-27T10:00:00, 2026-11-27T10:00:00Z",
    "2026-11-27 10:00:00, 2026-11-27T10:00:00Z",
    "2026-11-27T10:00:00Z, 2026-11-27T10:00:00Z",
    "2026-11-27T10:00:00+02:00, 2026-11-27T08:00:00Z",
    "2026-11-27T10:00:00-02:00, 2026-11-27T12:00:00Z",
  })
  void readsDatesWithAndWithoutTimeAndOffset(String text, Instant instant) {
    assertThat(DateComparison.parse(text)).isEqualTo(instant);
    assertThat(DateComparison.compare(text, instant.toString())).isZero();
    assertThat(DateComparison.isDate(StringValue.of(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026", "2026-1-1", "2026-13-01", "2026/11/27", "20261127T100000Z"})
  void otherTextIsNoDate(String text) {
    assertThat(DateComparison.compare(text, "2026-11-27")).isNull();
    assertThat(DateComparison.compare("2026-11-27", text)).isNull();
    assertThat(DateComparison.isDate(StringValue.of(text))).isFalse();
  }

  @Test
  void ordersDates() {
    assertThat(DateComparison.compare("2026-11-27", "2026-11-28")).isNegative();
    assertThat(DateComparison.compare("2026-11-28", "2026-11-27T23:00:00Z")).isPositive();
  }

  @Test
  void unknownMayBeADateAndANumberIsNone() {
    assertThat(DateComparison.isDate(PolicyTestData.unknown("p", TypeHint.STRING))).isTrue();
    assertThat(DateComparison.isDate(PolicyTestData.json("2026"))).isFalse();
  }

  @Test
  void parsingAnotherFormFails() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> DateComparison.parse("today"))
        .isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/24, 10.0.0.0, true",
    "10.0.0.0/24, 10.0.0.255, true",
    "10.0.0.0/24, 10.0.1.0, false",
    "10.0.0.0/24, 9.255.255.255, false",
    "10.0.0.0/24, 10.0.0.0/24, true",
    "10.0.0.0/24, 10.0.0.128/25, true",
    "10.0.0.0/24, 10.0.0.0/23, false",
    "10.0.0.77/24, 10.0.0.1, true",
    "10.0.0.5-10.0.0.9, 10.0.0.5-10.0.0.9, true",
    "10.0.0.5-10.0.0.9, 10.0.0.4, false",
    "10.0.0.5-10.0.0.9, 10.0.0.10, false",
    "10.0.0.5 - 10.0.0.9, 10.0.0.6, true",
    "10.0.0.5-10.0.0.5, 10.0.0.5, true",
    "10.0.0.1, 10.0.0.1, true",
    "0.0.0.0/0, 255.255.255.255, true",
    "10.0.0.1/32, 10.0.0.1, true",
    "' 10.0.0.0 / 8 ', 10.1.2.3, true",
    "::/0, 2001:db8::1, true",
    "2001:db8::/128, 2001:db8::, true",
    "::/0, 10.0.0.1, false",
    "0.0.0.0/0, 2001:db8::1, false",
  })
  void rangeContainsTheWholeTarget(String range, String target, boolean contains) {
    assertThat(
            result(
                new IpRangeContains()
                    .call(arguments(StringValue.of(range), StringValue.of(target)))))
        .isEqualTo(Boolean.toString(contains));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/0008",
        "10.0.0.0/x",
        "10.0.0.0/-1",
        "10.0.0.0/:",
        "10.0.0.0/1/2",
        "::/129",
        "-10.0.0.1",
        "10.0.0.1-",
        "a-10.0.0.1",
        "10.0.0.9-10.0.0.1",
        "10.0.0.1-::1",
        "localhost",
        ":::",
        "1.2.3.4.5",
      })
  void otherTextIsNoRange(String text) {
    CallArguments first = arguments(StringValue.of(text), StringValue.of("10.0.0.1"));
    CallArguments second = arguments(StringValue.of("10.0.0.1"), StringValue.of(text));
    assertThat(result(new IpRangeContains().call(first)))
        .isEqualTo("error: `" + text + "` is not an IP address range");
    assertThat(result(new IpRangeContains().call(second)))
        .isEqualTo("error: `" + text + "` is not an IP address range");
  }
}
