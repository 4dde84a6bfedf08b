package dev.redoubt.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "/a/{x}/c, /a/b/c, b",
    "/a/{x}/c, /a/%2F/c, %2F",
    "/a/{x}/c, /a/../c, ..",
    "/a/{x}, '/a/b;c=d', 'b;c=d'",
    "/{x}, /{x}, {x}",
    "/a/{*x}, /a/b/c, /b/c",
    "/a/{*x}, /a//b/, //b/",
    "/a/{*x}, /a/, /",
    "/a/{*x}, /a, ''",
    "/{*x}, /, /",
  })
  void matchesLiteralPath(String pattern, String path, String value) {
    assertThat(PathPattern.of(pattern).match(path)).isEqualTo(Map.of("x", value));
  }

  @Test
  void matchesSeveralVariables() {
    assertThat(PathPattern.of("/a/{x}/{y}/{*z}").match("/a/1/2/3/4"))
        .containsExactly(Map.entry("x", "1"), Map.entry("y", "2"), Map.entry("z", "/3/4"));
  }

  @ParameterizedTest
  @CsvSource({
    "/a/{x}/c, /a//c",
    "/a/{x}/c, /a/b/c/",
    "/a/{x}/c, /a/b/C",
    "/a/{x}/c, //a/b/c",
    "/a/{x}/c, a/b/c",
    "/a/{x}/c, /a/b/d/c",
    "/a/{x}/c, /a/b",
    "/a/{x}, /a",
    "/a/{x}, /a/",
    "/a/{x}, /a/b/",
    "/a/{x}, /%61/b",
    "/a/{x}, ''",
    "/a/{x}, *",
    "/a/{*x}, /ab",
    "/{*x}, a",
    "/{*x}, *",
    "/a/{*x}, /",
    "/a/b, /a/b/",
  })
  void doesNotMatchOtherPaths(String pattern, String path) {
    assertThat(PathPattern.of(pattern).match(path)).isNull();
  }

  @Test
  void sortsNarrowerPatternFirst() {
    List<String> ordered =
        List.of(
            "/a/b/long/text",
            "/a/{x}/long/text",
            "/a/{x}/text",
            "/a/{x}",
            "/a/{x}/{y}/text",
            "/a/{x}/{y}",
            "/a/b/{*rest}",
            "/a/{*rest}",
            "/{*rest}");
    assertThat(ordered.reversed().stream().map(PathPattern::of).sorted().map(PathPattern::toString))
        .isEqualTo(ordered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a/b",
        "/a/{}",
        "/a/{x",
        "/a/x}",
        "/a/b{x}",
        "/a/{x}b",
        "/a/{x:[0-9]+}",
        "/a/*",
        "/a/**",
        "/a/?",
        "/{x}/{x}",
        "/{x}/{*x}",
        "/{*x}/a",
        "/{*x}/",
      })
  void rejectsMalformedPattern(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.of(text));
  }
}
