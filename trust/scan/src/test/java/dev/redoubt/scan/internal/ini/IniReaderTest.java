package dev.redoubt.scan.internal.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.MalformedContentException;
import org.junit.jupiter.api.Test;

class IniReaderTest {

  private static JsonDocument.ObjectNode section(String text, String name)
      throws MalformedContentException {
    JsonDocument.ObjectNode node = IniReader.read(text).object(name);
    assertThat(node).isNotNull();
    return node == null ? new JsonDocument.ObjectNode(0, java.util.List.of()) : node;
  }

  @Test
  void readsSectionsNamesAndValuesOfSeveralLines() throws MalformedContentException {
    String text =
        "# comment\n[one]\nA-b = 1\nc: x = y\n; comment\nlist =\n    first\n    # comment\n\n"
            + "    second\n[two]\r\nempty =\r\nlast=2";
    JsonDocument.ObjectNode one = section(text, "one");
    assertThat(one.text("a_b")).isEqualTo("1");
    assertThat(one.text("c")).isEqualTo("x = y");
    assertThat(one.text("list")).isEqualTo("\nfirst\nsecond");
    assertThat(one.get("a_b")).isInstanceOf(JsonDocument.TextNode.class);
    assertThat(String.valueOf(one.get("a_b"))).contains("offset=" + text.indexOf("1\nc"));
    assertThat(section(text, "two").text("empty")).isEmpty();
    assertThat(section(text, "two").text("last")).isEqualTo("2");
  }

  @Test
  void keepsEachSectionOfTheSameName() throws MalformedContentException {
    assertThat(IniReader.read("[a]\nx = 1\n[a]\ny = 2\n").members()).hasSize(2);
  }

  @Test
  void rejectsTextWithoutSectionOrValue() {
    assertThatThrownBy(() -> IniReader.read("a = 1")).isInstanceOf(MalformedContentException.class);
    assertThatThrownBy(() -> IniReader.read("[a]\nwords"))
        .isInstanceOfSatisfying(
            MalformedContentException.class,
            malformed -> assertThat(malformed.offset()).isEqualTo(4));
  }
}
