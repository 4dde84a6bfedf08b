package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Finding.BaselineState;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingBaselineTest {

  @TempDir private Path folder;

  private static String storage(String name, String access) {
    return """
    param access bool
    resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
      name: '%s'
      location: 'westeurope'
      kind: 'StorageV2'
      sku: { name: 'Standard_LRS' }
      properties: { allowBlobPublicAccess: %s }
    }
    """
        .formatted(name, access);
  }

  private Assessment assess(String template) {
    new FileTree(folder).file("main.bicep", template);
    WorkspaceSources sources = WorkspaceSources.find(SourceRequest.of(folder));
    return ((AssessmentEngine.Result.Assessed)
            new AssessmentEngine(
                    DeploymentSettings.UNNAMED,
                    ControlCatalog.load(),
                    "storage-anonymous-access"::equals)
                .assess("test", sources))
        .assessment();
  }

  private Path file() {
    return folder.resolve("baseline.json");
  }

  private void write(Assessment assessment) throws IOException {
    Files.writeString(file(), FindingBaseline.text(assessment, file()));
  }

  private Assessment compared(Assessment assessment) {
    FindingBaseline.Reading read = FindingBaseline.read(file());
    assertThat(read).isInstanceOf(FindingBaseline.Reading.Read.class);
    return ((FindingBaseline.Reading.Read) read).baseline().compared(assessment, file());
  }

  private static BaselineState state(Assessment assessment) {
    assertThat(assessment.findings()).hasSize(1);
    return Objects.requireNonNull(assessment.findings().getFirst().annotations().baseline());
  }

  @Test
  void findingIsUnchangedUnderAnotherNameAndLine() throws IOException {
    write(assess(storage("stone", "true")));
    Assessment moved = compared(assess("// moved\n" + storage("sttwo", "true")));
    assertThat(state(moved)).isEqualTo(BaselineState.UNCHANGED);
    assertThat(moved.settings().baseline())
        .isEqualTo(new Assessment.Baseline(file().toString().replace('\\', '/'), 1, 0));
  }

  @Test
  void unknownVerdictThatBecomesAViolationIsNew() throws IOException {
    write(assess(storage("st", "access")));
    assertThat(state(compared(assess(storage("st", "access"))))).isEqualTo(BaselineState.UNCHANGED);
    assertThat(state(compared(assess(storage("st", "true"))))).isEqualTo(BaselineState.NEW);
  }

  @Test
  void violationThatBecomesUnknownIsUnchanged() throws IOException {
    write(assess(storage("st", "true")));
    Assessment assessment = compared(assess(storage("st", "access")));
    assertThat(state(assessment)).isEqualTo(BaselineState.UNCHANGED);
    assertThat(assessment.unknowns())
        .flatExtracting(Assessment.UnknownGroup::findings)
        .extracting(finding -> finding.annotations().baseline())
        .containsExactly(BaselineState.UNCHANGED);
  }

  @Test
  void fixedFindingIsAbsentAndAPassHasNoState() throws IOException {
    write(assess(storage("st", "true")));
    Assessment fixed = compared(assess(storage("st", "false")));
    assertThat(fixed.findings()).extracting(Finding::verdict).containsExactly(Verdict.PASS);
    assertThat(fixed.findings().getFirst().annotations().baseline()).isNull();
    assertThat(fixed.settings().baseline())
        .satisfies(
            baseline -> {
              assertThat(baseline).isNotNull();
              assertThat(baseline.absent()).isEqualTo(1);
            });
    write(fixed);
    assertThat(state(compared(assess(storage("st", "true"))))).isEqualTo(BaselineState.NEW);
  }

  @Test
  void textIsStableAndHasNoEvaluatedName() throws IOException {
    write(assess(storage("stsecretname", "true")));
    String text = Files.readString(file());
    assertThat(text)
        .contains("\"control\": \"storage-anonymous-access\"", "\"file\": \"main.bicep\"")
        .doesNotContain("stsecretname", folder.toString());
    write(assess(storage("stsecretname", "true")));
    assertThat(Files.readString(file())).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"schemaVersion\":\"2\",\"findings\":[]}",
        "{\"schemaVersion\":\"1\"}",
        "{\"schemaVersion\":\"1\",\"findings\":{}}",
        "{\"schemaVersion\":\"1\",\"findings\":[{}]}",
        "{\"schemaVersion\":\"1\",\"findings\":[{\"fingerprint\":\"a\",\"control\":\"b\",\"verdict\":\"pass\"}]}",
        "{\"schemaVersion\":\"1\",\"findings\":["
      })
  void whatIsNotABaselineIsInvalidAndNeverEmpty(String text) throws IOException {
    Files.writeString(file(), text);
    assertThat(FindingBaseline.read(file())).isInstanceOf(FindingBaseline.Reading.Invalid.class);
  }

  @Test
  void emptyBaselineIsValid() throws IOException {
    Files.writeString(file(), "{\"schemaVersion\":\"1\",\"findings\":[]}");
    assertThat(List.of(FindingBaseline.read(file())))
        .hasOnlyElementsOfType(FindingBaseline.Reading.Read.class);
  }

  @Test
  void missingBaselineIsInvalid() {
    assertThat(FindingBaseline.read(folder.resolve("none.json")))
        .isInstanceOf(FindingBaseline.Reading.Invalid.class);
  }
}
