package dev.redoubt.policy.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StringOrderTest {

  @ParameterizedTest
  @CsvSource({
    "a, b, -1",
    "A, b, -1",
    "b, A, 1",
    "a, A, 0",
    "'', '', 0",
    "0, 9, -1",
    "9, a, -1",
    "0, z, -1",
    "a, z, -1",
    "a, ab, -1",
    "abc, AB, 1",
    "'', a, -1",
    "'', 0, -1",
    "a, a-b, -1",
    "tls1_0, TLS1_2, -1",
    "10, 9, -1",
  })
  void lettersAndDigitsDecide(String left, String right, int sign) {
    assertThat(StringOrder.compare(left, right)).isEqualTo(sign);
    assertThat(StringOrder.compare(right, left)).isEqualTo(-sign);
  }

  @ParameterizedTest
  @CsvSource({
    "a-b, a_b",
    "a-, ab",
    "a/, a0",
    "a:, a0",
    "a`, aa",
    "a{, aa",
    "a, a-",
    "a, 'a '",
    "'', -",
    "ä, b",
    "x, é",
  })
  void orderIsUnknownIfAnotherCharacterDecides(String left, String right) {
    assertThat(StringOrder.compare(left, right)).isNull();
    assertThat(StringOrder.compare(right, left)).isNull();
  }
}
