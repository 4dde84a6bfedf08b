package dev.redoubt.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void breaksBetweenWords() {
    assertThat(Lines.wrap("one two three four", 9)).containsExactly("one two", "three", "four");
    assertThat(Lines.wrap("one two", 7)).containsExactly("one two");
    assertThat(Lines.wrap("", 7)).containsExactly("");
  }

  @Test
  void breaksAWordThatIsLongerThanALine_whereItHasParts() {
    assertThat(Lines.wrap("a infra/modules/network.bicep", 16))
        .containsExactly("a", "infra/modules/", "network.bicep");
    assertThat(Lines.wrap("network-security", 10)).containsExactly("network-", "security");
    assertThat(Lines.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
  }

  @Test
  void neverBreaksACharacter() {
    assertThat(Lines.wrap("abc😀d", 4)).containsExactly("abc", "😀d");
  }
}
