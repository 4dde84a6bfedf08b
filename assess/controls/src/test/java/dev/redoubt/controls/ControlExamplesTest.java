package dev.redoubt.controls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Runs the examples in the folder of each control as its tests.
class ControlExamplesTest {

  private final ControlCatalog catalog = ControlCatalog.load();

  @TestFactory
  Stream<DynamicTest> pass_holds_forEveryResourceThatTheControlMeans() {
    return each(
        id -> {
          List<Finding> findings = findings(id, "pass.json");
          assertThat(findings).as(id).isNotEmpty();
          assertThat(verdicts(findings).values())
              .as(() -> description(id, findings))
              .containsOnly(Verdict.PASS);
        });
  }

  @TestFactory
  Stream<DynamicTest> fail_isViolated_byTheResourcesThatItNames_andNoOther() {
    return each(
        id -> {
          List<Finding> findings = findings(id, "fail.json");
          List<String> named = named(id);
          Map<String, Verdict> expected = new TreeMap<>(verdicts(findings));
          expected.replaceAll((_, _) -> Verdict.PASS);
          named.forEach(name -> expected.put(name, Verdict.FAIL));
          assertThat(named).as(id).isNotEmpty();
          assertThat(verdicts(findings)).as(() -> description(id, findings)).isEqualTo(expected);
        });
  }

  @TestFactory
  Stream<DynamicTest> violations_pointIntoTheTemplate_andSayWhy() {
    return each(
        id ->
            assertThat(findings(id, "fail.json"))
                .allSatisfy(
                    finding -> {
                      assertThat(finding.origin().isWritten()).as(id).isTrue();
                      assertThat(finding.reason().text()).as(id).isNotBlank();
                    }));
  }

  /// A location in the policy would be the wrong line for the user.
  @Test
  void reasonsHaveLocationsInTheUsersFilesOnly() {
    SourceFiles files = new SourceFiles();
    IntStream.range(0, 500).forEach(i -> files.add("other" + i));
    int template = files.add("fail.json");
    for (String id : ControlFolders.names()) {
      Estate estate =
          AssessedDeployments.estate("fail.json", ControlFolders.read(id, "fail.json"), files);
      for (Finding finding : catalog.evaluate(estate).findings()) {
        assertThat(origins(finding.reason()))
            .as("%s on %s", finding.control().id(), name(finding))
            .allMatch(origin -> !origin.isWritten() || origin.file() == template);
      }
    }
  }

  private static Stream<DynamicTest> each(Consumer<String> test) {
    return ControlFolders.names().stream()
        .map(id -> DynamicTest.dynamicTest(id, () -> test.accept(id)));
  }

  private List<Finding> findings(String id, String file) {
    Estate estate = AssessedDeployments.estate(file, ControlFolders.read(id, file));
    assertThat(estate.problems()).as("problems of %s/%s", id, file).isEmpty();
    return catalog.evaluate(estate).findings().stream()
        .filter(finding -> finding.control().id().equals(id))
        .toList();
  }

  private static List<String> named(String id) {
    List<Problem> problems = new ArrayList<>();
    Value json =
        new JsonReader(new SourceFiles(), problems)
            .read(ControlFolders.read(id, "fail.json"), "fail.json");
    ObjectValue template = (ObjectValue) requireNonNull(json, problems::toString);
    ArrayValue names = (ArrayValue) requireNonNull(template.at("metadata.fails"));
    return names.elements().stream().map(name -> ((StringValue) name).text()).toList();
  }

  private static Map<String, Verdict> verdicts(List<Finding> findings) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    findings.forEach(finding -> verdicts.put(name(finding), finding.verdict()));
    return verdicts;
  }

  private static String description(String id, List<Finding> findings) {
    StringBuilder description = new StringBuilder(id).append('\n');
    for (Finding finding : findings) {
      description.append(finding.verdict()).append(' ').append(name(finding)).append(": ");
      description.append(finding.reason().tree());
    }
    return description.toString();
  }

  private static String name(Finding finding) {
    return finding.resource().key().namesText();
  }

  private static List<Origin> origins(Reason reason) {
    List<Origin> origins = new ArrayList<>(List.of(reason.origin()));
    reason.because().forEach(inner -> origins.addAll(origins(inner)));
    return origins;
  }
}
