package dev.redoubt.workspace;

import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.findings.Assessment.Input;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Supplies the modules that are not local files, and notes which ones were used and where they
/// were found. Thread-safe.
final class RegistryModules implements ArtifactStore {

  /// Modules that one sentence names.
  private static final int MAX_NAMES = 5;

  private final ArtifactStore store;
  private final DisplayPaths names;
  private final List<Path> configured;
  private final List<Path> requested;
  private final Map<String, Artifact.Found> used = new ConcurrentSkipListMap<>();

  /// @param requested the module folders of the request
  /// @param configured the module folders of the configuration
  RegistryModules(
      ArtifactStore store, DisplayPaths names, List<Path> requested, List<Path> configured) {
    this.store = store;
    this.names = names;
    this.requested = List.copyOf(requested);
    this.configured = List.copyOf(configured);
  }

  @Override
  public Artifact find(ArtifactReference reference) {
    Artifact found = store.find(reference);
    if (found instanceof Artifact.Found module) {
      used.putIfAbsent(module.name(), module);
    }
    return found;
  }

  /// The modules that were used, by name.
  List<Input> inputs() {
    return used.values().stream()
        .map(each -> new Input(each.name(), "registry-module", Input.Role.PART, source(each)))
        .toList();
  }

  private String source(Artifact.Found module) {
    return switch (module.source()) {
      case FOLDER -> "from the folder " + folder(module.template());
      case BICEP_CACHE -> "from the module cache of the Bicep CLI";
      case CACHE -> "from Redoubt's module cache";
      case REGISTRY -> "from the registry";
    };
  }

  private String folder(Path template) {
    for (Path each : requested) {
      if (isIn(template, each)) {
        return "`" + names.of(each) + "` of `--module-path`";
      }
    }
    for (Path each : configured) {
      if (isIn(template, each)) {
        return "`" + names.of(each) + "` of `modulePath`";
      }
    }
    return "`" + names.of(template) + "`";
  }

  private static boolean isIn(Path file, Path folder) {
    return file.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())
        || RootFolder.holds(folder, file);
  }

  /// One sentence on the modules whose content is not verified; none without such modules.
  List<String> assumptions() {
    List<String> unverified = new ArrayList<>();
    used.values().stream()
        .filter(each -> each.source() == Source.FOLDER)
        .forEach(each -> unverified.add("`" + each.name() + "` " + source(each)));
    if (unverified.isEmpty()) {
      return List.of();
    }
    int more = unverified.size() - MAX_NAMES;
    return List.of(
        "%d registry %s from folders, and Redoubt did not check that %s: %s%s"
            .formatted(
                unverified.size(),
                unverified.size() == 1 ? "module was taken" : "modules were taken",
                unverified.size() == 1 ? "it is the published one" : "they are the published ones",
                String.join(", ", unverified.subList(0, Math.min(MAX_NAMES, unverified.size()))),
                more > 0 ? " and " + more + " more" : ""));
  }
}
