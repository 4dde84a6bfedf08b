package dev.redoubt.cli;

import dev.redoubt.bicep.internal.content.Attempt;
import dev.redoubt.bicep.internal.content.YamlReader;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A project of the Azure Developer CLI: what its `azure.yaml` says about infrastructure. Source:
/// the schema of `azure.yaml` (`infra.provider`, `infra.path`, `infra.module`, `infra.layers`), as
/// of September 2026.
///
/// @param folder the folder of the file, absolute
/// @param name what messages call the file
/// @param modules the templates that it deploys, absolute and without their extension
/// @param isExplicit whether the file names them, or they are what it means by saying nothing
record AzureProject(
    Path folder, String name, List<Path> modules, boolean isExplicit, Origin origin) {

  /// The names of the file, in this order.
  private static final List<String> FILE_NAMES = List.of("azure.yaml", "azure.yml");

  /// Such files have a few KB.
  private static final long MAX_BYTES = 1 << 20;

  AzureProject {
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
  static @Nullable AzureProject read(
      Path file, String name, SourceFiles files, List<Problem> problems) {
    Value said = yaml(file, name, files, problems);
    if (said == null) {
      return null;
    }
    ObjectValue root = said instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    ObjectValue infra = root.object("infra") == null ? ObjectValue.EMPTY : root.object("infra");
    if (!text(infra, "provider", "bicep").equals("bicep")) {
      return null;
    }
    Path folder = RootFolder.parent(file);
    List<Path> modules = new ArrayList<>();
    ArrayValue layers = infra.array("layers");
    for (Value layer : layers == null ? ArrayValue.EMPTY : layers) {
      if (layer instanceof ObjectValue object) {
        add(object, folder, modules);
      }
    }
    boolean isExplicit =
        !modules.isEmpty() || infra.get("path") != null || infra.get("module") != null;
    if (modules.isEmpty()) {
      add(infra, folder, modules);
    }
    return new AzureProject(folder, name, modules, isExplicit, files.whole(name));
  }

  private static @Nullable Value yaml(
      Path file, String name, SourceFiles files, List<Problem> problems) {
    String complaint;
    try {
      if (Files.size(file) > MAX_BYTES) {
        complaint = "the file has more than %d KB; it is not read".formatted(MAX_BYTES >> 10);
      } else {
        switch (new YamlReader(files, problems::add).read(Files.readString(file), name)) {
          case Attempt.Done<Value>(var value) -> {
            return value;
          }
          case Attempt.Failed<Value>(var why) -> complaint = why;
        }
      }
    } catch (IOException _) {
      complaint = "cannot be read as text in UTF-8";
    }
    problems.add(Problem.warning(complaint, files.whole(name)));
    return null;
  }

  private static String text(ObjectValue object, String name, String otherwise) {
    String text = object.text(name);
    return text == null || text.isBlank() ? otherwise : text;
  }

  private static void add(ObjectValue said, Path folder, List<Path> modules) {
    try {
      Path infra = folder.resolve(text(said, "path", "infra"));
      modules.add(infra.resolve(text(said, "module", "main")).normalize());
    } catch (InvalidPathException _) {
      // it names no file of this machine, so none that could be deployed from here
    }
  }
}
