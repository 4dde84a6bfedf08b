package dev.redoubt.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextShorteningTest {

  @Test
  void shortensTheMiddleOfALongText() {
    assertThat(TextShortening.shorten("infra/landing/zone/main.json:42", 20))
        .startsWith("infra...")
        .endsWith("main.json:42")
        .hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void textThatFitsStaysAsItIs() {
    assertThat(TextShortening.shorten("main.bicep:4", 12)).isEqualTo("main.bicep:4");
  }
}
