package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormatterTest {

  @ParameterizedTest
  @CsvSource({
    "NONE, None",
    "TRUE, True",
    "FALSE, False",
    "WHOLE, an integer",
    "FRACTION, a number",
    "TEXT, a string",
    "BYTES, bytes",
    "TUPLE, (...)",
    "LIVE_TUPLE, (...)",
    "LIST, [...]",
    "LIVE_LIST, [...]",
    "MAPPING, {...}",
    "LIVE_MAPPING, {...}",
    "SET, a set",
    "LIVE_SET, a set",
    "FROZEN_SET, a frozenset",
    "LIVE_FROZEN_SET, a frozenset",
    "ARRAY, an array",
    "UNKNOWN, an unknown value",
  })
  void showsKind(Plain plain, String shown) {
    assertThat(ValueFormatter.of(plain)).isEqualTo(shown);
  }

  @Test
  void showsTextOnOneLineThatPrints() {
    assertThat(ValueFormatter.text("a\n\r\t`\0\033\u0085ä\u202e\ud800", true))
        .isEqualTo("a\\n\\r\\t'\\u0000\\u001b\\u0085ä\\u202e\\ud800");
    assertThat(ValueFormatter.text("a", false)).isEqualTo("a...");
    assertThat(ValueFormatter.text("a".repeat(80), true)).isEqualTo("a".repeat(80));
    assertThat(ValueFormatter.text("a".repeat(81), true)).isEqualTo("a".repeat(80) + "...");
  }

  @Test
  void showsBytesThatPrint() {
    byte[] bytes = {' ', '~', '!', 0x1f, 0x7f, '`', -1};
    assertThat(ValueFormatter.of(new PickleValue.Bytes(bytes, bytes.length)))
        .isEqualTo("b' ~!\\x1f\\x7f\\x60\\xff'");
  }

  @Test
  void showsFirstSixArguments() {
    PickleValue one = new PickleValue.Whole(1);
    assertThat(ValueFormatter.arguments(List.of())).isEmpty();
    assertThat(ValueFormatter.arguments(List.of(one, Plain.NONE))).isEqualTo("1, None");
    assertThat(ValueFormatter.arguments(List.of(one, one, one, one, one, one)))
        .isEqualTo("1, 1, 1, 1, 1, 1");
    assertThat(ValueFormatter.arguments(List.of(one, one, one, one, one, one, one)))
        .isEqualTo("1, 1, 1, 1, 1, 1, ...");
  }

  @Test
  void showsThreeLevels() {
    PickleValue list = new PickleValue.Items(Plain.LIST);
    PickleValue three = tuple(tuple(tuple(list)));
    assertThat(ValueFormatter.of(three)).isEqualTo("((([...])))");
    assertThat(ValueFormatter.of(tuple(three))).isEqualTo("((((...))))");
    PickleValue.Items items = new PickleValue.Items(Plain.LIST);
    items.add(tuple(tuple(Plain.NONE)));
    assertThat(ValueFormatter.of(tuple(items))).isEqualTo("([((...))])");
  }

  private static PickleValue tuple(PickleValue value) {
    return PickleValue.Tuple.of(new PickleValue[] {value}, 0, 1);
  }
}
