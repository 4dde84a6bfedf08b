package dev.redoubt.fixes;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.fixes.edit.EditedText;
import dev.redoubt.fixes.edit.UnifiedDiff;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the fix of each finding changes, as a difference of the author's files.
public final class FindingChanges {

  private final Map<String, @Nullable String> texts = new HashMap<>();
  private final Map<List<Fix.Edit>, String> known = new HashMap<>();
  private final Function<String, @Nullable String> reader;

  /// @param reader the text of a file by its name; null if it must not or cannot be read
  public FindingChanges(Function<String, @Nullable String> reader) {
    this.reader = reader;
  }

  /// The differences in the unified format, by the id of the finding. A finding whose fix has no
  /// exact changes has none.
  public Map<String, String> of(Assessment assessment) {
    Map<String, String> changes = new HashMap<>();
    for (Finding finding : assessment.findings()) {
      Fix fix = finding.annotations().fix();
      if (fix != null && !fix.edits().isEmpty()) {
        String diff = known.computeIfAbsent(fix.edits(), _ -> difference(assessment, finding));
        if (!diff.isEmpty()) {
          changes.put(finding.id(), diff);
        }
      }
    }
    return changes;
  }

  private String difference(Assessment assessment, Finding finding) {
    StringBuilder diff = new StringBuilder();
    FileChanges.of(assessment, List.of(finding), this::read)
        .forEach(
            (file, edits) -> {
              String text = read(file);
              if (text != null) {
                diff.append(UnifiedDiff.of(file, text, EditedText.of(text, edits).text()));
              }
            });
    return diff.toString();
  }

  private @Nullable String read(String file) {
    return texts.computeIfAbsent(file, reader);
  }
}
