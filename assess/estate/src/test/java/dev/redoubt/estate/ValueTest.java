package dev.redoubt.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {

  private static final Unknown UNKNOWN =
      Unknown.symbol("parameters('p')", UnknownCause.parameter("p"), TypeHint.ANY, Origin.NONE);

  @Test
  void equalityIgnoresOrigin() {
    Origin here = Origin.of(1, 2, 3);
    for (Value value :
        List.of(
            NullValue.NULL,
            BooleanValue.TRUE,
            NumberValue.of(1),
            StringValue.of("a"),
            ArrayValue.of(List.of(NumberValue.of(1))),
            ObjectValue.builder().put("a", "b").build(),
            UNKNOWN)) {
      assertThat(value.at(here)).isEqualTo(value).hasSameHashCodeAs(value);
      assertThat(value.at(here).origin()).isEqualTo(here);
    }
  }

  @Test
  void numbersAreEqual_whenTheirValueIs() {
    NumberValue one = NumberValue.of(1);
    NumberValue onePointZero = new NumberValue(new BigDecimal("1.0"), 0);
    assertThat(onePointZero).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(onePointZero.isInteger()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, true",
    "9223372036854775808, false",
    "-9223372036854775808, true",
    "1.5, false",
    "1e3, true"
  })
  void isInteger_withinSixtyFourBits(BigDecimal number, boolean integer) {
    assertThat(new NumberValue(number, 0).isInteger()).isEqualTo(integer);
  }

  @Test
  void objectsLookUpNames_ignoringCase_andKeepTheCaseWritten() {
    for (int size : new int[] {1, 8, 9, 100, 1000}) {
      ObjectValue.Builder builder = ObjectValue.builder();
      for (int i = 0; i < size; i++) {
        builder.put("Name" + i, NumberValue.of(i));
      }
      ObjectValue object = builder.build();
      for (int i = 0; i < size; i++) {
        assertThat(object.get("nAME" + i)).isEqualTo(NumberValue.of(i));
      }
      assertThat(object.get("name" + size)).isNull();
      assertThat(object.nameAt(0)).isEqualTo("Name0");
    }
  }

  @Test
  void objectsAreEqual_inAnyOrderAndCase() {
    ObjectValue left = ObjectValue.builder().put("a", "1").put("B", "2").build();
    ObjectValue right = ObjectValue.builder().put("b", "2").put("A", "1").build();
    assertThat(left).isEqualTo(right).hasSameHashCodeAs(right);
    assertThat(left).isNotEqualTo(left.with("a", StringValue.of("x")));
    assertThat(left).isNotEqualTo(left.with("c", StringValue.of("x")));
  }

  @Test
  void builder_keepsThePosition_whenANameIsSetAgain() {
    ObjectValue.Builder builder = ObjectValue.builder();
    for (int i = 0; i < 20; i++) {
      builder.put("n" + i, NumberValue.of(i));
    }
    ObjectValue object = builder.put("N3", "x").remove("n5").put("n5", "last").build();
    assertThat(object.nameAt(3)).isEqualTo("n3");
    assertThat(object.get("n3")).isEqualTo(StringValue.of("x"));
    assertThat(object.nameAt(19)).isEqualTo("n5");
    assertThat(object.size()).isEqualTo(20);
  }

  @Test
  void absentNameIsUnknown_inAnOpenObject() {
    ObjectValue open = ObjectValue.builder().put("a", "1").rest(UNKNOWN).build();
    assertThat(open.get("b")).isNull();
    assertThat(open.lookup("a")).isEqualTo(StringValue.of("1"));
    assertThat(open.lookup("b")).hasToString("\"[parameters('p').b]\"");
    assertThat(open.isFullyKnown()).isFalse();
    assertThat(open.with("c", StringValue.of("2")).isOpen()).isTrue();
  }

  @Test
  void path_endsAtAnUnknown_andAtWhatIsAbsent() {
    ObjectValue object =
        ObjectValue.builder()
            .put("a", ObjectValue.builder().put("b", "c").put("u", UNKNOWN).build())
            .build();
    assertThat(object.at("A.B")).isEqualTo(StringValue.of("c"));
    assertThat(object.at("a.u.x.y")).isEqualTo(UNKNOWN);
    assertThat(object.at("a.b.c")).isNull();
    assertThat(object.at("x")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "ABC", "Größe", "İstanbul", "ſ", "K"})
  void foldedNames_areEqual_exactlyWhenTheNamesAreTheSame(String name) {
    String upper = name.toUpperCase(java.util.Locale.ROOT);
    assertThat(PropertyName.folded(name).equals(PropertyName.folded(upper)))
        .isEqualTo(PropertyName.same(name, upper));
    assertThat(PropertyName.hash(name)).isEqualTo(PropertyName.folded(name).hashCode());
  }

  @Test
  void origin_keepsFileLineAndColumnSeparate() {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      int file = random.nextInt(1 << 20);
      int line = random.nextInt(1 << 24);
      int column = random.nextInt(1 << 20);
      Origin origin = Origin.of(file, line, column);
      assertThat(List.of(origin.file(), origin.line(), origin.column()))
          .containsExactly(file, line, column);
    }
    assertThat(Origin.of(1, Integer.MAX_VALUE, Integer.MAX_VALUE).file()).isEqualTo(1);
  }
}
