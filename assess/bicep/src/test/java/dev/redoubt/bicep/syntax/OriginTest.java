package dev.redoubt.bicep.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.syntax.BicepExpression.Binary;
import dev.redoubt.bicep.syntax.BicepExpression.Call;
import dev.redoubt.bicep.syntax.BicepExpression.ElementAccess;
import dev.redoubt.bicep.syntax.BicepExpression.NonNull;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Property;
import dev.redoubt.bicep.syntax.BicepExpression.PropertyAccess;
import dev.redoubt.bicep.syntax.BicepExpression.ResourceAccess;
import dev.redoubt.bicep.syntax.BicepExpression.Ternary;
import dev.redoubt.estate.Origin;
import org.junit.jupiter.api.Test;

class OriginTest {

  @Test
  void pointsAtKeywordsNamesAndValues() {
    BicepFile file = ParsedText.template("\n/* a\n*/ @secure()\n  param b string = 'c'").file();
    Statement.Parameter parameter = (Statement.Parameter) file.statements().getFirst();
    assertThat(at(parameter.decorators().getFirst().origin())).isEqualTo("3:4");
    assertThat(at(parameter.origin())).isEqualTo("4:3");
    assertThat(at(parameter.name().origin())).isEqualTo("4:9");
    assertThat(parameter.type()).extracting(type -> at(type.origin())).isEqualTo("4:11");
    assertThat(parameter.defaultValue()).extracting(value -> at(value.origin())).isEqualTo("4:20");
    assertThat(parameter.origin().file()).isEqualTo(1);
    assertThat(file.origin()).isEqualTo(Origin.of(1, 0, 0));
  }

  @Test
  void pointsAtTheNameOrOperatorOfAnAccess() {
    assertThat(place("a.b", PropertyAccess.class)).isEqualTo("1:11");
    assertThat(place("a.?b", PropertyAccess.class)).isEqualTo("1:12");
    assertThat(place("a[?^0]", ElementAccess.class)).isEqualTo("1:13");
    assertThat(place("a::b", ResourceAccess.class)).isEqualTo("1:12");
    assertThat(place("a!", NonNull.class)).isEqualTo("1:10");
    assertThat(place("a + b", Binary.class)).isEqualTo("1:11");
    assertThat(place("a\n ? b\n : c", Ternary.class)).isEqualTo("2:2");
    assertThat(place("f(a)", Call.class)).isEqualTo("1:9");
  }

  @Test
  void countsColumnsInCharactersOfUtf16_alsoBehindHoles() {
    assertThat(place("'\uD83D\uDE00' + b", Binary.class)).isEqualTo("1:14");
    assertThat(place("'${a}\\u{41}' + b", Binary.class)).isEqualTo("1:22");
    assertThat(place("'''\n''' + b", Binary.class)).isEqualTo("2:5");
  }

  @Test
  void pointsAtTheKeyOfAProperty() {
    ObjectLiteral object = (ObjectLiteral) value("{\r\n  a: 1\r\n  'b': 2\r\n}");
    assertThat(object.entries())
        .map(entry -> at(((Property) entry).key().origin()))
        .containsExactly("2:3", "3:3");
  }

  private static BicepExpression value(String text) {
    return ParsedText.variable(text).value();
  }

  private static String place(String text, Class<? extends BicepExpression> form) {
    BicepExpression value = value(text);
    assertThat(value).isInstanceOf(form);
    return at(value.origin());
  }

  private static String at(Origin origin) {
    return ParsedText.at(origin);
  }
}
