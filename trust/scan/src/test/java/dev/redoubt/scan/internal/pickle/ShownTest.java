package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.internal.pickle.Value.Plain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

  @ParameterizedTest
  @CsvSource({
    "NONE, None",
    "TRUE, True",
    "FALSE, False",
    "WHOLE, a whole number",
    "FRACTION, a number",
    "TEXT, a text",
    "BYTES, bytes",
    "TUPLE, (...)",
    "LIVE_TUPLE, (...)",
    "LIST, [...]",
    "LIVE_LIST, [...]",
    "MAPPING, {...}",
    "LIVE_MAPPING, {...}",
    "SET, a set",
    "LIVE_SET, a set",
    "FROZEN_SET, a frozen set",
    "LIVE_FROZEN_SET, a frozen set",
    "ARRAY, an array",
    "UNKNOWN, something unknown",
  })
  void showsKind(Plain plain, String shown) {
    assertThat(Shown.of(plain)).isEqualTo(shown);
  }

  @Test
  void showsTextOnOneLineThatPrints() {
    assertThat(Shown.text("a\n\r\t`\0\033\u0085ä\u202e\ud800", true))
        .isEqualTo("a\\n\\r\\t'\\u0000\\u001b\\u0085ä\\u202e\\ud800");
    assertThat(Shown.text("a", false)).isEqualTo("a...");
    assertThat(Shown.text("a".repeat(80), true)).isEqualTo("a".repeat(80));
    assertThat(Shown.text("a".repeat(81), true)).isEqualTo("a".repeat(80) + "...");
  }

  @Test
  void showsBytesThatPrint() {
    byte[] bytes = {' ', '~', '!', 0x1f, 0x7f, '`', -1};
    assertThat(Shown.of(new Value.Bytes(bytes, bytes.length)))
        .isEqualTo("b' ~!\\x1f\\x7f\\x60\\xff'");
  }

  @Test
  void showsFirstSixArguments() {
    Value one = new Value.Whole(1);
    assertThat(Shown.arguments(List.of())).isEmpty();
    assertThat(Shown.arguments(List.of(one, Plain.NONE))).isEqualTo("1, None");
    assertThat(Shown.arguments(List.of(one, one, one, one, one, one)))
        .isEqualTo("1, 1, 1, 1, 1, 1");
    assertThat(Shown.arguments(List.of(one, one, one, one, one, one, one)))
        .isEqualTo("1, 1, 1, 1, 1, 1, ...");
  }

  @Test
  void showsThreeLevels() {
    Value list = new Value.Items(Plain.LIST);
    Value three = tuple(tuple(tuple(list)));
    assertThat(Shown.of(three)).isEqualTo("((([...])))");
    assertThat(Shown.of(tuple(three))).isEqualTo("((((...))))");
    Value.Items items = new Value.Items(Plain.LIST);
    items.add(tuple(tuple(Plain.NONE)));
    assertThat(Shown.of(tuple(items))).isEqualTo("([((...))])");
  }

  private static Value tuple(Value value) {
    return Value.Tuple.of(new Value[] {value}, 0, 1);
  }
}
