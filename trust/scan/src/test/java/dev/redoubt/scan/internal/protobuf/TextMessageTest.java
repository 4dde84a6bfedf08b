package dev.redoubt.scan.internal.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.scan.internal.model.MalformedContentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextMessageTest {

  @Test
  void readsFieldsInEachSyntax() throws MalformedContentException {
    String text =
        "a: 'x' # comment\nb { c: \"y\" 'z'; d: [ 1, -2.5e3 ] }, e < f: ENUM > [g.h]: true";
    assertThat(TextMessage.fields(text))
        .extracting(field -> field.name() + "=" + field.value())
        .containsExactly("a=x", "b=", "c=yz", "d=1", "d=-2.5e3", "e=", "f=ENUM", "g.h=true");
    assertThat(TextMessage.fields(text).get(2).offset()).isEqualTo(text.indexOf("\"y\""));
    assertThat(TextMessage.fields("a # : \"x\"\n: 'y'").getFirst().value()).isEqualTo("y");
    assertThat(TextMessage.fields(" # nothing\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a {", "}", "a: 'x", "a: \"x\ny\"", "%"})
  void rejectsInvalidText(String text) {
    assertThatThrownBy(() -> TextMessage.fields(text))
        .isInstanceOf(MalformedContentException.class);
  }

  @Test
  void rejectsDeepNesting() {
    assertThatThrownBy(() -> TextMessage.fields("a {".repeat(100_000)))
        .isInstanceOf(MalformedContentException.class);
    assertThatThrownBy(() -> TextMessage.fields("a: 1 ".repeat(200_000)))
        .isInstanceOf(MalformedContentException.class);
  }
}
