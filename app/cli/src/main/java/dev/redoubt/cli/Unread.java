package dev.redoubt.cli;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /// Adds a note for each of them. Bicep that stands in or below the folder of a template is taken
  /// for its source, or a module of that.
  ///
  /// @param templates the templates that were found
  void note(List<SourceFile> templates, SourceFiles sources, List<Problem> problems) {
    Set<Path> compiled = new HashSet<>();
    templates.forEach(template -> compiled.add(folder(template.path())));
    for (Path file : files) {
      String name = file.toString();
      if (name.endsWith(".bicep") && !isBelow(folder(file), compiled)) {
        problems.add(Problem.info(BICEP, sources.whole(name)));
      } else if (name.endsWith(".tf")) {
        problems.add(Problem.info(TERRAFORM, sources.whole(name)));
      }
    }
  }

  private static Path folder(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    return folder == null ? absolute : folder;
  }

  private static boolean isBelow(@Nullable Path folder, Set<Path> compiled) {
    for (Path here = folder; here != null; here = here.getParent()) {
      if (compiled.contains(here)) {
        return true;
      }
    }
    return false;
  }
}
