package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Placeholders of `format`: indexes, alignments and limits.
final class CompositeFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{0,0} | x",
        "{0,9} | \"        x\"",
        "{0,12} | \"           x\"",
        "{0,-3}. | \"x  .\"",
        "{0,0000003} | \"  x\"",
        "{0 , 3 } | \"  x\"",
        "{{{0}}} | {x}",
        "}}{{ | }{",
      })
  void alignsAValue(String pattern, String expected) {
    assertThat(eval("format('%s', 'x')".formatted(pattern))).isEqualTo(StringValue.of(expected));
  }

  @Test
  void takesArgumentsByTheirIndex_alsoBeyondNine() {
    assertThat(eval("format('{10}{9}{0}', 0, 1, 2, 3, 4, 5, 6, 7, 8, 'nine', 'ten')"))
        .isEqualTo(StringValue.of("tennine0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{0x}", "{0,2x}", "{0 1}", "{}", "{0", "{-1}", "{00000000}"})
  void fails_ifAPlaceholderIsMalformed(String pattern) {
    assertThat(failure("format('%s', 1)".formatted(pattern)))
        .isEqualTo("invalid placeholder in the format string `" + pattern + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{0,}", "{0,x}", "{0,--1}", "{0,00000001}"})
  void fails_ifAnAlignmentIsNoNumberOfAtMostSevenDigits(String pattern) {
    assertThat(failure("format('%s', 1)".formatted(pattern)))
        .isEqualTo("the alignment is not a number in the format string `" + pattern + "`");
  }

  @Test
  void fails_ifAnArgumentIsMissing() {
    assertThat(failure("format('{1}', 1)"))
        .isEqualTo("the format string uses `{1}`, but the call passes 1 argument");
    assertThat(failure("format('{0}')"))
        .isEqualTo("the format string uses `{0}`, but the call passes 0 arguments");
  }

  @Test
  void theResult_hasAtMostTheMaximumLength() {
    String most = "padLeft('', 1048576)";

    assertThat(json("length(format('{0}', " + most + "))")).isEqualTo("1048576");
    assertThat(json("length(format('{0,1048576}', 1))")).isEqualTo("1048576");
    assertThat(failure("format('{0}x', " + most + ")")).contains("1048576");
    assertThat(failure("format('{0,1048577}', 1)")).contains("alignment 1048577");
    assertThat(failure("format('{0}{1}x', " + most + ", $text('p'))")).contains("1048576");
  }

  @Test
  void unknownArguments_keepTheirAlignmentAndFormat() {
    assertThat(residual("format('{0,5}', $text('p'))"))
        .isEqualTo("format('{0,5}', parameters('p'))");
    assertThat(residual("format('{0,-5:D2}', $int('n'))"))
        .isEqualTo("format('{0,-5:D2}', parameters('n'))");
    assertThat(residual("format('a{0}b{1}c', $text('p'), 1)"))
        .isEqualTo("format('a{0}b1c', parameters('p'))");
  }
}
