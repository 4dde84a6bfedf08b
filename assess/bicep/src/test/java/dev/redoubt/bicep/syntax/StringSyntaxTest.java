package dev.redoubt.bicep.syntax;

import static dev.redoubt.bicep.syntax.ParsedText.expression;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StringSyntaxTest {

  @Test
  void readsStrings_withTheirEscapes() {
    assertThat(text("''")).isEmpty();
    assertThat(text("'a b'")).isEqualTo("a b");
    assertThat(text("'\\n\\r\\t\\\\\\'\\$'")).isEqualTo("\n\r\t\\'$");
    assertThat(text("'\\${a}'")).isEqualTo("${a}");
    assertThat(text("'$a $'")).isEqualTo("$a $");
    assertThat(text("'\\u{41}\\u{1F600}\\u{0000e9}'")).isEqualTo("A\uD83D\uDE00é");
    assertThat(text("'é\uD83D\uDE00'")).isEqualTo("é\uD83D\uDE00");
    assertThat(text("'// no /* comment'")).isEqualTo("// no /* comment");
  }

  @Test
  void reportsInvalidEscapeSequencesWithLocation() {
    assertThat(ParsedText.template("var x = 'a\\q'").problems())
        .containsExactly(
            "1:11 `\\q` is not an escape sequence; allowed are `\\n`, `\\r`, `\\t`, `\\\\`, `\\'`,"
                + " `\\$` and `\\u{...}`");
    for (String escape : new String[] {"\\u41", "\\u{}", "\\u{110000}", "\\u{12", "\\u{g}"}) {
      assertThat(ParsedText.template("var x = '" + escape + "'").problems()).as(escape).hasSize(1);
    }
  }

  @Test
  void readsHoles() {
    assertThat(expression("'${a}'")).isEqualTo("\"${a}\"");
    assertThat(expression("'x${a}y${b.c}z'")).isEqualTo("\"x${a}y${(. b c)}z\"");
    assertThat(expression("'${a ? 'b' : 'c'}'")).isEqualTo("\"${(? a \"b\" \"c\")}\"");
    assertThat(expression("'a${'b${'c${d}'}'}e'")).isEqualTo("\"a${\"b${\"c${d}\"}\"}e\"");
    assertThat(expression("'$${a}'")).isEqualTo("\"$${a}\"");
    assertThat(expression("'\\n${a}\\u{41}'")).isEqualTo("\"\\n${a}A\"");
    assertThat(expression("'${/* why */ a}'")).isEqualTo("\"${a}\"");
    assertThat(expression("'${map(a, x => { b: x })}'"))
        .isEqualTo("\"${(call map a (=> (x) {\"b\":x}))}\"");
  }

  @Test
  void refusesObjectsAndArraysInHoles_butReadsThem() {
    ParsedText parsed = ParsedText.template("var x = '${join(['a'], {b: 1}.b)}'");
    assertThat(parsed.problems())
        .containsExactly(
            "1:17 array and object literals are not allowed in string interpolation; declare a"
                + " `var`");
    assertThat(parsed.printed()).isEqualTo("(var x \"${(call join [\"a\"] (. {\"b\":1} b))}\")");
  }

  @Test
  void readsStringsOnSeveralLines_asTheyAre() {
    assertThat(text("''''''")).isEmpty();
    assertThat(text("'''a'''")).isEqualTo("a");
    assertThat(text("'''\na\n  b\n'''")).isEqualTo("a\n  b\n");
    assertThat(text("'''\r\na\r\nb'''")).isEqualTo("a\r\nb");
    assertThat(text("'''\ra\rb'''")).isEqualTo("a\rb");
    assertThat(text("'''\n\na'''")).isEqualTo("\na");
    assertThat(text("''' \na'''")).isEqualTo(" \na");
    assertThat(text("'''it's ''two'' \\n ${no}'''")).isEqualTo("it's ''two'' \\n ${no}");
  }

  @Test
  void closesStringsOnSeveralLines_withTheLastThreeQuotes() {
    assertThat(text("''''a''''")).isEqualTo("'a'");
    assertThat(text("'''a'''''")).isEqualTo("a''");
  }

  @Test
  void readsHolesOnSeveralLines_asTheDollarsSay() {
    assertThat(expression("$'''\na ${b}\nc'''")).isEqualTo("\"a ${b}\\nc\"");
    assertThat(expression("$'''$ {a} \\n'''")).isEqualTo("\"$ {a} \\\\n\"");
    assertThat(expression("$$'''${a} $${b}'''")).isEqualTo("\"${a} ${b}\"");
    assertThat(expression("$$'''$$${a}'''")).isEqualTo("\"$${a}\"");
    assertThat(expression("$$$'''$${a}'''")).isEqualTo("\"$${a}\"");
    assertThat(expression("$'''${a}''''")).isEqualTo("\"${a}'\"");
    assertThat(expression("$'''${a}\n${'''b\n'''}'''")).isEqualTo("\"${a}\\n${\"b\\n\"}\"");
    assertThat(expression("$'''${'x${a}y'}'''")).isEqualTo("\"${\"x${a}y\"}\"");
  }

  @Test
  void knowsTheLineBehindAStringOnSeveralLines() {
    assertThat(ParsedText.template("var x = '''\r\na\rb\n''' )\nvar y = )").problems())
        .containsExactly(
            "4:5 expected a new line after the statement, but found `)`",
            "5:9 expected an expression, but found `)`");
  }

  private static String text(String string) {
    return ((BicepExpression.StringLiteral) ParsedText.variable(string).value()).text();
  }
}
