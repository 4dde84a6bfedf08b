package dev.redoubt.scan.internal.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.MalformedContentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlReaderTest {

  @Test
  void readsTables_withOffsetsOfValues() throws MalformedContentException {
    String text = "a.b = 'x'\n[[c]]\nd = \"y\"\n[[c]]\nd = \"y\"\ne = 2026-01-01\nf = true\n";
    JsonDocument.ObjectNode root = (JsonDocument.ObjectNode) TomlReader.read(text);
    JsonDocument.ObjectNode a = root.object("a");
    assertThat(a).isNotNull();
    assertThat(String.valueOf(a == null ? null : a.get("b")))
        .contains("value=x")
        .contains("offset=7");
    assertThat(root.get("c")).isInstanceOf(JsonDocument.ArrayNode.class);
    assertThat(root.toString()).contains("2026-01-01").contains("value=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a = ", "a = 1\na = 2", "[a\n", "a = [1,", "a = {b = 1", "\u0000"})
  void rejectsInvalidToml(String text) {
    assertThatThrownBy(() -> TomlReader.read(text))
        .isInstanceOfSatisfying(
            MalformedContentException.class,
            malformed -> assertThat(malformed.message()).startsWith("invalid TOML"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a=", "{a.b=[", "a."})
  void rejectsDeepNesting(String part) {
    assertThatThrownBy(() -> TomlReader.read("a = " + part.repeat(100_000)))
        .isInstanceOf(MalformedContentException.class);
  }

  @Test
  void completesQuickly_onValuesThatAreAllEscaped() throws MalformedContentException {
    StringBuilder text = new StringBuilder("a = [\n");
    for (int i = 0; i < 50_000; i++) {
      text.append("\"\\u0041").append(i).append("\",\n");
    }
    assertThat(TomlReader.read(text + "]")).isInstanceOf(JsonDocument.ObjectNode.class);
  }
}
