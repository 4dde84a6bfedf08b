package dev.redoubt.reporthtml.internal;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.AssessmentDetail;
import dev.redoubt.findings.detail.SourceRevision;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.result.FindingWording;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/// What all parts of a report need.
///
/// @param tool name and version
/// @param today decides which statements have expired
/// @param folder what the names of all files begin with, with a slash at its end; names in the page
///   are without it
public record ReportContext(
    Assessment assessment,
    AssessmentDetail detail,
    FailureThreshold threshold,
    String tool,
    LocalDate today,
    SourceLinks links,
    String folder) {

  /// A context that shortens the names of files.
  public ReportContext(
      Assessment assessment,
      AssessmentDetail detail,
      FailureThreshold threshold,
      String tool,
      LocalDate today,
      SourceLinks links) {
    this(assessment, detail, threshold, tool, today, links, folder(assessment));
  }

  private static String folder(Assessment assessment) {
    List<String> paths =
        assessment.inputs().stream()
            .filter(each -> !each.kind().equals("registry-module"))
            .map(Assessment.Input::path)
            .toList();
    if (paths.isEmpty()) {
      return "";
    }
    String common = paths.getFirst();
    for (String path : paths) {
      int same = 0;
      while (same < Math.min(common.length(), path.length())
          && common.charAt(same) == path.charAt(same)) {
        same++;
      }
      common = common.substring(0, same);
    }
    return common.substring(0, common.lastIndexOf('/') + 1);
  }

  /// The name of a file or of a deployment without the common folder.
  String shortName(String name) {
    return name.startsWith(folder) ? name.substring(folder.length()) : name;
  }

  /// A location in a file; a description for a value that is in no file.
  Place place(Origin origin) {
    if (origin.equals(Origin.NONE)) {
      return Place.NONE;
    }
    SourceLocation location = assessment.files().locate(origin);
    return origin.isWritten()
        ? new Place(shortName(location.toString()), links.of(location))
        : new Place(location.toString(), "");
  }

  /// Whether there are several deployments, so that findings name theirs.
  boolean isOfSeveral() {
    return assessment.deployments().size() > 1;
  }

  /// Everything that is not a pass.
  List<Finding> listed() {
    return assessment.findings().stream().filter(each -> each.verdict() != Verdict.PASS).toList();
  }

  /// Violations or unknown verdicts that no baseline has.
  Stream<Finding> fresh(Verdict verdict) {
    return all(verdict).filter(FindingWording::isNew);
  }

  /// The findings that the baseline has.
  Stream<Finding> known(Verdict verdict) {
    return all(verdict).filter(each -> !FindingWording.isNew(each));
  }

  private Stream<Finding> all(Verdict verdict) {
    return assessment.findings().stream().filter(each -> each.verdict() == verdict);
  }

  /// Which files were assessed, one phrase.
  public String revision() {
    SourceRevision revision = detail.revision();
    if (revision == null) {
      return "files without a known commit";
    }
    return revision.words();
  }

  /// The inputs that are not of the commit.
  public List<String> differing() {
    SourceRevision revision = detail.revision();
    return revision == null ? List.of() : revision.differing();
  }
}
