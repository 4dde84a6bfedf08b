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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for Bicep modules that are not local files.
final class BicepModuleOptions {

  @Option(
      names = "--module-path",
      paramLabel = "DIR",
      description =
          "Folder of compiled registry modules, with files such as avm/res/.../VERSION/main.json;"
              + " may be repeated.")
  private List<Path> modulePaths = new ArrayList<>();

  @Option(
      names = "--offline",
      description =
          "Do not pull modules from a registry; use only the module caches on this machine.")
  private boolean offline;

  /// The folders that the user names.
  List<Path> folders() {
    return modulePaths;
  }

  /// The artifact store that the options and the environment describe, given further module
  /// folders. The user's own caches are in `HOME`, or `USERPROFILE` on Windows.
  ///
  /// @throws UsageException if `--module-path` is not a folder
  Function<List<Path>, ArtifactStore> stores(Map<String, String> environment) {
    for (Path folder : modulePaths) {
      if (!Files.isDirectory(folder)) {
        throw new UsageException("--module-path: `" + folder + "` is not a folder");
      }
    }
    String home = environment.getOrDefault("HOME", environment.get("USERPROFILE"));
    ModuleSources sources = ModuleSources.of(path(home), environment::get).withOffline(offline);
    return more -> {
      List<Path> folders = new ArrayList<>(modulePaths);
      folders.addAll(more);
      return ArtifactStoreChain.standard(sources.withModulePaths(folders));
    };
  }

  private static @Nullable Path path(@Nullable String text) {
    try {
      return text == null ? null : Path.of(text);
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
