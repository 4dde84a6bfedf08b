package dev.redoubt.workspace;

import dev.redoubt.bicep.BicepProject;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import dev.redoubt.workspace.WorkspaceSources.Skipped;
import dev.redoubt.workspace.WorkspaceSources.Unassessed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads template and parameter files.
final class SourceReader {

  private final SourceFiles files;
  private final DisplayPaths names;
  private final BicepProjectCache bicep;
  private final List<Problem> problems;
  private final List<Skipped> skipped;
  private final List<Unassessed> unassessed;

  /// @param problems receives unreadable files
  /// @param skipped receives files of other kinds
  /// @param unassessed receives files that cannot be read and may be templates
  SourceReader(
      SourceFiles files,
      DisplayPaths names,
      BicepProjectCache bicep,
      List<Problem> problems,
      List<Skipped> skipped,
      List<Unassessed> unassessed) {
    this.files = files;
    this.names = names;
    this.bicep = bicep;
    this.problems = problems;
    this.skipped = skipped;
    this.unassessed = unassessed;
  }

  /// Reads a file that the user names; null if it is invalid, which is added to the problems.
  @Nullable SourceFile named(Path path) {
    names.addFile(path);
    return listed(path);
  }

  /// The same for a file that a configuration lists.
  @Nullable SourceFile listed(Path path) {
    if (UnreadLanguages.isTerraform(path)) {
      problems.add(UnreadLanguages.terraform(names.of(path), files));
      return null;
    }
    Path root = RootFolder.of(RootFolder.parent(path));
    ContentKind kind = ContentKind.ofExtension(path);
    if (kind != ContentKind.OTHER) {
      return bicep(path, kind, root);
    }
    Value value = new JsonReader(files, problems).read(path, names.of(path));
    if (value instanceof ObjectValue object) {
      return json(path, root, object);
    }
    if (value != null) {
      problems.add(Problem.error("the file is not a JSON object", value.origin()));
    }
    return null;
  }

  /// Reads a file that was found; null if it is of another kind or cannot be read, which is
  /// reported.
  ///
  /// @param root the root folder for files that it names
  @Nullable SourceFile found(Path path, Path root) {
    ContentKind kind = ContentKind.ofExtension(path);
    if (kind != ContentKind.OTHER) {
      return bicep(path, kind, root);
    }
    if (UnreadLanguages.isTerraform(path)) {
      return null;
    }
    String name = names.of(path);
    boolean isJson = isJson(path);
    if (!isJson && !TemplateSniffer.mayBeTemplate(path)) {
      return null;
    }
    List<Problem> own = new ArrayList<>();
    Value value = new JsonReader(files, own).read(path, name);
    if (value instanceof ObjectValue object && ContentKind.of(object) != ContentKind.OTHER) {
      problems.addAll(own);
      return json(path, root, object);
    }
    if (value != null) {
      skipped.add(new Skipped(name, "neither an ARM template nor a parameter file"));
    } else if (isEmpty(path)) {
      // such as the target of `redoubt assess > report.json`, which the shell creates first
      skipped.add(new Skipped(name, "empty, so it declares nothing"));
    } else if (isJson) {
      unreadable(path, own);
    }
    return null;
  }

  private static boolean isEmpty(Path path) {
    try {
      return Files.size(path) == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private SourceFile json(Path path, Path root, ObjectValue json) {
    ContentKind kind = ContentKind.of(json);
    boolean hasVariables =
        kind == ContentKind.ARM_PARAMETERS
            && AzdProject.fileAbove(RootFolder.parent(path), root) != null;
    return new JsonSourceFile(path, names.of(path), kind, root, json, hasVariables);
  }

  private @Nullable SourceFile bicep(Path path, ContentKind kind, Path root) {
    BicepProject project = bicep.of(root);
    BicepFile tree = project.file(path);
    return tree == null
        ? null
        : new BicepSourceFile(path, names.of(path), kind, root, tree, project);
  }

  /// An unreadable file may be a template, so it is always reported.
  private void unreadable(Path path, List<Problem> own) {
    unassessed.add(
        new Unassessed(names.of(path), ContentKind.OTHER.word(), "cannot be read", false));
    boolean likely;
    try {
      likely =
          Files.size(path) > JsonReader.MAX_BYTES || ContentKind.isLikely(Files.readAllBytes(path));
    } catch (IOException e) {
      likely = true;
    }
    for (Problem problem : own) {
      problems.add(
          likely
              ? problem
              : Problem.warning(
                  problem.message() + "; it cannot be determined whether it is a template",
                  problem.origin()));
    }
  }

  /// Whether the name of a file says that it is JSON.
  static boolean isJson(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).matches(".*\\.jsonc?");
  }
}
