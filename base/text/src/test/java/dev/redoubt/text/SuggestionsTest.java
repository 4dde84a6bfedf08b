package dev.redoubt.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  private static final List<String> KNOWN = List.of("listen", "storage", "tls", "limits");

  @Test
  void endsWithTheNearestWord() {
    assertThat(Suggestions.ending("lisetn", KNOWN)).isEqualTo("; did you mean `listen`?");
    assertThat(Suggestions.ending("tsl", KNOWN)).isEqualTo("; did you mean `tls`?");
  }

  @Test
  void suggestsNothing_whereNoWordIsNear() {
    assertThat(Suggestions.ending("personas", KNOWN)).isEmpty();
    assertThat(Suggestions.ending("xy", List.of("ab"))).as("all of it differs").isEmpty();
    assertThat(Suggestions.ending("abc", List.of("abxyz"))).as("three changes").isEmpty();
    assertThat(Suggestions.ending("x", List.of())).isEmpty();
  }

  @Test
  void takesMoreSlipsInALongWord() {
    assertThat(Suggestions.nearest("parametrsfils", List.of("parametersfiles")))
        .contains("parametersfiles");
    assertThat(Suggestions.nearest("subscriptinidd", List.of("subscription-ids"))).isPresent();
  }

  @Test
  void takesTheFirst_whereSeveralAreAsNear() {
    assertThat(Suggestions.nearest("dat", List.of("day", "dab"))).contains("dab");
  }
}
