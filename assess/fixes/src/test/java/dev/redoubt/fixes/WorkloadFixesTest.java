package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Verdict;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Follows the fixes of whole workloads literally.
class WorkloadFixesTest {

  private static final Path ROOT =
      Path.of(System.getProperty("redoubt.root", "../..")).toAbsolutePath().normalize();

  @TempDir private Path temporary;

  @Test
  void weakSampleHasNoViolationAfterOneRound() {
    assertCleanAfterOneRound(ROOT.resolve("samples/credit-scoring/weak"));
  }

  @Test
  void workloadOfANewcomerHasNoViolationAfterOneRound() {
    assertCleanAfterOneRound(ROOT.resolve("assess/fixes/src/test/resources/newcomer"));
  }

  @Test
  void armTemplateOfANewcomerHasNoViolationAfterOneRound() {
    assertCleanAfterOneRound(ROOT.resolve("assess/fixes/src/test/resources/newcomer-arm"));
  }

  /// Some rules of a loop over ports are violated and others are not; only a person can tell them
  /// apart.
  @Test
  void modulesOfANewcomerHaveOneViolationAfterOneRound() {
    Assessment after =
        afterOneRound(ROOT.resolve("assess/fixes/src/test/resources/newcomer-modules"));
    assertThat(FixedFolder.violations(after))
        .hasSize(1)
        .allMatch(each -> each.startsWith("nsg-internet-inbound "));
  }

  private void assertCleanAfterOneRound(Path workload) {
    assertThat(FixedFolder.violations(afterOneRound(workload))).isEmpty();
  }

  private Assessment afterOneRound(Path workload) {
    FixedFolder folder = FixedFolder.copyOf(workload, temporary.resolve("workload"));
    Assessment before = folder.assess();
    assertThat(FixedFolder.errors(before)).isEmpty();
    assertThat(before.findings())
        .filteredOn(finding -> finding.verdict() == Verdict.FAIL)
        .isNotEmpty()
        .allSatisfy(
            finding ->
                assertThat(finding.annotations().fix()).as(FixedFolder.name(finding)).isNotNull());
    folder.apply(before);
    Assessment after = folder.assess();
    assertThat(FixedFolder.errors(after)).isEmpty();
    Set<String> known = FixedFolder.findings(before);
    assertThat(FixedFolder.findings(after)).isSubsetOf(known);
    return after;
  }
}
