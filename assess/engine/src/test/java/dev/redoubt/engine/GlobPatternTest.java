package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobPatternTest {

  @ParameterizedTest
  @CsvSource({
    "a/b.bicep, a/b.bicep, true",
    "a/*.bicep, a/b.bicep, true",
    "a/*.bicep, a/c/b.bicep, false",
    "*.bicep, a/b.bicep, false",
    "**, a/b.bicep, true",
    "**/b.bicep, a/c/b.bicep, true",
    "**/b.bicep, b.bicep, true",
    "**/b.bicep, ab.bicep, false",
    "**/b.bicep, a/ab.bicep, false",
    "a/**/b.bicep, a/cb.bicep, false",
    "**/a/**/b, x/a/y/z/b, true",
    "**/*, a/b.bicep, true",
    "**/*, b.bicep, true",
    "a/**/b.bicep, a/b.bicep, true",
    "a/**, a/b/c, true",
    "a/**, b/c, false",
    "./a/*, a/b, true",
    "a/?, a/b, true",
    "a?b, a/b, false",
    "A/b, a/b, false",
    "a.c, abc, false",
    "'', a, false",
  })
  void pathPattern(String pattern, String path, boolean matches) {
    assertThat(GlobPattern.path(pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "STdata, stDATA, true",
    "st*, stdata, true",
    "*/vaults/kv, /a/vaults/kv, true",
    "st, stdata, false",
    "s?data, stdata, true",
    "*, '', true",
    "[x], [x], true",
    "[x], x, false",
  })
  void textPattern(String pattern, String text, boolean matches) {
    assertThat(GlobPattern.text(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void manyStarsDoNotTakeForever() {
    assertThat(GlobPattern.text("*a".repeat(100) + "b").matches("a".repeat(5_000))).isFalse();
  }
}
