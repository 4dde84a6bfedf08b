package dev.redoubt.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWrappingTest {

  @Test
  void breaksBetweenWords() {
    assertThat(TextWrapping.wrap("one two three four", 9))
        .containsExactly("one two", "three", "four");
    assertThat(TextWrapping.wrap("one two", 7)).containsExactly("one two");
    assertThat(TextWrapping.wrap("", 7)).containsExactly("");
  }

  @Test
  void breaksAWordThatIsLongerThanALine_whereItHasParts() {
    assertThat(TextWrapping.wrap("a infra/modules/network.bicep", 16))
        .containsExactly("a", "infra/modules/", "network.bicep");
    assertThat(TextWrapping.wrap("network-security", 10)).containsExactly("network-", "security");
    assertThat(TextWrapping.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
  }

  @Test
  void neverBreaksACharacter() {
    assertThat(TextWrapping.wrap("abc😀d", 4)).containsExactly("abc", "😀d");
  }
}
