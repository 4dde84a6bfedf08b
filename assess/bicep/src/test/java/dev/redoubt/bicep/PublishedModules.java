package dev.redoubt.bicep;

import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.BicepConfigurations;
import dev.redoubt.bicep.module.ModulePath;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepReader;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Extracts published registry modules from compiled templates: a compiled template contains each
/// module and each imported type in the version that it uses. This makes the modules of a corpus
/// available without a registry.
final class PublishedModules implements ArtifactStore {

  private static final String IMPORTED = "__bicep_imported_from!";

  private final Path folder;
  private final SourceFiles files = new SourceFiles();
  private final BicepConfigurations configurations;
  private final Map<String, ObjectValue.Builder> types = new HashMap<>();

  /// @param root of the corpus
  /// @param folder where to write them
  PublishedModules(Path root, Path folder) {
    this.folder = folder;
    this.configurations = new BicepConfigurations(root, Path::toString, files, new ArrayList<>());
  }

  /// Extracts the modules of a Bicep file from its compiled template.
  void take(Path bicep, Path compiled) throws IOException {
    List<Problem> ignored = new ArrayList<>();
    if (new JsonReader(files, ignored).read(compiled, compiled.toString())
        instanceof ObjectValue json) {
      take(bicep, json, 0);
    }
  }

  /// Writes what imports need; to be called after the last pair.
  void finish() throws IOException {
    for (Map.Entry<String, ObjectValue.Builder> each : types.entrySet()) {
      Path file = file(each.getKey());
      if (!Files.exists(file)) {
        ObjectValue template =
            ObjectValue.builder()
                .put(
                    "$schema",
                    "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#")
                .put("languageVersion", "2.0")
                .put("contentVersion", "1.0.0.0")
                .put("definitions", each.getValue().build())
                .put("resources", ObjectValue.EMPTY)
                .build();
        write(file, template);
      }
    }
  }

  private void take(Path bicep, ObjectValue json, int depth) throws IOException {
    takeTypes(json);
    BicepFile written =
        Files.isRegularFile(bicep)
            ? BicepReader.read(bicep, bicep.toString(), files, new ArrayList<>())
            : null;
    if (written == null || depth > 8) {
      return;
    }
    for (Statement statement : written.statements()) {
      if (statement instanceof Statement.Module module && module.path().literalText() != null) {
        ObjectValue template = template(json, module.name().text(), written);
        if (template != null) {
          take(bicep, module.path().literalText(), template, depth);
        }
      }
    }
  }

  private void take(Path bicep, @Nullable String path, ObjectValue template, int depth)
      throws IOException {
    switch (ModulePath.parse(String.valueOf(path), configurations.of(bicep))) {
      case ModulePath.Local(var local) ->
          take(bicep.resolveSibling(local).normalize(), template, depth + 1);
      case ModulePath.External(var reference) -> {
        Path file = file(reference.text());
        if (!Files.exists(file)) {
          write(file, template);
        }
      }
      case ModulePath.Mapped _, ModulePath.Invalid _ -> {}
    }
  }

  /// The template of a module: by its symbolic name, or without symbolic names by its position
  /// among the deployments, which are in the order of the modules.
  private static @Nullable ObjectValue template(ObjectValue json, String name, BicepFile file) {
    Value resources = json.get("resources");
    ObjectValue found = null;
    if (resources instanceof ObjectValue named) {
      found = named.object(name);
    } else if (resources instanceof ArrayValue array) {
      List<String> modules = new ArrayList<>();
      for (Statement statement : file.statements()) {
        if (statement instanceof Statement.Module module) {
          modules.add(module.name().text());
        }
      }
      List<ObjectValue> deployments = new ArrayList<>();
      for (Value each : array) {
        if (each instanceof ObjectValue resource
            && "Microsoft.Resources/deployments".equals(resource.text("type"))) {
          deployments.add(resource);
        }
      }
      int last = deployments.size() - modules.size() + modules.indexOf(name);
      found = last >= 0 && last < deployments.size() ? deployments.get(last) : null;
    }
    return found != null && found.at("properties.template") instanceof ObjectValue template
        ? template
        : null;
  }

  private void takeTypes(ObjectValue json) {
    ObjectValue definitions = json.object("definitions");
    for (int i = 0; definitions != null && i < definitions.size(); i++) {
      String source =
          definitions.valueAt(i) instanceof ObjectValue definition ? source(definition) : null;
      if (source != null && definitions.valueAt(i) instanceof ObjectValue definition) {
        String own = plain(definitions.nameAt(i));
        String original =
            definition.at("metadata." + IMPORTED) instanceof ObjectValue from
                ? from.text("originalIdentifier")
                : null;
        ObjectValue exported =
            definition.toBuilder()
                .put(
                    "metadata",
                    ObjectValue.builder().put("__bicep_export!", BooleanValue.TRUE).build())
                .build();
        types
            .computeIfAbsent(source, _ -> ObjectValue.builder())
            .put(original == null ? own : original, references(exported));
      }
    }
  }

  /// The registry's module that a type was imported from, or null.
  private static @Nullable String source(ObjectValue definition) {
    String source =
        definition.get("metadata") instanceof ObjectValue metadata
                && metadata.get(IMPORTED) instanceof ObjectValue from
            ? from.text("sourceTemplate")
            : null;
    return source != null && source.startsWith("br:") ? source : null;
  }

  /// `_1.name` without what the importing file put before it.
  private static String plain(String name) {
    return name.replaceFirst("^_\\d+\\.", "");
  }

  private static Value references(Value value) {
    return switch (value) {
      case StringValue(var text, _) ->
          StringValue.of(text.replaceFirst("^#/definitions/_\\d+\\.", "#/definitions/"));
      case ObjectValue object -> {
        ObjectValue.Builder builder = ObjectValue.builder();
        for (int i = 0; i < object.size(); i++) {
          builder.put(object.nameAt(i), references(object.valueAt(i)));
        }
        yield builder.build();
      }
      case ArrayValue array -> {
        List<Value> elements = new ArrayList<>();
        array.forEach(each -> elements.add(references(each)));
        yield ArrayValue.of(elements);
      }
      case dev.redoubt.estate.NullValue _,
          BooleanValue _,
          dev.redoubt.estate.NumberValue _,
          dev.redoubt.estate.Unknown _ ->
          value;
    };
  }

  private Path file(String reference) {
    return folder.resolve(reference.substring(3).replace(':', '/')).resolve("main.json");
  }

  private static void write(Path file, ObjectValue template) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, JsonWriter.pretty(template));
  }

  @Override
  public Artifact find(ArtifactReference reference) {
    Path file = file(reference.text());
    return Files.exists(file)
        ? new Artifact.Found(file, reference.text(), ArtifactStore.Source.FOLDER)
        : new Artifact.Missing("no compiled template carries it");
  }
}
