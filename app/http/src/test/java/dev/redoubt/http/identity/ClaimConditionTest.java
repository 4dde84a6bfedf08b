package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimConditionTest {

  private static boolean holds(ClaimCondition condition, Object value) {
    return condition.holds(FixedIssuer.parsed(Map.of("a", value)));
  }

  @Test
  void oneOf_matchesStringButNotList() {
    ClaimCondition condition = new ClaimCondition.OneOf("a", Set.of("x", "7"));
    assertThat(holds(condition, "x")).isTrue();
    assertThat(holds(condition, 7)).isTrue();
    assertThat(holds(condition, "y")).isFalse();
    assertThat(holds(condition, List.of("x"))).isFalse();
    assertThat(
            new ClaimCondition.OneOf("b", Set.of("x")).holds(FixedIssuer.parsed(Map.of("a", "x"))))
        .isFalse();
  }

  @Test
  void present_matchesPresenceOfClaim() {
    assertThat(holds(new ClaimCondition.Present("a", true), "")).isTrue();
    assertThat(holds(new ClaimCondition.Present("a", false), "")).isFalse();
    assertThat(holds(new ClaimCondition.Present("b", true), "")).isFalse();
    assertThat(holds(new ClaimCondition.Present("b", false), "")).isTrue();
  }

  @Test
  void contains_matchesListWithValue() {
    ClaimCondition condition = new ClaimCondition.Contains("a", Set.of("x", "y"));
    assertThat(holds(condition, List.of("z", "y"))).isTrue();
    assertThat(holds(condition, List.of("z"))).isFalse();
    assertThat(holds(condition, List.of())).isFalse();
    assertThat(holds(condition, "x")).isFalse();
    assertThat(holds(condition, List.of(List.of("x")))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a*c, abc, true",
    "a*c, ac, true",
    "a*c, a/c, false",
    "a*c, a:c, false",
    "a*c, abcd, false",
    "a*c, xabc, false",
    "a**c, a/b:c, true",
    "a**c, 'a\nc', true",
    "a***c, a/bc, true",
    "a**, a, true",
    "**a, x/a, true",
    "*, x, true",
    "*, x/y, false",
    "a.c, abc, false",
    "a.c, a.c, true",
    "a[b]c, a[b]c, true",
    "a\\Eb, a\\Eb, true",
    "refs/tags/v*, refs/tags/v1, true",
    "refs/tags/v*, refs/tags/v1/x, false"
  })
  void glob_matchesStringPattern(String glob, String text, boolean holds) {
    assertThat(holds(ClaimCondition.Glob.of("a", glob), text)).isEqualTo(holds);
  }

  @Test
  void glob_matchesUpToMaximumLength() {
    ClaimCondition all = ClaimCondition.Glob.of("a", "x**");
    assertThat(holds(all, "x".repeat(1024))).isTrue();
    assertThat(holds(all, "x".repeat(1025))).isFalse();
    assertThat(holds(all, List.of("x"))).isFalse();
  }
}
