package dev.redoubt.fixes;

import dev.redoubt.detect.SecretMask;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.fixes.edit.DiffLines;
import dev.redoubt.fixes.edit.UnifiedDiff;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the fix of each finding changes, as a difference of the author's files to look at. Texts
/// that look like secrets are replaced, so it is no patch.
public final class FindingChanges {

  /// The changes of every control that are made in any case.
  private static final int CHANGES_OF_CONTROL = 3;

  /// The length of the other changes, in characters: thousands of similar changes would be most of
  /// a report.
  private static final int MAX_CHANGES = 300_000;

  private final Map<String, DiffLines> texts = new HashMap<>();
  private final Map<List<Fix.Edit>, String> known = new HashMap<>();
  private final Function<String, @Nullable String> reader;

  /// @param reader the text of a file by its name; null if it must not or cannot be read
  public FindingChanges(Function<String, @Nullable String> reader) {
    this.reader = reader;
  }

  /// The differences in the unified format, by the id of the finding. A finding whose fix has no
  /// exact changes has none. The difference is empty if it is left out, because those of findings
  /// before it are enough.
  public Map<String, String> of(Assessment assessment) {
    FileChanges files = new FileChanges(assessment, this::read);
    Map<String, String> changes = new HashMap<>();
    Map<String, Integer> ofControl = new HashMap<>();
    int left = MAX_CHANGES;
    for (Finding finding : assessment.findings()) {
      Fix fix = finding.annotations().fix();
      if (fix != null && !fix.edits().isEmpty()) {
        int number = ofControl.merge(finding.control().id(), 1, Integer::sum);
        if (number > CHANGES_OF_CONTROL && left <= 0) {
          changes.put(finding.id(), "");
          continue;
        }
        String diff = known.computeIfAbsent(fix.edits(), _ -> difference(files, finding));
        diff = finding.control().isAboutSecrets() ? SecretMask.withoutLiterals(diff) : diff;
        if (!diff.isEmpty()) {
          changes.put(finding.id(), diff);
          left -= number > CHANGES_OF_CONTROL ? diff.length() : 0;
        }
      }
    }
    return changes;
  }

  private @Nullable String read(String file) {
    String text = reader.apply(file);
    if (text != null) {
      texts.put(file, new DiffLines(text));
    }
    return text;
  }

  private String difference(FileChanges files, Finding finding) {
    StringBuilder diff = new StringBuilder();
    files
        .of(List.of(finding))
        .forEach(
            (file, edits) -> {
              DiffLines text = texts.get(file);
              if (text != null) {
                diff.append(UnifiedDiff.of(file, text, edits));
              }
            });
    return SecretMask.masked(diff.toString());
  }
}
