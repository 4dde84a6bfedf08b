package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests how the console report shortens long lists and many similar problems.
class ProblemListTest {

  private static String report(List<Problem> problems, boolean isComplete) throws IOException {
    StringBuilder out = new StringBuilder();
    new ConsoleReporter(
            new ConsoleReporter.Look(400, false, isComplete), FailureThreshold.DEFAULT, null)
        .write(ExampleAssessments.withProblems(problems), out);
    return out.toString();
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(each -> "`V" + each + "`")
        .collect(Collectors.joining(", "));
  }

  private static List<Problem> missingModules(int count) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      problems.add(
          ExampleAssessments.warning(
              "module `m%d` is not available: `cache/m%d` does not exist".formatted(i, i), 10 + i));
    }
    return problems;
  }

  @Test
  void longListIsShortenedToItsFirstNames() throws IOException {
    List<Problem> problems =
        List.of(ExampleAssessments.warning("not set: " + names(120) + "; see `x`", 1));
    assertThat(report(problems, false))
        .contains("not set: `V0`, `V1`, `V2` and 117 more (`--verbose` lists all); see `x`");
    assertThat(report(problems, true)).contains("`V119`; see `x`").doesNotContain("more");
  }

  @Test
  void shortListIsCompleteAlways() throws IOException {
    assertThat(report(List.of(ExampleAssessments.warning("not set: " + names(5) + ".", 1)), false))
        .contains("not set: " + names(5) + ".");
  }

  @Test
  void problemsThatDifferInTheirNamesOnlyAreOneEntry() throws IOException {
    assertThat(report(missingModules(4), false))
        .contains(
            "main.bicep:10: module `m0` is not available: `cache/m0` does not exist",
            "likewise `m1`, `m2`, `m3` (`--verbose` shows each)")
        .doesNotContain("cache/m1");
    assertThat(report(missingModules(4), true))
        .contains("`cache/m1`", "`cache/m2`", "`cache/m3`")
        .doesNotContain("likewise");
    assertThat(report(missingModules(2), false)).contains("`cache/m1`").doesNotContain("likewise");
  }

  @Test
  void problemsWithTheSameFirstNameAreShownOneByOne() throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (String other : List.of("a", "b", "c")) {
      problems.add(ExampleAssessments.warning("`x` conflicts with `" + other + "`", 3));
    }
    assertThat(report(problems, false))
        .contains("`x` conflicts with `b`", "`x` conflicts with `c`")
        .doesNotContain("likewise");
  }

  @Test
  void errorsAreShownOneByOne() throws IOException {
    List<Problem> errors =
        missingModules(4).stream()
            .map(each -> Problem.error(each.message(), each.origin()))
            .toList();
    assertThat(report(errors, false)).contains("cache/m1", "cache/m2", "cache/m3");
  }
}
