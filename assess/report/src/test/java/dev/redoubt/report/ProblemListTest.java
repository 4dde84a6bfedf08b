package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
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
            new ConsoleReporter.Look(
                400,
                false,
                isComplete ? ConsoleReporter.Extent.COMPLETE : ConsoleReporter.Extent.NORMAL),
            FailureThreshold.DEFAULT,
            null)
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
  void warningHasTwoLinesAndVerboseShowsAll() throws IOException {
    List<Problem> problems =
        List.of(ExampleAssessments.warning("not set: " + names(120) + "; see `x`", 1));
    assertThat(report(problems, false))
        .contains("main.bicep:1:1: not set: `V0`, `V1`", " ...\n", "`--verbose` shows them in full")
        .doesNotContain("`V119`");
    assertThat(report(problems, false).lines().dropWhile(line -> !line.startsWith("PROBLEMS")))
        .hasSize(3);
    assertThat(report(problems, true)).contains("`V119`; see `x`").doesNotContain(" ...\n");
  }

  @Test
  void problemsThatDifferInTheirNamesOnlyAreOneLine() throws IOException {
    assertThat(report(missingModules(4), false))
        .contains(
            "main.bicep:10:1: (and 3 alike) module `m0` is not available: `cache/m0` does not"
                + " exist")
        .doesNotContain("cache/m1");
    assertThat(report(missingModules(4), true))
        .contains("`cache/m1`", "`cache/m2`", "`cache/m3`")
        .doesNotContain("alike");
  }

  @Test
  void problemsFollowTheResult() throws IOException {
    String report = report(missingModules(1), false);
    assertThat(report.indexOf("PROBLEMS")).isGreaterThan(report.indexOf("exit code"));
  }

  @Test
  void whatUnknownSaysIsNotRepeated() throws IOException {
    StringBuilder out = new StringBuilder();
    new ConsoleReporter(ConsoleReporter.Look.PLAIN, FailureThreshold.DEFAULT, null)
        .write(ExampleAssessments.missingModule(), out);
    assertThat(out.toString())
        .containsOnlyOnce("module `net` is not available")
        .contains("main.bicep:3:1: `cache/net` does not exist")
        .doesNotContain("PROBLEMS");
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
