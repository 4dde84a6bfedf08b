package dev.redoubt.effective.equality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueEqualityTest {

  private static final Unknown STRING = unknown("s", TypeHint.STRING);
  private static final Unknown ANYTHING = unknown("x", TypeHint.ANY);
  private static final Value CONDITION = unknown("c", TypeHint.BOOL);

  private static Unknown unknown(String name, TypeHint type) {
    return Unknown.symbol(
        "parameters('" + name + "')", UnknownCause.parameter(name), type, Origin.NONE);
  }

  private static Value text(String text) {
    return StringValue.of(text);
  }

  private static Value number(String number) {
    return new NumberValue(new BigDecimal(number), Origin.NONE.packed());
  }

  private static Value choice(Value whenTrue, Value whenFalse) {
    return Unknown.choice(CONDITION, whenTrue, whenFalse, Origin.NONE);
  }

  private static ObjectValue object(String name, Value value) {
    return ObjectValue.builder().put(name, value).build();
  }

  private static ArrayValue open(Value... elements) {
    return ArrayValue.open(List.of(elements), ANYTHING, Origin.NONE);
  }

  /// Equality does not depend on the order.
  private static void check(@Nullable Value left, @Nullable Value right, TruthValue truth) {
    assertThat(ValueEquality.equal(left, right)).isEqualTo(truth);
    assertThat(ValueEquality.equal(right, left)).isEqualTo(truth);
  }

  @Test
  void scalarsAreEqualIfTheirTextsAre() {
    check(text("A"), text("a"), TruthValue.TRUE);
    check(text("5"), number("5.0"), TruthValue.TRUE);
    check(text("TRUE"), BooleanValue.of(true), TruthValue.TRUE);
    check(text("false"), BooleanValue.of(false), TruthValue.TRUE);
    check(text("true"), BooleanValue.of(false), TruthValue.FALSE);
    check(number("100"), number("1E+2"), TruthValue.TRUE);
    check(text("a"), text("b"), TruthValue.FALSE);
    check(text("a"), ArrayValue.of(List.of(text("a"))), TruthValue.FALSE);
    check(text("a"), ObjectValue.EMPTY, TruthValue.FALSE);
  }

  @Test
  void absentValueEqualsOnlyNullAndAbsentValues() {
    check(null, null, TruthValue.TRUE);
    check(null, NullValue.NULL, TruthValue.TRUE);
    check(null, text(""), TruthValue.FALSE);
    check(NullValue.NULL, ObjectValue.EMPTY, TruthValue.FALSE);
    check(NullValue.NULL, ArrayValue.EMPTY, TruthValue.FALSE);
    check(null, ANYTHING, TruthValue.UNKNOWN);
    check(NullValue.NULL, ANYTHING, TruthValue.UNKNOWN);
    check(null, STRING, TruthValue.FALSE);
    check(NullValue.NULL, unknown("i", TypeHint.INT), TruthValue.FALSE);
  }

  @ParameterizedTest
  @EnumSource(TypeHint.class)
  void unknownEqualsItself(TypeHint type) {
    check(unknown("p", type), unknown("p", type), TruthValue.TRUE);
  }

  @ParameterizedTest
  @CsvSource({
    "STRING, STRING, UNKNOWN",
    "STRING, INT, UNKNOWN",
    "STRING, BOOL, UNKNOWN",
    "STRING, ARRAY, FALSE",
    "STRING, OBJECT, FALSE",
    "INT, BOOL, FALSE",
    "INT, ARRAY, FALSE",
    "ARRAY, OBJECT, FALSE",
    "ANY, OBJECT, UNKNOWN",
    "ANY, STRING, UNKNOWN",
    "BOOL, BOOL, UNKNOWN",
  })
  void twoUnknownsMayBeEqualIfTheirTypesAllowIt(TypeHint left, TypeHint right, TruthValue truth) {
    check(unknown("p", left), unknown("q", right), truth);
  }

  @ParameterizedTest
  @CsvSource({
    "STRING, abc, UNKNOWN",
    "ANY, abc, UNKNOWN",
    "ARRAY, abc, FALSE",
    "OBJECT, abc, FALSE",
    "BOOL, True, UNKNOWN",
    "BOOL, false, UNKNOWN",
    "BOOL, yes, FALSE",
    "BOOL, 1, FALSE",
    "INT, 0, UNKNOWN",
    "INT, 15, UNKNOWN",
    "INT, -3, UNKNOWN",
    "INT, 999, UNKNOWN",
    "INT, 1000000000000000000, UNKNOWN",
    "INT, 10000000000000000000, FALSE",
    "INT, 05, FALSE",
    "INT, -05, FALSE",
    "INT, -, FALSE",
    "INT, '', FALSE",
    "INT, 1.5, FALSE",
    "INT, 5a, FALSE",
    "INT, a5, FALSE",
    "INT, 5/, FALSE",
    "INT, 5:, FALSE",
  })
  void unknownMayEqualATextThatItsTypeCanHave(TypeHint type, String text, TruthValue truth) {
    check(unknown("p", type), text(text), truth);
  }

  @Test
  void unknownMayEqualAnArrayOrAnObjectOnlyOfItsType() {
    check(unknown("p", TypeHint.ARRAY), ArrayValue.EMPTY, TruthValue.UNKNOWN);
    check(unknown("p", TypeHint.OBJECT), ArrayValue.EMPTY, TruthValue.FALSE);
    check(ANYTHING, ArrayValue.EMPTY, TruthValue.UNKNOWN);
    check(ANYTHING, ObjectValue.EMPTY, TruthValue.UNKNOWN);
    check(STRING, ObjectValue.EMPTY, TruthValue.FALSE);
  }

  @Test
  void knownPartOfAnUnknownStringDecides() {
    Value text = Unknown.text(List.of(text("st-"), STRING), Origin.NONE);
    check(text, text("ST-prod"), TruthValue.UNKNOWN);
    check(text, text("kv-prod"), TruthValue.FALSE);
  }

  @Test
  void choiceEqualsAValueIfBothBranchesDo() {
    check(choice(text("a"), text("b")), text("c"), TruthValue.FALSE);
    check(choice(text("a"), text("b")), text("a"), TruthValue.UNKNOWN);
    check(choice(text("1"), number("1")), text("1"), TruthValue.TRUE);
    check(choice(NullValue.NULL, text("b")), null, TruthValue.UNKNOWN);
    check(choice(text("a"), text("b")), ArrayValue.EMPTY, TruthValue.FALSE);
    check(choice(text("a"), text("b")), STRING, TruthValue.UNKNOWN);
    check(choice(text("a"), text("b")), unknown("i", TypeHint.INT), TruthValue.FALSE);
  }

  @Test
  void arraysAreEqualIfTheirElementsAreInOrder() {
    check(ArrayValue.of(List.of(text("a"))), ArrayValue.of(List.of(text("A"))), TruthValue.TRUE);
    check(
        ArrayValue.of(List.of(text("a"), text("b"))),
        ArrayValue.of(List.of(text("b"), text("a"))),
        TruthValue.FALSE);
    check(ArrayValue.of(List.of(text("a"))), ArrayValue.EMPTY, TruthValue.FALSE);
    check(ArrayValue.of(List.of(text("a"))), ArrayValue.of(List.of(STRING)), TruthValue.UNKNOWN);
  }

  @Test
  void openArrayMayHaveMoreElements() {
    check(open(text("a")), ArrayValue.of(List.of(text("a"))), TruthValue.UNKNOWN);
    check(open(text("a")), ArrayValue.of(List.of(text("a"), text("b"))), TruthValue.UNKNOWN);
    check(open(text("a")), ArrayValue.of(List.of(text("z"), text("b"))), TruthValue.UNKNOWN);
  }

  @Test
  void objectsAreEqualIfTheirMembersAre() {
    check(object("a", text("x")), object("A", text("X")), TruthValue.TRUE);
    check(object("a", text("x")), object("a", text("y")), TruthValue.FALSE);
    check(object("a", text("x")), object("b", text("x")), TruthValue.FALSE);
    check(object("a", NullValue.NULL), ObjectValue.EMPTY, TruthValue.FALSE);
    check(object("a", NullValue.NULL), object("a", NullValue.NULL), TruthValue.TRUE);
    check(object("a", STRING), object("a", text("x")), TruthValue.UNKNOWN);
    check(
        ObjectValue.builder().put("a", STRING).put("b", text("x")).build(),
        ObjectValue.builder().put("a", text("x")).put("b", text("y")).build(),
        TruthValue.FALSE);
  }

  @Test
  void openObjectMayHaveMoreMembers() {
    ObjectValue open = ObjectValue.builder().put("a", text("x")).rest(ANYTHING).build();
    check(open, object("a", text("x")), TruthValue.UNKNOWN);
    check(open, object("a", text("y")), TruthValue.FALSE);
    check(open, ObjectValue.EMPTY, TruthValue.FALSE);
    check(
        open,
        ObjectValue.builder().put("a", text("x")).put("b", text("x")).build(),
        TruthValue.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "-5", "1.25", "-0.5", "000", "99999999999999999999"})
  void textOfANumberIsANumber(String text) {
    assertThat(ValueEquality.number(text(text))).isEqualByComparingTo(new BigDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "5.", ".5", "-.5", "1.2.3", "1e5", "+5", "0x1", " 5", "a"})
  void otherTextIsNoNumber(String text) {
    assertThat(ValueEquality.number(text(text))).isNull();
  }

  @Test
  void numberOfMoreThan39CharactersIsNotRead() {
    assertThat(ValueEquality.number(text("1".repeat(39)))).isNotNull();
    assertThat(ValueEquality.number(text("1".repeat(40)))).isNull();
  }

  @Test
  void onlyNumbersAndTextsAreNumbers() {
    assertThat(ValueEquality.number(number("2.50"))).isEqualByComparingTo("2.5");
    assertThat(ValueEquality.number(BooleanValue.of(true))).isNull();
    assertThat(ValueEquality.number(STRING)).isNull();
  }

  @Test
  void onlyScalarsHaveAText() {
    assertThat(ValueEquality.scalarText(number("5.10"))).isEqualTo("5.1");
    assertThat(ValueEquality.scalarText(BooleanValue.of(false))).isEqualTo("false");
    assertThat(ValueEquality.scalarText(NullValue.NULL)).isNull();
    assertThat(ValueEquality.scalarText(STRING)).isNull();
    assertThat(ValueEquality.scalarText(ArrayValue.EMPTY)).isNull();
  }
}
