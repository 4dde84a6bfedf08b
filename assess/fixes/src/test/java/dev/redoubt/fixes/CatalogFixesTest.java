package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.Control;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Applies the fix of each control to the template that fails it.
class CatalogFixesTest {

  private static final Path CONTROLS =
      Path.of(System.getProperty("redoubt.root", "../.."))
          .resolve("assess/controls/src/main/resources/dev/redoubt/controls");

  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> satisfiesItsControlAndBreaksNoOther() {
    return FixedFolder.CATALOG.controls().stream()
        .map(Control::info)
        .map(control -> DynamicTest.dynamicTest(control.id(), () -> assertFixed(control.id())));
  }

  @TestFactory
  Stream<DynamicTest> togetherLeaveNoViolation() {
    return FixedFolder.CATALOG.controls().stream()
        .map(Control::info)
        .map(control -> DynamicTest.dynamicTest(control.id(), () -> assertClean(control.id())));
  }

  private void assertClean(String control) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("all-" + control));
    Files.copy(CONTROLS.resolve(control).resolve("fail.json"), folder.resolve("main.json"));
    FixedFolder template = new FixedFolder(folder);
    Assessment before = template.assess();
    template.apply(before);
    Assessment after = template.assess();
    assertThat(FixedFolder.errors(after)).isEqualTo(FixedFolder.errors(before));
    assertThat(FixedFolder.violations(after)).isEmpty();
    assertThat(FixedFolder.findings(after)).isSubsetOf(FixedFolder.findings(before));
  }

  private void assertFixed(String control) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve(control));
    Files.copy(CONTROLS.resolve(control).resolve("fail.json"), folder.resolve("main.json"));
    FixedFolder template = new FixedFolder(folder);
    Assessment before = template.assess();
    List<Finding> violations =
        before.findings().stream()
            .filter(finding -> finding.control().id().equals(control))
            .filter(finding -> finding.verdict() == Verdict.FAIL)
            .toList();
    assertThat(violations).isNotEmpty();
    List<Fix> fixes =
        violations.stream()
            .map(finding -> finding.annotations().fix())
            .filter(fix -> fix != null)
            .toList();
    assertThat(fixes).hasSameSizeAs(violations).allMatch(fix -> !fix.edits().isEmpty());
    template.apply(before, fixes);
    Assessment after = template.assess();
    assertThat(FixedFolder.errors(after)).isEqualTo(FixedFolder.errors(before));
    assertThat(after.findings())
        .filteredOn(finding -> finding.control().id().equals(control))
        .noneMatch(finding -> finding.verdict() == Verdict.FAIL);
    Set<String> known = FixedFolder.findings(before);
    assertThat(FixedFolder.findings(after)).isSubsetOf(known);
  }
}
