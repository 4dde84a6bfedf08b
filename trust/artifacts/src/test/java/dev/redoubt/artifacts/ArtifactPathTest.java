package dev.redoubt.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.ErrorCode;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "model/MLmodel",
        "a b/c#d?e;f",
        "100%",
        "50% off.png",
        "...",
        ".hidden/x",
        "a..b",
        "été/日本語",
        "CON",
        "~/x",
        "ab:c",
        "%zz",
        "%41",
        "a%2Fb",
        "images/dog%step%100%timestamp%1795622126391%0b1ba222.png"
      })
  void acceptsValidPaths(String text) {
    assertThat(new ArtifactPath(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "./a",
        "../a",
        "a/..",
        "a/../b",
        "a/./b",
        "a\\b",
        "..\\a",
        "C:/windows",
        "c:x",
        "%2e%2e/a",
        "a/%2E./b",
        "a/.%2e",
        "a%2f..%2fb",
        "a%5c..%5cb",
        "%252e%252e/a",
        "%25252e%25252e%25252fa",
        "%2fetc/passwd",
        "%5c%5chost/a",
        "C%3a/windows",
        "%43:/windows",
        "a/%2e/b",
        "..%00/a",
        "a/.%09./b",
        "..%0a/a",
        "..%20/a",
        "a/%2fetc/passwd",
        "a/C%3a/windows",
        "a\u0000b",
        "a\nb",
        "a\u0085b",
        "a\u007Fb",
        "\uD800",
        "\uDBFF\uDFFFhidden",
        "a/\uFFFF",
        "\uFDD0"
      })
  void refusesAmbiguousPaths(String text) {
    ArtifactFixture.assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE, "the path `", () -> new ArtifactPath(text));
  }

  @Test
  void enforcesLengthAndDepthLimits() {
    assertThat(new ArtifactPath("a".repeat(255)).text()).hasSize(255);
    assertThat(new ArtifactPath(segments(64)).folders()).hasSize(63);
    for (String each :
        new String[] {
          "a".repeat(256),
          "é".repeat(128),
          segments(65),
          String.join("/", Collections.nCopies(5, "a".repeat(200)))
        }) {
      ArtifactFixture.assertRefused(
          ErrorCode.INVALID_PARAMETER_VALUE, "the path `", () -> new ArtifactPath(each));
    }
  }

  private static String segments(int count) {
    return String.join("/", Collections.nCopies(count, "a"));
  }

  @Test
  void returnsNameAndParentFolders() {
    ArtifactPath path = new ArtifactPath("a/b/c");
    assertThat(path.name()).isEqualTo("c");
    assertThat(path.folders()).extracting(ArtifactPath::text).containsExactly("a", "a/b");
    assertThat(ArtifactPath.ROOT.isRoot()).isTrue();
    assertThat(ArtifactPath.ROOT.resolve("a").resolve("b/c")).isEqualTo(path);
    assertThat(ArtifactPath.ROOT.folders()).isEmpty();
  }
}
