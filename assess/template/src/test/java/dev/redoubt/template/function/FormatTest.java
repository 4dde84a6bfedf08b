package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compares format strings with the .NET documentation for the invariant culture.
final class FormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D3 | 7 | 007",
        "d | -7 | -7",
        "D5 | -42 | -00042",
        "N0 | 8175133 | 8,175,133",
        "N | 1234 | 1,234.00",
        "n1 | -1234567 | -1,234,567.0",
        "F2 | 5 | 5.00",
        "X | 255 | FF",
        "x4 | 255 | 00ff",
        "X | -1 | FFFFFFFFFFFFFFFF",
        "B8 | 5 | 00000101",
        "P0 | 1 | 100 %",
        "C | 1234 | ¤1,234.00",
        "E2 | 12345 | 1.23E+004",
        "e | 0 | 0.000000e+000",
        "G | 12345 | 12345",
        "G3 | 12345 | 1.23E+04",
        "R | 5 | 5",
        "00 | 7 | 07",
        "000 | 1234 | 1234",
        "0.00 | 7 | 7.00",
        "#.## | 7 | 7",
        "#,##0 | 1234567 | 1,234,567",
        "#,##0 | 0 | 0",
        "# | 0 | ''",
        "0,, | 12345678 | 12",
        "0% | 5 | 500%",
        "00-00 | 1234 | 12-34",
        "'0 \"x0\"' | 7 | 7 x0",
        "\\#0 | 7 | #7",
        "0;(0) | -5 | (5)",
        "0;(0);zero | 0 | zero",
        "00 | -7 | -07",
      })
  void formats_numbers(String format, String number, String expected) {
    assertThat(eval("format('{0:%s}', %s)".formatted(format.replace("'", "''"), number)))
        .isEqualTo(StringValue.of(expected));
  }

  @Test
  void formats_theDocumentationsExample() {
    assertThat(eval("format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133)"))
        .isEqualTo(StringValue.of("Hello, User. Formatted number: 8,175,133"));
  }

  @Test
  void aligns_andEscapes() {
    assertThat(eval("format('[{0,5}][{0,-5}][{0 , 2 }]{{0}}', 'abc')"))
        .isEqualTo(StringValue.of("[  abc][abc  ][abc]{0}"));
    assertThat(eval("format('{0,6:D3}', 7)")).isEqualTo(StringValue.of("   007"));
    assertThat(eval("format('{1}{0}{1}', 1, 2)")).isEqualTo(StringValue.of("212"));
  }

  @Test
  void writes_otherValues_asAzureDoes() {
    assertThat(
            eval(
                "format('>{0}<>{1}<>{2}<>{3}<>{4}<', false(), null(), 'x',"
                    + " $json('{\"a\": \"b\", \"!c\": 2}'), $json('[true, 2893, \"abc\"]'))"))
        .isEqualTo(StringValue.of(">False<><>x<>{'a':'b','!c':2}<>[true,2893,'abc']<"));
    assertThat(eval("format('{0:N0}', 'x')")).isEqualTo(StringValue.of("x"));
    assertThat(eval("format('{0:F1}', float('2.25'))")).isEqualTo(StringValue.of("2.3"));
  }

  @Test
  void fails_whereAFormatDoesNotFit() {
    assertThat(failure("format('{0:D2}', float('2.5'))")).contains("`D2`", "`2.5`");
    assertThat(failure("format('{0:Q}', 1)")).contains("`Q`");
    assertThat(failure("format('{0:0E+0}', 1)")).contains("`0E+0`");
    assertThat(failure("format('{0:N9999}', 1)")).contains("`N9999`");
    assertThat(failure("format('{2}', 1, 2)"))
        .isEqualTo("the format string uses `{2}`, but the call passes 2 arguments");
  }
}
