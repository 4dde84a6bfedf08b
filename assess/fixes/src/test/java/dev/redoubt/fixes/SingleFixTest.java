package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Follows each fix of a workload alone: it resolves its finding and causes no other one.
class SingleFixTest {

  private static final Path ROOT =
      Path.of(System.getProperty("redoubt.root", "../..")).toAbsolutePath().normalize();

  @TempDir private Path temporary;

  private final AtomicInteger copies = new AtomicInteger();

  @TestFactory
  Stream<DynamicTest> ofTheWeakSampleResolvesItsFinding() {
    return each(ROOT.resolve("samples/credit-scoring/weak"));
  }

  @TestFactory
  Stream<DynamicTest> ofTheNewcomerResolvesItsFinding() {
    return each(ROOT.resolve("assess/fixes/src/test/resources/newcomer"));
  }

  @TestFactory
  Stream<DynamicTest> ofTheModulesOfANewcomerResolvesItsFinding() {
    return each(ROOT.resolve("assess/fixes/src/test/resources/newcomer-modules"));
  }

  @TestFactory
  Stream<DynamicTest> ofTheArmTemplateOfANewcomerResolvesItsFinding() {
    return each(ROOT.resolve("assess/fixes/src/test/resources/newcomer-arm"));
  }

  private Stream<DynamicTest> each(Path workload) {
    FixedFolder folder = FixedFolder.copyOf(workload, temporary.resolve("original"));
    Assessment before = folder.assess();
    Set<List<Fix.Edit>> seen = new HashSet<>();
    return before.findings().stream()
        .filter(finding -> finding.verdict() == Verdict.FAIL)
        .filter(finding -> !fix(finding).edits().isEmpty())
        .filter(finding -> seen.add(fix(finding).edits()))
        .map(
            finding ->
                DynamicTest.dynamicTest(
                    FixedFolder.name(finding), () -> assertResolved(workload, before, finding)));
  }

  private static Fix fix(Finding finding) {
    return Objects.requireNonNull(finding.annotations().fix());
  }

  private void assertResolved(Path workload, Assessment before, Finding finding)
      throws IOException {
    Path copy = Files.createDirectories(temporary.resolve("copy" + copies.incrementAndGet()));
    FixedFolder folder = FixedFolder.copyOf(workload, copy);
    Assessment own = folder.assess();
    Finding same =
        own.findings().stream()
            .filter(each -> each.id().equals(finding.id()))
            .findFirst()
            .orElseThrow();
    folder.apply(own, List.of(fix(same)));
    Assessment after = folder.assess();
    assertThat(FixedFolder.errors(after)).isEmpty();
    assertThat(FixedFolder.findings(after))
        .isSubsetOf(FixedFolder.findings(before))
        .doesNotContain(FixedFolder.name(finding));
  }
}
