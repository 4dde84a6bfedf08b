package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves the paths of a configuration file. None leaves the root folders, not even through a
/// symbolic link: a repository that is not trusted does not choose which files of the machine are
/// read.
///
/// @param folder what paths are relative to; absolute
/// @param roots files outside of these folders are not accepted; absolute
record ConfiguredPaths(Path folder, List<Path> roots) {

  /// The file that a setting names; null if there is none, which is an error.
  @Nullable Path file(ConfigurationSection section, String setting, String text) {
    return existing(section, setting, text, false);
  }

  /// The folder that a setting names; null if there is none, which is an error.
  @Nullable Path folder(ConfigurationSection section, String setting, String text) {
    return existing(section, setting, text, true);
  }

  /// The file that a setting names, which need not exist; null if it is not acceptable.
  @Nullable Path any(ConfigurationSection section, String setting, String text) {
    try {
      Path file = folder.resolve(text).normalize();
      if (roots.stream().anyMatch(file::startsWith)
          && (!Files.exists(file) || isReallyInside(file))) {
        return file;
      }
      section.addError(setting, "`" + text + "` is outside of the root folder");
    } catch (InvalidPathException | IOException _) {
      section.addError(setting, "`" + text + "` is not a path of a file");
    }
    return null;
  }

  private @Nullable Path existing(
      ConfigurationSection section, String setting, String text, boolean isFolder) {
    if (text.isEmpty()) {
      return null;
    }
    String kind = isFolder ? "folder" : "file";
    try {
      Path file = folder.resolve(text).normalize();
      if (roots.stream().noneMatch(file::startsWith)) {
        section.addError(setting, "`" + text + "` is outside of the root folder");
      } else if (isFolder ? !Files.isDirectory(file) : !Files.isRegularFile(file)) {
        section.addError(setting, "the " + kind + " `" + text + "` does not exist");
      } else if (!isReallyInside(file)) {
        section.addError(
            setting,
            "`" + text + "` is a symbolic link to a " + kind + " outside of the root folder");
      } else {
        return file;
      }
    } catch (InvalidPathException | IOException _) {
      section.addError(setting, "`" + text + "` cannot be read");
    }
    return null;
  }

  /// Whether a file is inside of a root after resolving symbolic links.
  private boolean isReallyInside(Path file) throws IOException {
    Path real = file.toRealPath();
    for (Path root : roots) {
      if (real.startsWith(root.toRealPath())) {
        return true;
      }
    }
    return false;
  }
}
