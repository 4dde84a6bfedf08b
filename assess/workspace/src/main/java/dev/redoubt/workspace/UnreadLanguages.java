package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.workspace.WorkspaceSources.Unassessed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Reports files in languages that are not supported, so that they are not overlooked.
final class UnreadLanguages {

  private static final String TERRAFORM = "not assessed: Terraform is not supported yet";

  private final List<Path> files;

  /// @param files all files of a folder
  UnreadLanguages(List<Path> files) {
    this.files = files;
  }

  /// Whether a file is written for Terraform, in its own language or in JSON.
  static boolean isTerraform(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".tf") || name.endsWith(".tf.json");
  }

  /// The problem of a file that the user names.
  static Problem terraform(String name, SourceFiles sources) {
    return Problem.error(TERRAFORM, sources.whole(name));
  }

  /// Adds a note for each file, and the file to those that are not assessed.
  void note(
      SourceFiles sources,
      DisplayPaths names,
      List<Problem> problems,
      List<Unassessed> unassessed) {
    for (Path file : files) {
      if (isTerraform(file)) {
        String name = names.of(file);
        problems.add(Problem.info(TERRAFORM, sources.whole(name)));
        unassessed.add(new Unassessed(name, "terraform", "Terraform is not supported yet", false));
      }
    }
  }
}
