package dev.redoubt.reporthtml.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.SourceLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLinksTest {

  private static final String GITHUB = "https://github.com/o/r/blob/abc/";

  private static String link(String template, String file, int line) {
    return SourceLinks.of(template).of(new SourceLocation(file, line, 1));
  }

  @Test
  void pathAndLineAreAppended() {
    assertThat(link(GITHUB, "infra/main.bicep", 12)).isEqualTo(GITHUB + "infra/main.bicep#L12");
    assertThat(link(GITHUB, "./infra\\main.bicep", 0)).isEqualTo(GITHUB + "infra/main.bicep#L1");
  }

  @Test
  void placeholdersSayWherePathAndLineBelong() {
    assertThat(
            link(
                "https://dev.azure.com/o/p/_git/r?path=/{file}&version=GCabc&line={line}",
                "a b/main.bicep",
                7))
        .isEqualTo("https://dev.azure.com/o/p/_git/r?path=/a%20b/main.bicep&version=GCabc&line=7");
  }

  @Test
  void charactersOfPathsAreEscaped() {
    assertThat(link(GITHUB, "a#b?c&d\"<ü{line}", 1))
        .isEqualTo(GITHUB + "a%23b%3Fc%26d%22%3C%C3%BC%7Bline%7D#L1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "../x", "a/../../x", "br:example.com/storage:1.0", "C:\\x", ""})
  void whatIsNotBelowTheRootHasNoLink(String file) {
    assertThat(link(GITHUB, file, 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "javascript:alert(1)//", "data:text/html,{file}", "http://x/", "x"})
  void onlySecureAddressesAreLinks(String template) {
    assertThat(link(template, "main.bicep", 1)).isEmpty();
  }

  @Test
  void differentIdsHaveDifferentAnchors() {
    assertThat(Anchors.finding("a/b")).isEqualTo("f-a_2f_b").isNotEqualTo(Anchors.finding("a_b"));
    assertThat(Anchors.provision("a", "b-c")).isNotEqualTo(Anchors.provision("a-b", "c"));
  }
}
