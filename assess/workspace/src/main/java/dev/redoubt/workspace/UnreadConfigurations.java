package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says which configuration files are near to what is assessed and are not read, so that nobody
/// takes a setting for effective that is not. The reasons are in
/// docs/adr/0033-configuration-and-exemptions.md.
final class UnreadConfigurations {

  private static final int MAX_NAMES = 3;

  private UnreadConfigurations() {}

  /// Notes a file beside a named template, above a folder that has none of its own, or in the
  /// working directory if standard input is assessed.
  static void noteAbove(
      SourceRequest request, DisplayPaths names, SourceFiles files, List<Problem> problems) {
    Map<Path, Problem> notes = new LinkedHashMap<>();
    for (Path path : request.paths()) {
      boolean isFolder = Files.isDirectory(path);
      Path folder = isFolder ? path.toAbsolutePath().normalize() : RootFolder.parent(path);
      Path near = nearest(folder);
      if (near == null || (isFolder && folder.equals(RootFolder.parent(near)))) {
        continue;
      }
      String name = names.of(near);
      notes.putIfAbsent(
          near,
          Problem.warning(
              (isFolder
                      ? "not read, because it is above the folder `%s`: add `--config %s`"
                      : "not read, because `%s` is a file: add `--config %s`, or name the folder")
                  .formatted(path.toString().isEmpty() ? "." : names.of(path), name),
              files.whole(name)));
    }
    Path working = nearest(Path.of("").toAbsolutePath().normalize());
    if (request.standardInput() != null && request.paths().isEmpty() && working != null) {
      String name = names.of(working);
      notes.put(
          working,
          Problem.warning(
              "not read, because standard input is assessed: add `--config %s`".formatted(name),
              files.whole(name)));
    }
    problems.addAll(notes.values());
  }

  /// The nearest file in the folder or above it: in its root folder, or in the Git repository if
  /// somebody works in a folder of it.
  private static @Nullable Path nearest(Path folder) {
    Path root = RootFolder.of(folder);
    Path found = null;
    for (Path above = folder; above != null; above = above.getParent()) {
      Path file = above.resolve(WorkspaceConfiguration.FILE_NAME);
      found = found == null && Files.isRegularFile(file) ? file : found;
      if (Files.exists(above.resolve(".git"))) {
        return found;
      }
      if (above.equals(root) && found != null) {
        return found;
      }
    }
    return found != null && found.startsWith(root) ? found : null;
  }

  /// Whether a file has almost the name of a configuration file.
  private static boolean isMisnamed(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.toLowerCase(Locale.ROOT).matches("\\.?redoubt\\.ya?ml")
        && !name.equals(WorkspaceConfiguration.FILE_NAME);
  }

  /// Notes the files below the top of an assessed folder, in one warning.
  ///
  /// @param found the files of all folders
  /// @param read the configuration files that apply; absolute
  static void noteBelow(
      List<Path> found,
      List<Path> read,
      DisplayPaths names,
      SourceFiles files,
      List<Problem> problems) {
    for (Path each : found) {
      if (isMisnamed(each)) {
        problems.add(
            Problem.warning(
                "not read, because the file must be named `%s`"
                    .formatted(WorkspaceConfiguration.FILE_NAME),
                files.whole(names.of(each))));
      }
    }
    List<String> unread =
        found.stream()
            .filter(each -> each.endsWith(WorkspaceConfiguration.FILE_NAME))
            .filter(each -> !read.contains(each.toAbsolutePath().normalize()))
            .map(names::of)
            .distinct()
            .toList();
    if (unread.isEmpty()) {
      return;
    }
    List<String> others = unread.subList(1, unread.size());
    int more = others.size() - MAX_NAMES;
    problems.add(
        Problem.warning(
            "not read, because it is below an assessed folder: assess its own folder alone%s%s"
                .formatted(
                    others.isEmpty()
                        ? ""
                        : "; the same for "
                            + others.stream()
                                .limit(MAX_NAMES)
                                .map(each -> "`" + each + "`")
                                .collect(Collectors.joining(", ")),
                    more > 0 ? " and " + more + " more" : ""),
            files.whole(unread.getFirst())));
  }
}
