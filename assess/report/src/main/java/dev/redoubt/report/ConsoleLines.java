package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.util.List;

/// Writes a line for each violation and each unknown verdict, as compilers do: `file:line:column:
/// severity: control: resource: reason`. Lines are not wrapped, so that other programs can read
/// them.
final class ConsoleLines {

  private final Assessment assessment;
  private final ConsoleLayout page;
  private final ConsolePaths paths;

  ConsoleLines(Assessment assessment, ConsoleLayout page, ConsolePaths paths) {
    this.assessment = assessment;
    this.page = page;
    this.paths = paths;
  }

  void write() throws IOException {
    List<Finding> findings =
        assessment.findings().stream()
            .filter(each -> each.verdict() == Verdict.FAIL || each.verdict() == Verdict.UNKNOWN)
            .filter(FindingWording::isNew)
            .sorted(FindingWording.WORST_FIRST)
            .toList();
    for (Finding finding : findings) {
      page.verbatim(
          paths.place(finding)
              + ": "
              + (finding.verdict() == Verdict.UNKNOWN ? "unknown: " : "")
              + FindingWording.severity(finding, assessment)
              + ": "
              + finding.control().id()
              + ": "
              + FindingWording.resource(finding)
              + ": "
              + FindingWording.why(finding)
              + FindingWording.when(finding));
    }
  }

  /// Writes the errors in the input in the same way.
  void writeErrors() throws IOException {
    for (Problem problem : assessment.problems()) {
      if (problem.severity() == Problem.Severity.ERROR) {
        String place = problem.origin().isWritten() ? paths.place(problem.origin()) + ": " : "";
        page.verbatim(place + "error: " + problem.message());
      }
    }
  }
}
