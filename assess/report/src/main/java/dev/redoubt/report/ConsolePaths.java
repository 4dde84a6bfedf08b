package dev.redoubt.report;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.result.FindingPlaces;
import java.util.List;

/// The paths of a console report. A place, `file:line:column`, is whole, as the command line names
/// the file, and never broken, so that a terminal or an editor opens it from the working directory.
/// The name of a file or a deployment without a line is shorter: a long folder that all files share
/// is written once, at the top.
final class ConsolePaths {

  /// A shorter folder is repeated: it costs little room.
  private static final int MIN_LENGTH = 16;

  private final Assessment assessment;
  private final String prefix;

  ConsolePaths(Assessment assessment) {
    this.assessment = assessment;
    this.prefix =
        common(
            assessment.inputs().stream()
                .filter(input -> input.role() != Input.Role.NOT_ASSESSED)
                .map(Input::path)
                .filter(path -> !isExternal(path))
                .distinct()
                .toList());
  }

  /// The folder that names are relative to, with a slash at its end; empty if there is none.
  String prefix() {
    return prefix;
  }

  /// The name of a file or a deployment.
  String name(String file) {
    return file.startsWith(prefix) && !isExternal(file) ? file.substring(prefix.length()) : file;
  }

  /// `file:line:column`, as far as they are known.
  String place(Origin origin) {
    return assessment.files().locate(origin).withColumn();
  }

  /// The place of a finding, or of its resource if the finding is not in a file; in a module of a
  /// registry, where the module is called.
  String place(Finding finding) {
    return place(FindingPlaces.shown(assessment, finding));
  }

  private static boolean isExternal(String file) {
    return file.startsWith("br:") || file.startsWith("ts:");
  }

  private static String common(List<String> paths) {
    if (paths.size() < 2) {
      return "";
    }
    String shared = folder(paths.getFirst());
    for (String path : paths) {
      while (!path.startsWith(shared)) {
        shared = folder(shared.substring(0, shared.length() - 1));
      }
    }
    return shared.length() < MIN_LENGTH ? "" : shared;
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
