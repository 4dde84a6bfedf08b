package dev.redoubt.cli;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Files in languages that are not read, so that nobody takes silence for an answer.
final class Unread {

  static final String BICEP =
      "Bicep is not read; compile it with `bicep build` and name the JSON file";
  private static final String TERRAFORM = "Terraform is not read";

  private final List<Path> files;

  /// @param files all files of a folder
  Unread(List<Path> files) {
    this.files = files;
  }

  /// Adds a note for each of them, except for Bicep that stands compiled beside its source.
  void note(SourceFiles sources, List<Problem> problems) {
    Set<String> present = files.stream().map(Path::toString).collect(Collectors.toSet());
    for (Path file : files) {
      String name = file.toString();
      if (name.endsWith(".bicep") && !present.contains(name.replaceFirst("bicep$", "json"))) {
        problems.add(Problem.info(BICEP, sources.whole(name)));
      } else if (name.endsWith(".tf")) {
        problems.add(Problem.info(TERRAFORM, sources.whole(name)));
      }
    }
  }
}
