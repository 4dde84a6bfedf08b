package dev.redoubt.fixes;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files that fixes want to change although nobody may.
final class ReadOnlyFiles {

  private final AssessedFiles files;
  private final Assessment assessment;

  /// The fixes that are not applied, by file.
  private final Map<String, List<SourceLocation>> prevented = new LinkedHashMap<>();

  ReadOnlyFiles(AssessedFiles files, Assessment assessment) {
    this.files = files;
    this.assessment = assessment;
  }

  /// Whether a fix changes such a file.
  boolean prevents(Finding finding) {
    Fix fix = finding.annotations().fix();
    for (Fix.Edit edit : fix == null ? List.<Fix.Edit>of() : fix.edits()) {
      SourceLocation location = assessment.files().locate(edit.start());
      if (!files.isWritable(location.file())) {
        prevented.computeIfAbsent(location.file(), _ -> new ArrayList<>()).add(location);
        return true;
      }
    }
    return false;
  }

  /// The assessment with an error for each file.
  Assessment reportedIn(Assessment now) {
    List<Problem> problems = new ArrayList<>();
    prevented.forEach(
        (file, locations) -> {
          SourceLocation first = locations.getFirst();
          String fixes = locations.size() == 1 ? "1 fix" : locations.size() + " fixes";
          problems.add(
              Problem.error(
                  "the file is read-only, so %s could not be applied; make it writable and repeat"
                      .formatted(fixes),
                  Origin.of(now.files().add(file), first.line(), first.column())));
        });
    return problems.isEmpty() ? now : now.withProblems(problems);
  }
}
