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

/// The door to ARM template files: what a JSON file is, by its content, and how to read it.
///
/// [LocalTemplateLoader] brings the templates that one links to.
public final class ArmTemplates {

  private ArmTemplates() {}

  /// Whether a JSON value is a deployment template: by its `$schema`, or without one by the members
  /// that only a template has.
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

  /// Whether a JSON value is a parameter file: by its `$schema`, or without one by its shape, each
  /// parameter being an object with a `value` or a `reference`.
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

  /// Reads a template, or returns null after saying why it cannot be read.
  ///
  /// @param name what to call the file in messages
  /// @param problems takes what is wrong with the file
  public static @Nullable Template readTemplate(
      Path file, String name, SourceFiles files, List<Problem> problems) {
    Value json = new JsonReader(files, problems).read(file, name);
    return json == null ? null : template(json, name, problems);
  }

  /// The template of JSON that has been read, or null after saying that it is none.
  ///
  /// @param name the name of the file it was read from
  public static @Nullable Template template(Value json, String name, List<Problem> problems) {
    if (!isTemplate(json)) {
      problems.add(Problem.error("the file is not a deployment template", json.origin()));
      return null;
    }
    return ArmTemplateReader.read(json, name, problems);
  }

  /// Reads a parameter file: the values by name, as far as they can be read.
  ///
  /// @param name what to call the file in messages
  /// @param problems takes what is wrong with the file
  public static Map<String, Value> readParameters(
      Path file, String name, SourceFiles files, List<Problem> problems) {
    Value json = new JsonReader(files, problems).read(file, name);
    return json == null ? Map.of() : ArmParametersReader.read(json, problems);
  }

  /// The parameter files that belong to a template by their names, beside it: of `main.json` first
  /// `main.parameters.json`, then those for one environment each, `main.parameters.prod.json` and
  /// `main.prod.parameters.json`, in the order of their names. Ignores case.
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
