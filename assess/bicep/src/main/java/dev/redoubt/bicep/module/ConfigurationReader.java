package dev.redoubt.bicep.module;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one configuration and the configurations that it `extends`. Source:
/// `BicepConfigurationManager` of Bicep.Core; unlike there, a file that cannot be read does not
/// invalidate the others.
final class ConfigurationReader {

  /// The maximum length of a chain of `extends`; the compiler's limit.
  static final int MAX_EXTENDED = 64;

  private final BicepConfigurations place;
  private final Function<Path, String> naming;
  private final SourceFiles files;
  private final List<Problem> problems;

  ConfigurationReader(
      BicepConfigurations place,
      Function<Path, String> naming,
      SourceFiles files,
      List<Problem> problems) {
    this.place = place;
    this.naming = naming;
    this.files = files;
    this.problems = problems;
  }

  /// The configuration of a file; the built-in configuration after reporting why the file cannot be
  /// read.
  BicepConfiguration read(Path file) {
    List<ObjectValue> layers = layers(file);
    if (layers.isEmpty()) {
      return BicepConfiguration.BUILT_IN;
    }
    ConfigurationLayers merged = new ConfigurationLayers(file, problems);
    for (ObjectValue layer : layers.reversed()) {
      merged.add(layer);
    }
    return merged.configuration(naming.apply(file));
  }

  /// The file and the files that it extends, nearest first.
  private List<ObjectValue> layers(Path file) {
    List<ObjectValue> layers = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    Path next = file;
    Origin named = files.whole(naming.apply(file));
    while (next != null) {
      if (!seen.add(next)) {
        error("the configurations extend each other in a cycle; remove this `extends`", named);
        return layers;
      }
      if (seen.size() > MAX_EXTENDED) {
        error("more than %d configurations extend each other".formatted(MAX_EXTENDED), named);
        return layers;
      }
      ObjectValue layer = layer(next, named);
      if (layer == null) {
        return layers;
      }
      layers.add(layer);
      Value extended = ConfigurationLayers.member(layer, "extends");
      named = extended == null ? named : extended.origin();
      next = extended == null ? null : extended(next, extended);
    }
    return layers;
  }

  private @Nullable ObjectValue layer(Path file, Origin named) {
    String name = naming.apply(file);
    if (!Files.isRegularFile(file)) {
      error("the configuration `" + name + "` does not exist", named);
      return null;
    }
    if (!place.holds(file)) {
      error("`" + name + "` is outside the scanned folder; it is ignored", named);
      return null;
    }
    Value json = new JsonReader(files, problems).read(file, name);
    if (json == null || json instanceof ObjectValue) {
      return (ObjectValue) json;
    }
    error("the configuration must be an object, not of type " + json.kind(), json.origin());
    return null;
  }

  /// The file that a configuration extends; null if it extends none.
  private @Nullable Path extended(Path file, Value extended) {
    if (extended instanceof NullValue) {
      return null;
    }
    if (!(extended instanceof StringValue(var text, _))) {
      error("`extends` must be a path, not of type " + extended.kind(), extended.origin());
      return null;
    }
    if (text.isBlank()) {
      return null;
    }
    String shown = QuotedInput.of(text);
    if (RelativePath.isAbsolute(text)) {
      error(shown + " is an absolute path; `extends` requires a relative path", extended.origin());
      return null;
    }
    try {
      return file.resolveSibling(text.replace('\\', '/')).normalize();
    } catch (InvalidPathException _) {
      error(shown + " is not a valid file path", extended.origin());
      return null;
    }
  }

  private void error(String message, Origin origin) {
    problems.add(Problem.error(message, origin));
  }
}
