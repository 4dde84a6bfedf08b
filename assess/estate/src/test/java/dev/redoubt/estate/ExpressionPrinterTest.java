package dev.redoubt.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionPrinterTest {

  private static final Unknown P =
      Unknown.symbol("parameters('p')", UnknownCause.parameter("p"), TypeHint.ANY, Origin.NONE);

  @Test
  void printsKnownValues_asTheLanguageWritesThem() {
    assertThat(ExpressionPrinter.of(NullValue.NULL)).isEqualTo("null()");
    assertThat(ExpressionPrinter.of(BooleanValue.FALSE)).isEqualTo("false()");
    assertThat(ExpressionPrinter.of(NumberValue.of(-3))).isEqualTo("-3");
    assertThat(ExpressionPrinter.of(new NumberValue(new BigDecimal("1.0"), 0))).isEqualTo("1");
    assertThat(ExpressionPrinter.of(new NumberValue(new BigDecimal("1.5"), 0)))
        .isEqualTo("json('1.5')");
    assertThat(ExpressionPrinter.of(StringValue.of("it's"))).isEqualTo("'it''s'");
    assertThat(ExpressionPrinter.of(ArrayValue.of(List.of(NumberValue.of(1), P))))
        .isEqualTo("createArray(1, parameters('p'))");
    assertThat(ExpressionPrinter.of(ObjectValue.builder().put("a'", P).build()))
        .isEqualTo("createObject('a''', parameters('p'))");
  }

  @Test
  void printsMembers_withADotWhereTheNameAllowsIt() {
    assertThat(ExpressionPrinter.of(P.member("a"))).isEqualTo("parameters('p').a");
    assertThat(ExpressionPrinter.of(P.member("a-b"))).isEqualTo("parameters('p')['a-b']");
    assertThat(ExpressionPrinter.of(P.member(NumberValue.of(0), true)))
        .isEqualTo("parameters('p')[?0]");
    assertThat(ExpressionPrinter.of(P.member(StringValue.of("a"), true)))
        .isEqualTo("parameters('p').?a");
  }

  @Test
  void escapesBraces_inAText() {
    assertThat(
            ExpressionPrinter.of(
                Unknown.text(List.of(StringValue.of("{a}"), P, StringValue.of("'")), Origin.NONE)))
        .isEqualTo("format('{{a}}{0}''', parameters('p'))");
  }

  @Test
  void printsOpenValues_asWhatTheyAreMadeOf() {
    assertThat(ExpressionPrinter.of(ArrayValue.open(List.of(NumberValue.of(1)), P, Origin.NONE)))
        .isEqualTo("concat(createArray(1), parameters('p'))");
    assertThat(ExpressionPrinter.of(ObjectValue.builder().put("a", "b").rest(P).build()))
        .isEqualTo("union(parameters('p'), createObject('a', 'b'))");
  }

  @Test
  void textIsLimited_whenAResidualIsSharedManyTimes() {
    Value shared = P;
    for (int i = 0; i < 60; i++) {
      shared = Unknown.call("concat", List.of(shared, shared), TypeHint.ANY, Origin.NONE);
    }
    assertThat(ExpressionPrinter.of(shared))
        .hasSizeLessThan(ExpressionPrinter.MAX_LENGTH + 2)
        .endsWith("…");
  }
}
