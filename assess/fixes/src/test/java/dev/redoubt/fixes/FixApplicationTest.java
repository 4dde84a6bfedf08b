package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixApplicationTest {

  private static final String TEXT =
      """
      resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stdata'
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: {
          supportsHttpsTrafficOnly: false
          publicNetworkAccess: 'Enabled'
        }
      }
      """;

  @TempDir private Path folder;

  private Assessment assess() {
    return new FixedFolder(folder).assess();
  }

  private Path main() throws IOException {
    return Files.writeString(folder.resolve("main.bicep"), TEXT);
  }

  @Test
  void appliesSafeFixesAloneAndAssessesAgain() throws IOException {
    Path main = main();
    AssessedFiles files = new AssessedFiles(List.of(folder));
    FixApplication.Result result = new FixApplication(files, this::assess).apply(assess());
    assertThat(result.applied())
        .extracting(finding -> finding.control().id())
        .containsExactly("storage-secure-transfer");
    assertThat(result.refused()).isEmpty();
    assertThat(main)
        .hasContent(
            TEXT.replace("supportsHttpsTrafficOnly: false", "supportsHttpsTrafficOnly: true"));
    assertThat(FixedFolder.violations(result.assessment()))
        .noneMatch(each -> each.startsWith("storage-secure-transfer"))
        .anyMatch(each -> each.startsWith("storage-public-network-access"));
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactly(main);
    }
  }

  @Test
  void restoresFilesIfFindingStays() throws IOException {
    Path main = main();
    Assessment before = assess();
    AssessedFiles files = new AssessedFiles(List.of(folder));
    FixApplication.Result result = new FixApplication(files, () -> before).apply(before);
    assertThat(result.applied()).isEmpty();
    assertThat(result.refused()).anyMatch(each -> each.contains("does not resolve"));
    assertThat(main).hasContent(TEXT);
  }

  @Test
  void restoresFilesIfNothingCanBeReadAfterwards() throws IOException {
    Path main = main();
    AssessedFiles files = new AssessedFiles(List.of(folder));
    FixApplication.Result result = new FixApplication(files, () -> null).apply(assess());
    assertThat(result.applied()).isEmpty();
    assertThat(main).hasContent(TEXT);
  }

  @Test
  void restoresFilesIfOtherFindingAppears() throws IOException {
    Path main = main();
    Assessment before = assess();
    AssessedFiles files = new AssessedFiles(List.of(folder));
    FixApplication.Result result =
        new FixApplication(files, () -> withNewFinding(assess())).apply(before);
    assertThat(result.applied()).isEmpty();
    assertThat(result.refused()).anyMatch(each -> each.contains("other findings"));
    assertThat(main).hasContent(TEXT);
  }

  private static Assessment withNewFinding(Assessment assessment) {
    List<Finding> findings =
        assessment.findings().stream()
            .map(
                finding ->
                    finding.control().id().equals("storage-secure-transfer")
                        ? finding.withId("new").withVerdict(Verdict.FAIL)
                        : finding)
            .toList();
    return assessment.withFindings(findings);
  }

  @Test
  void neitherReadsNorWritesFilesElsewhere() throws IOException {
    main();
    Path other = Files.createDirectories(folder.resolve("other"));
    AssessedFiles files = new AssessedFiles(List.of(other));
    assertThat(files.read(folder.resolve("main.bicep").toString())).isNull();
    Path link = Files.createSymbolicLink(other.resolve("link.bicep"), folder.resolve("main.bicep"));
    assertThat(files.read(link.toString())).isNull();
    FixApplication.Result result = new FixApplication(files, this::assess).apply(assess());
    assertThat(result.applied()).isEmpty();
    assertThat(folder.resolve("main.bicep")).hasContent(TEXT);
  }

  @Test
  void readsNoTextThatIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("a.bicep"), new byte[] {'a', (byte) 0xff});
    assertThat(new AssessedFiles(List.of(folder)).read(file.toString())).isNull();
  }

  @Test
  void showsOtherFixesAsDiff() throws IOException {
    main();
    AssessedFiles files = new AssessedFiles(List.of(folder));
    String diff = new RemainingFixes(files).of(assess()).diff();
    assertThat(diff)
        .startsWith("--- a/")
        .contains("-    publicNetworkAccess: 'Enabled'\n")
        .contains("+    publicNetworkAccess: 'Disabled'\n")
        .contains("+resource dataPrivateEndpoint ");
  }
}
