package dev.redoubt.workspace;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.yaml.YamlDocument;
import dev.redoubt.yaml.YamlError;
import dev.redoubt.yaml.YamlLimits;
import dev.redoubt.yaml.YamlNode;
import dev.redoubt.yaml.YamlPosition;
import dev.redoubt.yaml.YamlStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The scalars of a YAML file by path: `infra.path`, `infra.layers.0.name`.
///
/// Aliases, tags and merge keys are ignored, so that a file cannot expand; only the first document
/// is read.
final class YamlScalars {

  /// Such files have about six levels. Deeper nodes are not read.
  private static final YamlLimits LIMITS = YamlLimits.ofDepth(64);

  private final Map<String, String> found = new LinkedHashMap<>();

  private YamlScalars() {}

  /// Parses the text as far as possible; syntax errors are added to the problems.
  ///
  /// @param name the display name of the file
  static Map<String, String> of(
      String text, String name, SourceFiles files, List<Problem> problems) {
    YamlStream stream = YamlStream.first(text, LIMITS);
    stream
        .mistake()
        .filter(mistake -> mistake.kind() != YamlError.Kind.TOO_DEEP)
        .ifPresent(
            mistake ->
                problems.add(
                    Problem.warning(mistake.sentence(), place(mistake.place(), name, files))));
    YamlScalars texts = new YamlScalars();
    for (YamlDocument document : stream.documents()) {
      // A single scalar has no path.
      if (!(document.root() instanceof YamlNode.Scalar)) {
        texts.take(document.root(), "");
      }
    }
    return texts.found;
  }

  private static Origin place(YamlPosition place, String name, SourceFiles files) {
    return place.isKnown()
        ? Origin.of(files.add(name), place.line(), place.column())
        : files.whole(name);
  }

  private void take(YamlNode node, String path) {
    switch (node) {
      case YamlNode.Scalar scalar -> found.putIfAbsent(path, scalar.value());
      case YamlNode.Sequence(_, List<YamlNode> items, _, _) -> {
        for (int i = 0; i < items.size(); i++) {
          take(items.get(i), path(path, Integer.toString(i)));
        }
      }
      case YamlNode.Mapping mapping -> {
        for (YamlNode.Entry entry : mapping.entries()) {
          take(entry.value(), path(path, step(entry.key())));
        }
      }
      case YamlNode.Alias _ -> {}
    }
  }

  private static String path(String path, String step) {
    return path.isEmpty() ? step : path + "." + step;
  }

  /// The text of a key; empty if the key is not a scalar.
  private static String step(YamlNode key) {
    return key instanceof YamlNode.Scalar scalar ? scalar.value() : "";
  }
}
