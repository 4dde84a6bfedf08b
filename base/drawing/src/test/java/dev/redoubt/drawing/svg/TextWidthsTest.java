package dev.redoubt.drawing.svg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextWidthsTest {

  @Test
  void addsTheWidthsOfTheLetters() {
    assertThat(TextWidths.width("", 12, false)).isZero();
    assertThat(TextWidths.width("Hi", 10, false)).isEqualTo(9.44);
    assertThat(TextWidths.width("ii", 10, true)).isGreaterThan(TextWidths.width("ii", 10, false));
    assertThat(TextWidths.width("\u6f22", 10, false)).isEqualTo(10.5);
    assertThat(TextWidths.width("e\u0301", 10, false)).isEqualTo(TextWidths.width("e", 10, false));
  }

  @Test
  void keepsBothEndsOfATextThatIsTooLong() {
    String fitted = TextWidths.fit("mlw-credit-training-production", 12, false, 100);
    assertThat(fitted).startsWith("mlw-").endsWith("tion").contains("\u2026");
  }

  @Test
  void keepsATextThatFits() {
    assertThat(TextWidths.fit("kv-credit", 12, true, 80)).isEqualTo("kv-credit");
  }

  @Test
  void isNeverWiderThanTheRoom() {
    List<String> texts =
        List.of("W".repeat(10_000), "\uD83D\uDE00".repeat(5_000), "il".repeat(300), "a b", "");
    for (String text : texts) {
      for (double room = 12; room < 300; room += 7) {
        String fitted = TextWidths.fit(text, 12, true, room);
        assertThat(TextWidths.width(fitted, 12, true)).isLessThanOrEqualTo(room);
        assertThat(fitted.chars().filter(each -> Character.isSurrogate((char) each)).count() % 2)
            .isZero();
      }
    }
  }
}
