package dev.redoubt.fixes;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import dev.redoubt.fixes.edit.EditedText;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.edit.UnifiedDiff;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fixes of an assessment as a difference of its files.
public final class RemainingFixes {

  private final AssessedFiles files;

  public RemainingFixes(AssessedFiles files) {
    this.files = files;
  }

  /// The difference, and what belongs to it.
  ///
  /// @param diff the difference that they would make, in the unified format; empty if there is none
  /// @param decisions what a person decides before the next deployment, one phrase each
  /// @param missing the violations that the difference does not fix, one sentence each
  public record Rest(String diff, List<String> decisions, List<String> missing) {
    public Rest {
      decisions = List.copyOf(decisions);
      missing = List.copyOf(missing);
    }
  }

  /// The fixes of the violations of an assessment. Where two fixes want different changes, the
  /// first one is shown.
  public Rest of(Assessment assessment) {
    StringBuilder diff = new StringBuilder();
    Set<TextEdit> skipped = new HashSet<>();
    FileChanges changes = new FileChanges(assessment, files::read);
    Map<String, List<TextEdit>> byFile = changes.of(assessment.findings());
    byFile.forEach(
        (file, edits) -> {
          String text = files.read(file);
          if (text != null) {
            EditedText edited = EditedText.of(text, edits);
            skipped.addAll(edited.skipped());
            marks(assessment, file).forEach(each -> diff.append("# ").append(each).append('\n'));
            diff.append(UnifiedDiff.of(file, text, edited.text()));
          }
        });
    List<String> missing = new ArrayList<>();
    Set<String> decisions = new TreeSet<>();
    for (Finding finding : assessment.findings()) {
      Fix fix = finding.annotations().fix();
      if (fix != null && !fix.edits().isEmpty()) {
        decisions.addAll(fix.decisions());
      }
      if (finding.verdict() == Verdict.FAIL) {
        String why = missing(changes, finding, skipped);
        if (why != null) {
          missing.add("%s: %s".formatted(ResourceNames.withControl(finding), why));
        }
      }
    }
    return new Rest(diff.toString(), List.copyOf(decisions), missing.stream().distinct().toList());
  }

  /// What the author has exempted and the difference of a file changes too. `git apply` and `patch`
  /// pass over lines before the difference of a file.
  private static Set<String> marks(Assessment assessment, String file) {
    return assessment.findings().stream()
        .map(each -> each.annotations().fix())
        .filter(fix -> fix != null && !fix.edits().isEmpty())
        .flatMap(fix -> fix.exempted().stream())
        .filter(each -> each.startsWith(file + ":"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private @Nullable String missing(FileChanges changes, Finding finding, Set<TextEdit> skipped) {
    Fix fix = finding.annotations().fix();
    if (fix == null) {
      return finding.control().remediation().summary();
    }
    if (fix.edits().isEmpty()) {
      return fix.title();
    }
    boolean isSkipped =
        changes.of(List.of(finding)).values().stream()
            .anyMatch(edits -> edits.stream().anyMatch(skipped::contains));
    return isSkipped ? "its change overlaps that of another fix; run `--fix` again" : null;
  }
}
