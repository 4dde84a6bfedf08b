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

/// The texts of a YAML file by the path that leads to them: `infra.path`, `infra.layers.0.name`.
///
/// Aliases, tags and merge keys mean nothing here, so a file cannot grow by them; of several
/// documents, the first counts.
final class YamlScalars {

  /// Files of this kind have six levels or so. What is nested deeper is not read on.
  private static final YamlLimits LIMITS = YamlLimits.ofDepth(64);

  private final Map<String, String> found = new LinkedHashMap<>();

  private YamlScalars() {}

  /// What the text says, as far as it can be read; what is wrong with it is said.
  ///
  /// @param name what messages call the file
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
      // A text alone has no path.
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

  /// A key that is no text leads to nothing that has a name.
  private static String step(YamlNode key) {
    return key instanceof YamlNode.Scalar scalar ? scalar.value() : "";
  }
}
