package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the characters that an unknown text may contain decide about it.
final class UnknownTextTest {

  private static final String GROUP = "$symbol('resourceGroup().name')";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "guid($text('p')) | a | unknown",
        "guid($text('p')) | 0 | unknown",
        "guid($text('p')) | F | unknown",
        "guid($text('p')) | - | unknown",
        "guid($text('p')) | g | false",
        "guid($text('p')) | \u0663 | false",
        "newGuid() | z | false",
        "newGuid() | 1-2 | unknown",
        "toUpper(guid($text('p'))) | z | false",
        "toLower(toUpper(newGuid())) | z | false",
        "uniqueString($text('p')) | a | unknown",
        "uniqueString($text('p')) | 7 | unknown",
        "uniqueString($text('p')) | a- | false",
        "uniqueString($text('p')) | é | false",
        "$symbol('subscription().subscriptionId') | x | false",
        "$symbol('resourceGroup().name') | a | unknown",
        "$symbol('resourceGroup().name') | / | false",
        "$symbol('resourceGroup().tags') | / | unknown",
        "$text('p') | / | unknown",
        "concat('-', uniqueString($text('p'))) | a- | unknown",
        "concat('x', uniqueString($text('p'))) | a- | false",
        "concat(guid($text('p')), '/') | /x | false",
        "concat('a', tryGet($object('o'), 'n')) | x | unknown",
        "concat('a', if($bool('c'), $text('p'), 'b')) | b | unknown",
      })
  void contains_isFalse_ifTheUnknownPartsCannotHoldTheText(
      String text, String part, String expected) {
    String answer = json("contains(" + text + ", '" + part + "')");

    assertThat(answer.startsWith("\"") ? "unknown" : answer).isEqualTo(expected);
  }

  @Test
  void contains_isTrue_forTheEmptyText_andForTheSameText() {
    assertThat(json("contains($text('p'), '')")).isEqualTo("true");
    assertThat(json("contains('a', '')")).isEqualTo("true");
    assertThat(json("contains($text('p'), $text('p'))")).isEqualTo("true");
    assertThat(residual("contains($text('p'), $text('q'))"))
        .isEqualTo("contains(parameters('p'), parameters('q'))");
  }

  @Test
  void startsWith_andEndsWith_compareAsFarAsTheTextIsKnown() {
    assertThat(json("startsWith('a', 'abcdef')")).isEqualTo("false");
    assertThat(json("endsWith('f', 'abcdef')")).isEqualTo("false");
    assertThat(json("startsWith($text('p'), $text('p'))")).isEqualTo("true");
    assertThat(json("endsWith($text('p'), $text('p'))")).isEqualTo("true");
    assertThat(residual("startsWith('a', $text('p'))")).startsWith("startsWith(");
    assertThat(residual("endsWith('a', $text('p'))")).startsWith("endsWith(");
    assertThat(json("like('a', 'ab')")).isEqualTo("false");
    assertThat(json("like('ab', 'ab**')")).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "concat('a', $text('p'), 'x') | 'axb' | false",
        "concat($text('p'), 'b', $text('q')) | 'b' | unknown",
        "concat($text('p'), 'aba', $text('q'), 'ba', $text('r')) | 'abaxx' | false",
        "concat($text('p'), 'aba', $text('q'), 'ba', $text('r')) | 'ababa' | unknown",
        "toLower(guid($text('p'))) | 'abc' | false",
        "concat($symbol('resourceGroup().name'), '-x') | '-x' | false",
      })
  void equals_findsTheKnownPartsInTheirOrder(String left, String right, String expected) {
    String answer = json("equals(" + left + ", " + right + ")");

    assertThat(answer.startsWith("\"") ? "unknown" : answer).isEqualTo(expected);
  }

  @Test
  void textsThatAreDividedDifferently_areEqual() {
    PartialString one = new PartialString(List.of(StringValue.of("a"), StringValue.of("b")));

    assertThat(PartialString.equal(one, PartialString.of(StringValue.of("ab"))))
        .isEqualTo(ThreeValuedAnswer.YES);
    assertThat(PartialString.equal(one, PartialString.of(StringValue.of("abc"))))
        .isEqualTo(ThreeValuedAnswer.NO);
  }

  @Test
  void split_staysACall_ifAnUnknownPartMayHoldADelimiter() {
    assertThat(residual("split(concat('a/', uniqueString($text('p'))), 'x')"))
        .startsWith("split(format(");
    assertThat(residual("split(guid($text('p')), '-')")).startsWith("split(guid(");
    assertThat(residual("split(concat('a/', " + GROUP + "), '-/')")).startsWith("split(format(");
    assertThat(residual("split('a,b', $array('d'))")).isEqualTo("split('a,b', parameters('d'))");
    assertThat(residual("split('a,b', concat(createArray(','), $array('d')))"))
        .startsWith("split('a,b', concat(");
    assertThat(residual("split('a,b', createArray($text('d')))")).startsWith("split('a,b', create");
  }

  @Test
  void split_isExact_ifNoUnknownPartMayHoldADelimiter() {
    assertThat(residual("split(concat('a/', uniqueString($text('p')), '-b'), '/')"))
        .isEqualTo("createArray('a', format('{0}-b', uniqueString(parameters('p'))))");
    assertThat(residual("split(concat('a/', $text('p')), '')"))
        .isEqualTo("createArray(format('a/{0}', parameters('p')))");
    assertThat(residual("split(concat('a/', $text('p')), createArray('', ''))"))
        .isEqualTo("createArray(format('a/{0}', parameters('p')))");
    assertThat(residual("split(concat(guid($text('p')), '::', guid($text('q'))), '::')"))
        .isEqualTo("createArray(guid(parameters('p')), guid(parameters('q')))");
  }

  @Test
  void trim_isLocal_ifNoUnknownPartBeginsOrEndsWithSpace() {
    assertThat(residual("trim(uniqueString($text('p')))"))
        .isEqualTo("uniqueString(parameters('p'))");
    assertThat(residual("trim(concat(' a', uniqueString($text('p'))))"))
        .isEqualTo("format('a{0}', uniqueString(parameters('p')))");
    assertThat(residual("trim(concat(uniqueString($text('p')), 'a '))"))
        .isEqualTo("format('{0}a', uniqueString(parameters('p')))");
    assertThat(residual("trim(concat(' ', " + GROUP + "))")).startsWith("trim(format(");
    assertThat(eval("trim('\u0085\u00a0\ta\u0085')")).isEqualTo(StringValue.of("a"));
  }

  @Test
  void skip_andSubstring_useTheKnownBeginning() {
    assertThat(residual("skip(concat('ab', $text('p')), 2)")).isEqualTo("parameters('p')");
    assertThat(residual("skip(concat('ab', $text('p')), 3)")).startsWith("skip(");
    assertThat(residual("substring(concat('ab', $text('p')), 2)")).isEqualTo("parameters('p')");
    assertThat(json("substring(concat('ab', $text('p')), 0, 2)")).isEqualTo("\"ab\"");
    assertThat(json("substring(concat('ab', $text('p')), 2, 0)")).isEqualTo("\"\"");
    assertThat(residual("substring(concat('ab', $text('p')), 3, 0)")).startsWith("substring(");
    assertThat(json("substring('abc', 0)")).isEqualTo("\"abc\"");
    assertThat(json("substring('abc', 0, 0)")).isEqualTo("\"\"");
    assertThat(residual("substring('abc', $int('n'))"))
        .isEqualTo("substring('abc', parameters('n'))");
    assertThat(residual("substring('abc', 1, $int('n'))"))
        .isEqualTo("substring('abc', 1, parameters('n'))");
  }

  @Test
  void replace_leavesUnknownParts_thatCannotHoldTheOldText() {
    assertThat(residual("replace(uniqueString($text('p')), '-', 'x')"))
        .isEqualTo("uniqueString(parameters('p'))");
    assertThat(residual("replace(uniqueString($text('p')), 'a', 'x')"))
        .isEqualTo("replace(uniqueString(parameters('p')), 'a', 'x')");
    assertThat(residual("replace($text('p'), '-', 'x')"))
        .isEqualTo("replace(parameters('p'), '-', 'x')");
    assertThat(residual("replace('abc', $text('p'), 'x')"))
        .isEqualTo("replace('abc', parameters('p'), 'x')");
    assertThat(residual("replace(concat('a.', uniqueString($text('p'))), '..', '!')"))
        .isEqualTo("format('a.{0}', uniqueString(parameters('p')))");
  }

  @Test
  void replace_inAPartThatIsNoText_isInItsText() {
    assertThat(residual("replace(concat('a-', $int('n')), '-', '')"))
        .isEqualTo("format('a{0}', replace(format('{0}', parameters('n')), '-', ''))");
  }

  @Test
  void replace_isLocal_ifTheNeighboursOfAnUnknownPartExcludeAnOccurrence() {
    assertThat(residual("replace(concat('x.y', $text('p')), '.y', '!')"))
        .isEqualTo("format('x!{0}', replace(parameters('p'), '.y', '!'))");
    assertThat(residual("replace(concat($text('p'), 'xx.y'), '.y', '!')"))
        .isEqualTo("format('{0}xx!', replace(parameters('p'), '.y', '!'))");
    assertThat(residual("replace(concat($text('p'), uniqueString($text('q'))), '..', '!')"))
        .isEqualTo(
            "format('{0}{1}', replace(parameters('p'), '..', '!'), uniqueString(parameters('q')))");
    assertThat(residual("replace(concat($text('p'), $text('q')), '..', '!')"))
        .startsWith("replace(format(");
    assertThat(residual("replace(concat($text('p'), uniqueString($text('q'))), '.a', '!')"))
        .startsWith("replace(format(");
  }
}
