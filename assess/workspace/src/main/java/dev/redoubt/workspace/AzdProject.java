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

/// A project of the Azure Developer CLI: what its `azure.yaml` says about infrastructure. Source:
/// the schema of `azure.yaml` (`infra.provider`, `infra.path`, `infra.module`, `infra.layers`), as
/// of September 2026.
///
/// @param folder the folder of the file, absolute
/// @param name what messages call the file
/// @param modules the templates that it deploys, absolute and without their extension
/// @param isExplicit whether the file names them, or they are what it means by saying nothing
record AzdProject(Path folder, String name, List<Path> modules, boolean isExplicit, Origin origin) {

  /// The names of the file, in this order.
  private static final List<String> FILE_NAMES = List.of("azure.yaml", "azure.yml");

  /// Such files have a few KB.
  private static final long MAX_BYTES = 1 << 20;

  AzdProject {
    modules = List.copyOf(modules);
  }

  static boolean isNamedSo(Path file) {
    return FILE_NAMES.contains(String.valueOf(file.getFileName()));
  }

  /// The file of the project that a folder belongs to: in it, or in one above.
  ///
  /// @param root the last folder to look in
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

  /// Reads the file; null where it deploys something other than Bicep, or after saying why it
  /// cannot be read.
  static @Nullable AzdProject read(
      Path file, String name, SourceFiles files, List<Problem> problems) {
    Map<String, String> said;
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(
            Problem.warning(
                "the file has more than %d KB; it is not read".formatted(MAX_BYTES >> 10),
                files.whole(name)));
        return null;
      }
      said = YamlScalars.of(Files.readString(file), name, files, problems);
    } catch (IOException _) {
      problems.add(Problem.warning("cannot be read as text in UTF-8", files.whole(name)));
      return null;
    }
    return text(said, "infra.provider", "bicep").equals("bicep")
        ? of(said, RootFolder.parent(file), name, files.whole(name))
        : null;
  }

  private static AzdProject of(Map<String, String> said, Path folder, String name, Origin origin) {
    List<Path> modules = new ArrayList<>();
    for (int i = 0; isLayer(said, i); i++) {
      add(said, "infra.layers." + i, folder, modules);
    }
    boolean isExplicit =
        !modules.isEmpty() || said.containsKey("infra.path") || said.containsKey("infra.module");
    if (modules.isEmpty()) {
      add(said, "infra", folder, modules);
    }
    return new AzdProject(folder, name, modules, isExplicit, origin);
  }

  private static boolean isLayer(Map<String, String> said, int index) {
    String layer = "infra.layers." + index;
    return Stream.of(".name", ".path", ".module").anyMatch(each -> said.containsKey(layer + each));
  }

  private static String text(Map<String, String> said, String path, String otherwise) {
    String text = said.getOrDefault(path, "");
    return text.isBlank() ? otherwise : text;
  }

  private static void add(Map<String, String> said, String where, Path folder, List<Path> modules) {
    try {
      Path infra = folder.resolve(text(said, where + ".path", "infra"));
      modules.add(infra.resolve(text(said, where + ".module", "main")).normalize());
    } catch (InvalidPathException _) {
      // it names no file of this machine, so none that could be deployed from here
    }
  }
}
