package dev.redoubt.arm;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Detects and reads ARM templates and parameter files; the entry point of this package.
///
/// [LocalTemplateLoader] loads linked templates.
public final class ArmTemplates {

  private ArmTemplates() {}

  /// Whether a JSON value is a deployment template, judged by its `$schema` or, without one, by
  /// members that only a template has.
  public static boolean isTemplate(Value json) {
    if (!(json instanceof ObjectValue object)) {
      return false;
    }
    Value resources = object.get("resources");
    boolean hasResources = resources instanceof ArrayValue || resources instanceof ObjectValue;
    if (object.get("$schema") instanceof StringValue(var text, _)) {
      TemplateSchema schema = TemplateSchema.of(text);
      if (schema != null) {
        return schema.kind() == TemplateSchema.Kind.TEMPLATE;
      }
      return hasResources
          && object.get("contentVersion") != null
          && text.toLowerCase(Locale.ROOT).contains("schema.management");
    }
    return hasResources && object.get("contentVersion") != null;
  }

  /// Whether a JSON value is a parameter file, judged by its `$schema` or, without one, by its
  /// shape: each parameter is an object with a `value` or a `reference`.
  public static boolean isParameters(Value json) {
    if (!(json instanceof ObjectValue object)) {
      return false;
    }
    if (object.get("$schema") instanceof StringValue(var text, _)) {
      TemplateSchema schema = TemplateSchema.of(text);
      return schema != null && schema.kind() == TemplateSchema.Kind.PARAMETERS;
    }
    ObjectValue parameters = object.object("parameters");
    return object.get("resources") == null
        && (ArmParametersReader.isBare(object)
            || (parameters != null && ArmParametersReader.isBare(parameters)));
  }

  /// Reads a template. Returns null, with a problem, if it cannot be read.
  ///
  /// @param name the file name in messages
  /// @param problems receives the errors and warnings
  public static @Nullable Template readTemplate(
      Path file, String name, SourceFiles files, List<Problem> problems) {
    Value json = new JsonReader(files, problems).read(file, name);
    return json == null ? null : parseTemplate(json, name, problems);
  }

  /// Returns the template of parsed JSON, or null, with a problem, if it is not a template.
  ///
  /// @param name the name of the file that the JSON was read from
  public static @Nullable Template parseTemplate(Value json, String name, List<Problem> problems) {
    if (!isTemplate(json)) {
      problems.add(Problem.error("the file is not a deployment template", json.origin()));
      return null;
    }
    return ArmTemplateReader.read(json, name, problems);
  }

  /// Reads a parameter file and returns its values by name; unreadable values are omitted.
  ///
  /// @param name the file name in messages
  /// @param problems receives the errors and warnings
  public static Map<String, Value> readParameters(
      Path file, String name, SourceFiles files, List<Problem> problems) {
    Value json = new JsonReader(files, problems).read(file, name);
    return json == null ? Map.of() : ArmParametersReader.read(json, problems);
  }

  /// Returns the parameter files next to a template that belong to it by name. For `main.json`:
  /// first `main.parameters.json`, then the files of one environment each,
  /// `main.parameters.prod.json` and `main.prod.parameters.json`, sorted by name. Ignores case.
  public static List<Path> parameterFilesOf(Path template) throws IOException {
    Path folder = template.toAbsolutePath().getParent();
    Path fileName = template.getFileName();
    if (folder == null || fileName == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    String stem = fileName.toString().replaceFirst("(?i)\\.json$", "").toLowerCase(Locale.ROOT);
    List<Path> exact = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    try (Stream<Path> siblings = Files.list(folder)) {
      for (Path sibling : (Iterable<Path>) siblings.sorted()::iterator) {
        String name = String.valueOf(sibling.getFileName()).toLowerCase(Locale.ROOT);
        if (name.equals(stem + ".parameters.json")) {
          exact.add(sibling);
        } else if (belongs(name, stem)) {
          others.add(sibling);
        }
      }
    }
    exact.addAll(others);
    return List.copyOf(exact);
  }

  private static boolean belongs(String name, String stem) {
    return name.startsWith(stem + ".")
        && name.endsWith(".json")
        && (name.startsWith(stem + ".parameters.") || name.endsWith(".parameters.json"));
  }
}
