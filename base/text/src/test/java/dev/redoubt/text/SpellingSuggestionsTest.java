package dev.redoubt.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingSuggestionsTest {

  private static final List<String> KNOWN = List.of("listen", "storage", "tls", "limits");

  @Test
  void endsWithTheNearestWord() {
    assertThat(SpellingSuggestions.ending("lisetn", KNOWN)).isEqualTo("; did you mean `listen`?");
    assertThat(SpellingSuggestions.ending("tsl", KNOWN)).isEqualTo("; did you mean `tls`?");
  }

  @Test
  void suggestsNothing_whereNoWordIsNear() {
    assertThat(SpellingSuggestions.ending("personas", KNOWN)).isEmpty();
    assertThat(SpellingSuggestions.ending("xy", List.of("ab"))).as("all of it differs").isEmpty();
    assertThat(SpellingSuggestions.ending("abc", List.of("abxyz"))).as("three changes").isEmpty();
    assertThat(SpellingSuggestions.ending("x", List.of())).isEmpty();
  }

  @Test
  void takesMoreSlipsInALongWord() {
    assertThat(SpellingSuggestions.nearest("parametrsfils", List.of("parametersfiles")))
        .contains("parametersfiles");
    assertThat(SpellingSuggestions.nearest("subscriptinidd", List.of("subscription-ids")))
        .isPresent();
  }

  @Test
  void takesTheFirst_whereSeveralAreAsNear() {
    assertThat(SpellingSuggestions.nearest("dat", List.of("day", "dab"))).contains("dab");
  }
}
