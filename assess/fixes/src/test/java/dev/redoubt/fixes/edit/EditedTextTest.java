package dev.redoubt.fixes.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditedTextTest {

  private static TextEdit edit(int start, int end, String text) {
    return new TextEdit("a", start, end, text, "");
  }

  @Test
  void appliesEqualChangesOnce() {
    assertThat(EditedText.of("ab", List.of(edit(1, 1, "x"), edit(1, 1, "x"))).text())
        .isEqualTo("axb");
  }

  @Test
  void insertsInOrderBeforeReplacementAtTheSamePlace() {
    assertThat(
            EditedText.of("{}", List.of(edit(1, 2, "\n}"), edit(1, 1, "x"), edit(1, 1, "y")))
                .text())
        .isEqualTo("{xy\n}");
  }

  @Test
  void skipsChangeThatOverlapsEarlierOne() {
    EditedText edited = EditedText.of("abcd", List.of(edit(0, 2, "x"), edit(1, 3, "y")));
    assertThat(edited.text()).isEqualTo("xcd");
    assertThat(edited.skipped()).containsExactly(edit(1, 3, "y"));
  }

  @Test
  void insertsAtTheEndOfRemovedRange() {
    assertThat(EditedText.of("abcd", List.of(edit(1, 3, ""), edit(3, 3, "x"))).text())
        .isEqualTo("axd");
  }

  @Test
  void convertsIndexesAndLocations() {
    SourceText text = new SourceText("a", 5, "\uFEFFab\r\ncd\ref\ngh");
    for (int i = text.start(); i <= text.text().length(); i++) {
      assertThat(text.index(text.origin(i))).isEqualTo(i);
    }
    assertThat(text.origin(1)).isEqualTo(Origin.of(5, 1, 1));
    assertThat(text.origin(text.text().indexOf('c'))).isEqualTo(Origin.of(5, 2, 1));
    assertThat(text.origin(text.text().indexOf('f'))).isEqualTo(Origin.of(5, 3, 2));
    assertThat(text.origin(text.text().indexOf('h'))).isEqualTo(Origin.of(5, 4, 2));
  }
}
