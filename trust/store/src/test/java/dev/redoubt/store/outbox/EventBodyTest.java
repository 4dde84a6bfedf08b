package dev.redoubt.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventBodyTest {

  @Test
  void writesMembersInOrder_howeverTheyCome() {
    assertThat(new EventBody().with("b", 2).with("a", "x").with("c", (String) null).text())
        .isEqualTo("{\"a\":\"x\",\"b\":2}")
        .isEqualTo(new EventBody().with("a", "x").with("b", 2).text());
    assertThat(new EventBody().text()).isEqualTo("{}");
  }

  @Test
  void escapesWhatRfc8785Escapes_andNothingElse() {
    assertThat(new EventBody().with("a", "\"\\/\b\t\n\f\r\u0001\u001f\u007fé🏦").text())
        .isEqualTo("{\"a\":\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\u007fé🏦\"}");
  }

  @Test
  void refusesNumbers_thatNotEveryReaderReads() {
    assertThat(new EventBody().with("n", -9007199254740991L).text())
        .isEqualTo("{\"n\":-9007199254740991}");
    assertThatThrownBy(() -> new EventBody().with("n", 9007199254740992L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EventBody().with("n", Long.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
