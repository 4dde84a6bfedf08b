package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.file.Path;
import java.util.List;

/// Adds notes about files in languages that are not supported, so that they are not overlooked.
final class UnreadLanguages {

  private static final String TERRAFORM = "not assessed: Terraform is not supported";

  private final List<Path> files;

  /// @param files all files of a folder
  UnreadLanguages(List<Path> files) {
    this.files = files;
  }

  /// Adds a note for each file.
  void note(SourceFiles sources, List<Problem> problems) {
    for (Path file : files) {
      String name = file.toString();
      if (name.endsWith(".tf")) {
        problems.add(Problem.info(TERRAFORM, sources.whole(name)));
      }
    }
  }
}
