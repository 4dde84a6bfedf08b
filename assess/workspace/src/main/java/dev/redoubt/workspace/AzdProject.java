package dev.redoubt.workspace;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The infrastructure settings in `azure.yaml` of the Azure Developer CLI. Source: the schema of
/// `azure.yaml` (`infra.provider`, `infra.path`, `infra.module`, `infra.layers`), as of September
/// 2026.
///
/// @param folder the folder of the file, absolute
/// @param name the display name of the file
/// @param modules the templates that it deploys, absolute and without extension
/// @param isExplicit whether the file names the templates; otherwise they are the defaults
record AzdProject(Path folder, String name, List<Path> modules, boolean isExplicit, Origin origin) {

  /// The names of the file, in order of precedence.
  private static final List<String> FILE_NAMES = List.of("azure.yaml", "azure.yml");

  /// Typical files have a few KB.
  private static final long MAX_BYTES = 1 << 20;

  AzdProject {
    modules = List.copyOf(modules);
  }

  static boolean isNamedSo(Path file) {
    return FILE_NAMES.contains(String.valueOf(file.getFileName()));
  }

  /// The project file for a folder: in the folder itself or in one above.
  ///
  /// @param root the last folder to search
  static @Nullable Path fileAbove(Path folder, Path root) {
    Path here = folder.toAbsolutePath().normalize();
    while (here != null && here.startsWith(root)) {
      for (String name : FILE_NAMES) {
        if (Files.isRegularFile(here.resolve(name))) {
          return here.resolve(name);
        }
      }
      here = here.getParent();
    }
    return null;
  }

  /// Reads the file. Null if it does not deploy Bicep, or if it cannot be read, which is added to
  /// the problems.
  static @Nullable AzdProject read(
      Path file, String name, SourceFiles files, List<Problem> problems) {
    Map<String, String> settings;
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(
            Problem.warning(
                "the file is larger than %d KB and is not read".formatted(MAX_BYTES >> 10),
                files.whole(name)));
        return null;
      }
      settings = YamlScalars.of(Files.readString(file), name, files, problems);
    } catch (IOException _) {
      problems.add(Problem.warning("cannot be read as UTF-8 text", files.whole(name)));
      return null;
    }
    return text(settings, "infra.provider", "bicep").equals("bicep")
        ? of(settings, RootFolder.parent(file), name, files.whole(name))
        : null;
  }

  private static AzdProject of(
      Map<String, String> settings, Path folder, String name, Origin origin) {
    List<Path> modules = new ArrayList<>();
    for (int i = 0; isLayer(settings, i); i++) {
      add(settings, "infra.layers." + i, folder, modules);
    }
    boolean isExplicit =
        !modules.isEmpty()
            || settings.containsKey("infra.path")
            || settings.containsKey("infra.module");
    if (modules.isEmpty()) {
      add(settings, "infra", folder, modules);
    }
    return new AzdProject(folder, name, modules, isExplicit, origin);
  }

  private static boolean isLayer(Map<String, String> settings, int index) {
    String layer = "infra.layers." + index;
    return Stream.of(".name", ".path", ".module")
        .anyMatch(each -> settings.containsKey(layer + each));
  }

  private static String text(Map<String, String> settings, String path, String otherwise) {
    String text = settings.getOrDefault(path, "");
    return text.isBlank() ? otherwise : text;
  }

  private static void add(
      Map<String, String> settings, String where, Path folder, List<Path> modules) {
    try {
      Path infra = folder.resolve(text(settings, where + ".path", "infra"));
      modules.add(infra.resolve(text(settings, where + ".module", "main")).normalize());
    } catch (InvalidPathException _) {
      // not a valid path on this machine, so there is no such template
    }
  }
}
