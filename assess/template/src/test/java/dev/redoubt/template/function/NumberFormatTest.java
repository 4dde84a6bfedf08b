package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares number formats at their limits with the .NET documentation for the invariant culture:
/// zero, negative and fractional numbers, rounding, exponents, literals and sections.
final class NumberFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D3 | 0 | 000",
        "N0 | -0.4 | 0",
        "N2 | -1.005 | -1.01",
        "N3 | 999 | 999.000",
        "F400 | 0 | 0.%s",
        "C | -1234.5 | (¤1,234.50)",
        "C0 | 0 | ¤0",
        "P1 | 0.1234 | 12.3 %",
        "X | 9223372036854775807 | 7FFFFFFFFFFFFFFF",
        "x | -9223372036854775808 | 8000000000000000",
        "B | 4611686018427387904 |"
            + " 100000000000000000000000000000000000000000000000000000000000000",
      })
  void formats_zeroAndNegativeAndLargeNumbers(String format, String number, String expected) {
    assertThat(formatted(format, number)).isEqualTo(expected.replace("%s", "0".repeat(400)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "E0 | 12345 | 1E+004",
        "E2 | 0.00123 | 1.23E-003",
        "E2 | 0.00 | 0.00E+000",
        "e1 | -1250 | -1.3e+003",
        "G0 | 12345 | 12345",
        "G3 | 123 | 123",
        "G3 | 1234 | 1.23E+03",
        "g3 | 1234 | 1.23e+03",
        "G3 | 12.345 | 12.3",
        "G2 | 0.00012 | 0.00012",
        "G2 | 0.000012 | 1.2E-05",
        "g2 | 0.000012 | 1.2e-05",
        "G3 | 0.000000 | 0",
      })
  void formats_exponents_whereDotNetDoes(String format, String number, String expected) {
    assertThat(formatted(format, number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "z", "A", "Z", "a0", "Q12", "F401", "N9999"})
  void fails_ifALetterIsNoStandardFormat(String format) {
    assertThat(failure("format('{0:%s}', 5)".formatted(format))).contains("`" + format + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1.5"})
  void fails_ifHexadecimalIsAskedForANumberThatIsNo64BitInteger(String number) {
    assertThat(failure("format('{0:X}', float('%s'))".formatted(number))).contains("`X`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "x-0 | 5 | x-5",
        "xy0 | 5 | xy5",
        "~0 | 5 | ~5",
        "0 'a;b'. | 7 | 7 a;b",
        "0'a';(0) | -5 | (5)",
        "0'abc | 7 | 7abc",
        "\\\\0 | 7 | \\7",
        "0;(0) | 0 | 0",
        "0;;zero | -5 | -5",
        "0;(0);zero | -5 | (5)",
        "0;(0);zero | 5 | 5",
        "€ | -5 | -€",
      })
  void customFormats_keepLiterals_andChooseTheSectionOfTheSign(
      String format, String number, String expected) {
    assertThat(formatted(format.replace("'", "''"), number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# | 12345 | 12345",
        "#,##0 | 123 | 123",
        "#,##0 | 123456 | 123,456",
        "0,0 | 5 | 05",
        ",0 | 1234 | 1234",
        "0,.0 | 12345 | 12.3",
        "0.0, | 5000 | 5000.0",
        "0. | 5 | 5",
        "0.0.0 | 1.25 | 1.25",
        "0.0# | 1.20 | 1.2",
        "0.00 | 1.005 | 1.01",
        "0 | -0.4 | 0",
        "0.0 | -0.04 | 0.0",
        "0.0 | -0.06 | -0.1",
        "0‰ | 0.5 | 500‰",
      })
  void customFormats_placeDigits_asDotNetDoes(String format, String number, String expected) {
    assertThat(formatted(format, number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {".00 | 5 | 5.00", ".0 | 12.34 | 12.3", ".0 | 0.5 | .5"})
  void aFormatThatBeginsWithThePoint_keepsTheWholePart(
      String format, String number, String expected) {
    assertThat(formatted(format, number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0E | 5 | 5E", "0E+ | 5 | 5E+", "0e1 | 5 | 5e1"})
  void aLetterE_isALiteral_ifNoZeroFollows(String format, String number, String expected) {
    assertThat(formatted(format, number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0E0", "0E-0", "0e+0", "0.0E00"})
  void exponentsOfCustomFormats_areRefused(String format) {
    assertThat(failure("format('{0:%s}', 5)".formatted(format))).contains("`" + format + "`");
  }

  private static String formatted(String format, String number) {
    return ((StringValue) eval("format('{0:%s}', float('%s'))".formatted(format, number))).text();
  }
}
