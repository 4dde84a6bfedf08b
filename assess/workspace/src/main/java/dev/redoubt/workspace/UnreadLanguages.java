package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.file.Path;
import java.util.List;

/// Files in languages that are not read, so that nobody takes silence for an answer.
final class UnreadLanguages {

  private static final String TERRAFORM = "Terraform is not read";

  private final List<Path> files;

  /// @param files all files of a folder
  UnreadLanguages(List<Path> files) {
    this.files = files;
  }

  /// Adds a note for each of them.
  void note(SourceFiles sources, List<Problem> problems) {
    for (Path file : files) {
      String name = file.toString();
      if (name.endsWith(".tf")) {
        problems.add(Problem.info(TERRAFORM, sources.whole(name)));
      }
    }
  }
}
