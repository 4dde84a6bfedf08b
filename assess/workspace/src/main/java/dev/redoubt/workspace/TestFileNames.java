package dev.redoubt.workspace;

import dev.redoubt.estate.PropertyName;
import java.nio.file.Path;
import java.util.Set;

/// Recognizes test templates by their file and folder names.
final class TestFileNames {

  private static final Set<String> FOLDERS = Set.of("test", "tests", "e2e");

  private TestFileNames() {}

  /// @param path relative to the folder that the user named
  static boolean isOne(Path path) {
    String name = PropertyName.folded(String.valueOf(path.getFileName()));
    if (name.matches(".*\\.tests?\\.(bicep|bicepparam|jsonc?)")) {
      return true;
    }
    Path folder = path.getParent();
    if (folder != null) {
      for (Path step : folder) {
        if (FOLDERS.contains(PropertyName.folded(step.toString()))) {
          return true;
        }
      }
    }
    return false;
  }
}
