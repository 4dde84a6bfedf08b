package dev.redoubt.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecurityEventBodyTest {

  @Test
  void writesMembersInCanonicalOrder() {
    assertThat(new SecurityEventBody().with("b", 2).with("a", "x").with("c", (String) null).text())
        .isEqualTo("{\"a\":\"x\",\"b\":2}")
        .isEqualTo(new SecurityEventBody().with("a", "x").with("b", 2).text());
    assertThat(new SecurityEventBody().text()).isEqualTo("{}");
  }

  @Test
  void escapesExactlyWhatRfc8785Escapes() {
    assertThat(new SecurityEventBody().with("a", "\"\\/\b\t\n\f\r\u0001\u001f\u007fé🏦").text())
        .isEqualTo("{\"a\":\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\u007fé🏦\"}");
  }

  @Test
  void refusesNumbersOutsideInteroperableRange() {
    assertThat(new SecurityEventBody().with("n", -9007199254740991L).text())
        .isEqualTo("{\"n\":-9007199254740991}");
    assertThatThrownBy(() -> new SecurityEventBody().with("n", 9007199254740992L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SecurityEventBody().with("n", Long.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
