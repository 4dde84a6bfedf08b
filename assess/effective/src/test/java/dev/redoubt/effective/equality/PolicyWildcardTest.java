package dev.redoubt.effective.equality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyWildcardTest {

  private static Unknown symbol(String name, TypeHint type) {
    return Unknown.symbol(
        "parameters('" + name + "')", UnknownCause.parameter(name), type, Origin.NONE);
  }

  /// A partly unknown string: `~` stands for an unknown part.
  private static Unknown text(String pattern) {
    List<Value> parts = new ArrayList<>();
    int unknowns = 0;
    for (String part : pattern.split("(?=~)|(?<=~)", -1)) {
      if (part.equals("~")) {
        parts.add(symbol("p" + unknowns++, TypeHint.STRING));
      } else if (!part.isEmpty()) {
        parts.add(StringValue.of(part));
      }
    }
    return (Unknown) Unknown.text(parts, Origin.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, true",
    "abc, abcd, false",
    "abc, ab, false",
    "a*, a, true",
    "a*, abc, true",
    "a*, ba, false",
    "*c, abc, true",
    "*c, cab, false",
    "*ab, aab, true",
    "a*c, abcbc, true",
    "a*c, abcb, false",
    "a*b*c, aXbYc, true",
    "a*b*c, aXcYb, false",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "a**, a, true",
    "*aab*, aaab, true",
  })
  void starIsAnyText(String pattern, String text, boolean matches) {
    assertThat(PolicyWildcard.like(pattern).matchesText(text, false)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "'#', 0, true",
    "'#', 9, true",
    "'#', /, false",
    "'#', :, false",
    "'#', a, false",
    "?, a, true",
    "?, z, true",
    "?, A, true",
    "?, Z, true",
    "?, `, false",
    "?, {, false",
    "?, @, false",
    "?, [, false",
    "?, 5, false",
    "., -, true",
    "., '', false",
    "-, -, true",
    "-, _, false",
  })
  void matchHasClassesOfCharacters(String pattern, String text, boolean matches) {
    assertThat(PolicyWildcard.match(pattern).matchesText(text, false)).isEqualTo(matches);
    assertThat(PolicyWildcard.match(pattern).folded().matchesText(text, true)).isEqualTo(matches);
  }

  @Test
  void caseIsIgnoredOnlyIfFolded() {
    assertThat(PolicyWildcard.like("Ab*").folded().matchesText("aBC", true)).isTrue();
    assertThat(PolicyWildcard.like("Ab*").matchesText("aBC", false)).isFalse();
    assertThat(PolicyWildcard.literal("A").folded().matchesText("a", true)).isTrue();
  }

  @Test
  void containingTakesAStarLiterally() {
    assertThat(PolicyWildcard.containing("b*").matchesText("ab*c", false)).isTrue();
    assertThat(PolicyWildcard.containing("b*").matchesText("abc", false)).isFalse();
    assertThat(PolicyWildcard.containing("b").matchesText("b", false)).isTrue();
    assertThat(PolicyWildcard.containing("bc").matchesText("ab", false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // the known start
    "ab~, ab*, TRUE",
    "ab~, a*, TRUE",
    "ab~, abc*, UNKNOWN",
    "ab~, abc, UNKNOWN",
    "ab~, ax*, FALSE",
    "ab~, b*, FALSE",
    "ab~, ab, UNKNOWN",
    "ab~, a, FALSE",
    "ab~, *, TRUE",
    "ab~, AB*, TRUE",
    // the known end
    "~yz, *yz, TRUE",
    "~yz, *z, TRUE",
    "~yz, *xyz, UNKNOWN",
    "~yz, *xz, FALSE",
    "~yz, *y, FALSE",
    "~yz, z, FALSE",
    "~yz, *YZ, TRUE",
    // both
    "ab~yz, ab*yz, TRUE",
    "ab~yz, a*z, TRUE",
    "ab~yz, ab*xyz, UNKNOWN",
    "ab~yz, abyz, UNKNOWN",
    "ab~ba, aba, FALSE",
    "ab~yz, *abyz, UNKNOWN",
    "ab~cd~yz, *cd*, TRUE",
    "ab~cd~yz, *bc*, UNKNOWN",
    "ab~cd~yz, ab*cd*yz, TRUE",
    "ab~cd~yz, ab*dc*yz, UNKNOWN",
    "ab~cd~yz, abyz, FALSE",
    "~cd~, *cd*, TRUE",
    "~cd~, cd, UNKNOWN",
    "~cd~, dc, FALSE",
    "~, *, TRUE",
    "~, a*, UNKNOWN",
  })
  void knownPartsOfAStringDecide(String text, String pattern, TruthValue truth) {
    assertThat(PolicyWildcard.like(pattern).folded().matches(text(text), true)).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource({
    "a1~, '?#.', UNKNOWN",
    "a1~, '#.', FALSE",
    "~1a, '.#?', UNKNOWN",
    "~1a, '.?#', FALSE",
    "A~, a, FALSE",
    "~A, a, FALSE",
    "a~, '', FALSE",
  })
  void classesOfCharactersDecide(String text, String pattern, TruthValue truth) {
    assertThat(PolicyWildcard.match(pattern).matches(text(text), false)).isEqualTo(truth);
  }

  @Test
  void unknownOfAnyTypeMayBeNoText() {
    PolicyWildcard all = PolicyWildcard.like("*");
    assertThat(all.matches(symbol("p", TypeHint.ANY), true)).isEqualTo(TruthValue.UNKNOWN);
    assertThat(all.matches(symbol("p", TypeHint.STRING), true)).isEqualTo(TruthValue.TRUE);
  }

  @ParameterizedTest
  @CsvSource({
    "ab~, ABC, true",
    "ab~, ab, true",
    "ab~, a, false",
    "ab~, xb, false",
    "~yz, xYZ, true",
    "~yz, yzx, false",
    "~yz, yz, true",
    "ab~yz, abyz, true",
    "ab~yz, abz, false",
    "ab~ba, aba, false",
    "ab~yz, abxxyz, true",
    "ab~cd~yz, abxcdyz, true",
    "ab~cd~yz, abxxyz, false",
    "~cd~, xCDx, true",
    "~cd~, xx, false",
    "a~~b, axb, true",
    "~~, x, true",
  })
  void unknownStringMayBeATextThatHasItsKnownParts(String unknown, String text, boolean may) {
    assertThat(PolicyWildcard.mayBe(text(unknown), text)).isEqualTo(may);
  }

  @Test
  void whollyUnknownStringMayBeAnyText() {
    assertThat(PolicyWildcard.mayBe(symbol("p", TypeHint.STRING), "x")).isTrue();
  }

  @Test
  void comparisonOfVeryLongTextsIsUnknown() {
    PolicyWildcard pattern = PolicyWildcard.like("a".repeat(2000));
    PolicyWildcard same = PolicyWildcard.literal("a".repeat(2000));
    PolicyWildcard longer = PolicyWildcard.literal("a".repeat(2001));
    assertThat(pattern.matches(same)).isEqualTo(TruthValue.TRUE);
    assertThat(pattern.matches(longer)).isEqualTo(TruthValue.UNKNOWN);
    assertThat(PolicyWildcard.like("b").matches(same)).isEqualTo(TruthValue.FALSE);
  }

  @Test
  void setContainsAllSomeOrNoneOfAnother() {
    PolicyWildcard twoLetters = PolicyWildcard.match("??");
    assertThat(twoLetters.matches(PolicyWildcard.literal("ab"))).isEqualTo(TruthValue.TRUE);
    assertThat(twoLetters.matches(PolicyWildcard.like("a*"))).isEqualTo(TruthValue.UNKNOWN);
    assertThat(twoLetters.matches(PolicyWildcard.like("1*"))).isEqualTo(TruthValue.FALSE);
    assertThat(PolicyWildcard.like("a*b*").matches(PolicyWildcard.like("a*b*")))
        .isEqualTo(TruthValue.TRUE);
    assertThat(PolicyWildcard.like("*").matches(PolicyWildcard.literal("")))
        .isEqualTo(TruthValue.TRUE);
    assertThat(PolicyWildcard.literal("").matches(PolicyWildcard.like("*")))
        .isEqualTo(TruthValue.UNKNOWN);
    assertThat(PolicyWildcard.literal("").matches(PolicyWildcard.like("*a")))
        .isEqualTo(TruthValue.FALSE);
  }
}
