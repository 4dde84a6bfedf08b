package dev.redoubt.bicep.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternTest {

  @ParameterizedTest
  @CsvSource({
    "'', main.bicep, true",
    "*, main.bicep, true",
    "*, Makefile, true",
    "*.*, Makefile, true",
    "*.bicep, main.bicep, true",
    "*.bicep, main.bicepparam, false",
    "*.BICEP, main.bicep, false",
    "ma*.bi*, main.bicep, true",
    "main?bicep, main.bicep, true",
    "m?in.bicep, main.bicep, true",
    "main?.bicep, main.bicep, true",
    "?ain, main, true",
    "main??, main, true",
    "mai?, maine, false",
    "main.*, main, true",
    "main.*, main.bicep, true",
    "main.*, mainly, false",
    "*., Makefile, true",
    "*., main.bicep, false",
    "a*b*c, axxbyyc, true",
    "a*b*c, axxbyy, false",
    "main, main.bicep, false",
  })
  void matches(String pattern, String name, boolean expected) {
    assertThat(new FilePattern(pattern).matches(name)).isEqualTo(expected);
  }

  @Test
  void ends_whenWildcardsMultiply() {
    assertThat(new FilePattern("*a".repeat(500) + "b").matches("a".repeat(255))).isFalse();
  }
}
