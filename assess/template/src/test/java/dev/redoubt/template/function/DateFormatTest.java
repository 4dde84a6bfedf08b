package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares date formats with the .NET documentation for the invariant culture.
final class DateFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00 | hh h tt t | 12 12 AM A",
        "09 | hh h tt t | 09 9 AM A",
        "11 | hh tt | 11 AM",
        "12 | hh h tt t | 12 12 PM P",
        "13 | hh h tt t | 01 1 PM P",
        "23 | hh HH H | 11 23 23",
      })
  void writes_hoursOfTwelve(String hour, String format, String expected) {
    assertThat(formatted("2020-04-07T" + hour + ":05:06Z", format)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "f | Tuesday, 07 April 2020 14:53",
        "G | 04/07/2020 14:53:14",
        "T | 14:53:14",
        "U | Tuesday, 07 April 2020 14:53:14",
        "m | April 07",
        "y | 2020 April",
        "r | Tue, 07 Apr 2020 14:53:14 GMT",
        "\\d\\m%d | dm7",
        "%M | 4",
        "yyyy\"y\"MM'm' | 2020y04m",
        "'' | ~~",
        "yyy g | 2020 A.D.",
        "yyyyy | 02020",
        "ss.fffffff | 14.2500000",
        "ss.FFFFFFF | 14.25",
        "ss.F | 14.2",
        "HH.m.s | 14.53.14",
      })
  void writes_standardAndCustomFormats(String format, String expected) {
    assertThat(formatted("2020-04-07 14:53:14.25Z", format)).isEqualTo(expected);
  }

  @Test
  void anEmptyFormat_isTheGeneralFormat() {
    assertThat(formatted("2020-04-07 14:53:14Z", "")).isEqualTo("04/07/2020 14:53:14");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+02:00 | %z | +2",
        "+02:00 | zz | +02",
        "+02:00 | zzz | +02:00",
        "+02:00 | %K | +02:00",
        "-09:30 | %z | -9",
        "-09:30 | zzz | -09:30",
        "-09:30 | %K | -09:30",
        "+10:00 | %z | +10",
        "+10:00 | zzz | +10:00",
        "-0330 | zzz | -03:30",
        "+0200 | u | 2020-04-07 12:53:14Z",
        "-02:00 | R | Tue, 07 Apr 2020 16:53:14 GMT",
        "+02:00 | o | 2020-04-07T14:53:14.0000000+02:00",
        "z | %K | Z",
      })
  void writes_theOffsetFromUtc(String offset, String format, String expected) {
    assertThat(formatted("2020-04-07T14:53:14" + offset, format)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yyyy'", "yyyy\"", "'", "yyyy\\", "%%", "%%d", "yyyy%", "ffffffff", "FFFFFFFF"})
  void fails_ifAFormatIsMalformed(String format) {
    assertThat(
            failure(
                "dateTimeAdd('2020-04-07 14:53:14Z', 'PT0S', '%s')"
                    .formatted(format.replace("'", "''"))))
        .contains("`" + format + "`");
  }

  @Test
  void dates_reachFromTheYear1_toTheYear9999() {
    assertThat(eval("dateTimeAdd('9999-12-31T23:59:58Z', 'PT1S')"))
        .isEqualTo(StringValue.of("9999-12-31T23:59:59Z"));
    assertThat(eval("dateTimeAdd('0001-01-01T00:00:01Z', '-PT1S')"))
        .isEqualTo(StringValue.of("0001-01-01T00:00:00Z"));
    assertThat(failure("dateTimeAdd('9999-12-31T23:59:59Z', 'PT1S')")).contains("1 to 9999");
    assertThat(failure("dateTimeAdd('0001-01-01T00:00:00Z', '-PT1S')")).contains("1 to 9999");
    assertThat(eval("dateTimeFromEpoch(253402300799)"))
        .isEqualTo(StringValue.of("9999-12-31T23:59:59Z"));
    assertThat(eval("dateTimeFromEpoch(-62135596800)"))
        .isEqualTo(StringValue.of("0001-01-01T00:00:00Z"));
    assertThat(failure("dateTimeFromEpoch(253402300800)")).contains("1 to 9999");
    assertThat(failure("dateTimeFromEpoch(-62135596801)")).contains("1 to 9999");
  }

  private static String formatted(String date, String format) {
    String expression =
        "dateTimeAdd('%s', 'PT0S', '%s')".formatted(date, format.replace("'", "''"));
    return ((StringValue) eval(expression)).text();
  }
}
