package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.engine.AssessmentEngine;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import dev.redoubt.fixes.edit.EditedText;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A copy of a folder, which is assessed and changed as the fixes say.
final class FixedFolder {

  static final ControlCatalog CATALOG = ControlCatalog.load();

  private final Path folder;

  FixedFolder(Path folder) {
    this.folder = folder;
  }

  static FixedFolder copyOf(Path source, Path target) {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FixedFolder(target);
  }

  /// Writes a file of the folder.
  void file(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  /// The fix of the first violation of a control.
  Fix fix(String control) {
    return fix(assess(), control);
  }

  static Fix fix(Assessment assessment, String control) {
    return assessment.findings().stream()
        .filter(finding -> finding.control().id().equals(control))
        .filter(finding -> finding.verdict() == Verdict.FAIL)
        .map(Finding::annotations)
        .map(Finding.Annotations::fix)
        .findFirst()
        .orElseThrow();
  }

  /// Applies the fixes of a control, checks that its findings are gone, and returns a file.
  String fixed(String control, String file) throws IOException {
    Assessment before = assess();
    apply(
        before,
        before.findings().stream()
            .filter(finding -> finding.control().id().equals(control))
            .map(finding -> finding.annotations().fix())
            .filter(fix -> fix != null)
            .toList());
    Assessment after = assess();
    assertThat(errors(after)).isEmpty();
    assertThat(findings(after)).noneMatch(each -> each.startsWith(control + " "));
    return Files.readString(folder.resolve(file));
  }

  /// The assessment with fixes.
  Assessment assess() {
    return Objects.requireNonNull(assessIfReadable());
  }

  /// The assessment with fixes; null if no template can be read.
  @Nullable Assessment assessIfReadable() {
    AssessmentEngine.Result result =
        new AssessmentEngine(DeploymentSettings.UNNAMED, CATALOG, _ -> true)
            .assess("fixed", WorkspaceSources.find(SourceRequest.of(folder)));
    return result instanceof AssessmentEngine.Result.Assessed(var assessment, _, _)
        ? new Fixes(CATALOG, FixedFolder::read).annotate(assessment)
        : null;
  }

  static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Applies the changes of all fixes.
  void apply(Assessment assessment) {
    apply(
        assessment,
        assessment.findings().stream()
            .map(each -> each.annotations().fix())
            .filter(fix -> fix != null)
            .toList());
  }

  void apply(Assessment assessment, List<Fix> fixes) {
    Map<String, List<TextEdit>> byFile = new LinkedHashMap<>();
    for (Fix fix : fixes) {
      for (Fix.Edit edit : fix.edits()) {
        String file = assessment.files().locate(edit.start()).file();
        SourceText text = new SourceText(file, edit.start().file(), read(file));
        byFile
            .computeIfAbsent(file, _ -> new ArrayList<>())
            .add(
                new TextEdit(
                    file,
                    text.index(edit.start()),
                    text.index(edit.end()),
                    edit.replacement(),
                    ""));
      }
    }
    byFile.forEach(
        (file, edits) -> {
          try {
            Files.writeString(Path.of(file), EditedText.of(read(file), edits).text());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /// The violations: control and resource.
  static Set<String> violations(Assessment assessment) {
    return with(assessment, Set.of(Verdict.FAIL));
  }

  /// The violations and unknown verdicts.
  static Set<String> findings(Assessment assessment) {
    return with(assessment, Set.of(Verdict.FAIL, Verdict.UNKNOWN));
  }

  private static Set<String> with(Assessment assessment, Set<Verdict> verdicts) {
    return assessment.findings().stream()
        .filter(finding -> verdicts.contains(finding.verdict()))
        .map(FixedFolder::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String name(Finding finding) {
    return finding.control().id() + " " + finding.resource().key().id();
  }

  static List<String> errors(Assessment assessment) {
    return assessment.problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(problem -> assessment.files().locate(problem.origin()) + " " + problem.message())
        .toList();
  }
}
