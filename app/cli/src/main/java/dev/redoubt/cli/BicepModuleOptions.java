package dev.redoubt.cli;

import dev.redoubt.bicep.ArtifactStoreChain;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.ModuleSources;
import dev.redoubt.cli.console.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the modules of Bicep come from that are no local files.
final class BicepModuleOptions {

  @Option(
      names = "--module-path",
      paramLabel = "DIR",
      description =
          "Folder of compiled registry modules, laid out as avm/res/.../VERSION/main.json;"
              + " repeatable.")
  private List<Path> modulePaths = new ArrayList<>();

  @Option(
      names = "--offline",
      description = "Pull no module from a registry: use what is on this machine.")
  private boolean offline;

  /// The folders that the user names.
  List<Path> folders() {
    return modulePaths;
  }

  /// The store that looks where the options and the environment say. The user's own caches lie
  /// below `HOME`, or `USERPROFILE` on Windows.
  ///
  /// @throws UsageException where `--module-path` names no folder
  ArtifactStore store(Map<String, String> environment) {
    for (Path folder : modulePaths) {
      if (!Files.isDirectory(folder)) {
        throw new UsageException("--module-path: `" + folder + "` is no folder");
      }
    }
    String home = environment.getOrDefault("HOME", environment.get("USERPROFILE"));
    ModuleSources sources =
        ModuleSources.of(path(home), environment::get)
            .withModulePaths(modulePaths)
            .withOffline(offline);
    return ArtifactStoreChain.standard(sources);
  }

  private static @Nullable Path path(@Nullable String text) {
    try {
      return text == null ? null : Path.of(text);
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
