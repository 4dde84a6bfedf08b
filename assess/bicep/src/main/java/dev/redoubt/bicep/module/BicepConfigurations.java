package dev.redoubt.bicep.module;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Finds the configuration of a Bicep file: the nearest `bicepconfig.json` in its folder or a
/// parent folder, up to the root folder; symbolic links to files outside the root are not followed.
///
/// Each file is read once. A file that cannot be read is reported and ignored. Not thread-safe.
public final class BicepConfigurations {

  /// The name of a configuration file, case-sensitive.
  public static final String FILE_NAME = "bicepconfig.json";

  private final Path root;
  private final Function<Path, String> naming;
  private final SourceFiles files;
  private final List<Problem> problems;
  private final Map<Path, BicepConfiguration> byFolder = new HashMap<>();

  /// @param root the root folder; nothing outside it is read
  /// @param naming the display name of a file in messages
  /// @param problems receives the problems of the configurations
  public BicepConfigurations(
      Path root, Function<Path, String> naming, SourceFiles files, List<Problem> problems) {
    this.root = root.toAbsolutePath().normalize();
    this.naming = naming;
    this.files = files;
    this.problems = problems;
  }

  /// The configuration of a Bicep file, which need not exist. [BicepConfiguration#BUILT_IN] if
  /// there is none or the file is outside the root.
  public BicepConfiguration of(Path bicepFile) {
    List<Path> passed = new ArrayList<>();
    BicepConfiguration found = BicepConfiguration.BUILT_IN;
    Path folder = bicepFile.toAbsolutePath().normalize().getParent();
    while (folder != null && folder.startsWith(root)) {
      BicepConfiguration known = byFolder.get(folder);
      if (known != null) {
        found = known;
        break;
      }
      passed.add(folder);
      Path file = folder.resolve(FILE_NAME);
      if (Files.exists(file)) {
        found = read(file);
        break;
      }
      folder = folder.getParent();
    }
    for (Path each : passed) {
      byFolder.put(each, found);
    }
    return found;
  }

  private BicepConfiguration read(Path file) {
    return new ConfigurationReader(this, naming, files, problems).read(file);
  }

  /// Whether a file is below the root, symbolic links resolved; false if it does not exist.
  boolean holds(Path file) {
    try {
      return file.toAbsolutePath().normalize().startsWith(root)
          && file.toRealPath().startsWith(root.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }
}
