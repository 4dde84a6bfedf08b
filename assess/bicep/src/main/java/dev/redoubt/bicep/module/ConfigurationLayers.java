package dev.redoubt.bicep.module;

import dev.redoubt.bicep.module.BicepConfiguration.RegistryAlias;
import dev.redoubt.bicep.module.BicepConfiguration.TemplateSpecAlias;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Merges configurations over the built-in configuration. A later layer replaces earlier values,
/// except that objects are merged member by member and null changes nothing. Unknown members are
/// ignored; a member of the wrong type is reported and ignored.
final class ConfigurationLayers {

  private static final RegistryAlias NO_REGISTRY = new RegistryAlias(null, null);
  private static final TemplateSpecAlias NO_TEMPLATE_SPEC = new TemplateSpecAlias(null, null);

  private final Path file;
  private final List<Problem> problems;
  private final Map<String, RegistryAlias> registries =
      new HashMap<>(BicepConfiguration.BUILT_IN.registryAliases());
  private final Map<String, TemplateSpecAlias> templateSpecs = new HashMap<>();
  private final Map<String, Path> mapped = new HashMap<>();
  private final Map<String, String> extensions =
      new HashMap<>(BicepConfiguration.BUILT_IN.extensions());
  private final Set<String> features = new HashSet<>();
  private List<String> implicitExtensions = BicepConfiguration.BUILT_IN.implicitExtensions();
  private @Nullable String cacheRootDirectory;

  /// @param file the nearest configuration; relative paths are resolved against it
  /// @param problems receives the errors about wrong types
  ConfigurationLayers(Path file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /// The value of a member by its case-sensitive name, as in the compiler; null if absent.
  static @Nullable Value member(ObjectValue object, String name) {
    int index = object.indexOf(name);
    return index >= 0 && object.nameAt(index).equals(name) ? object.valueAt(index) : null;
  }

  BicepConfiguration configuration(String name) {
    return new BicepConfiguration(
        name,
        registries,
        templateSpecs,
        mapped,
        extensions,
        implicitExtensions,
        features,
        cacheRootDirectory);
  }

  void add(ObjectValue layer) {
    ObjectValue aliases = object(layer, "moduleAliases");
    each(aliases, "br", this::addRegistry);
    each(aliases, "ts", this::addTemplateSpec);
    each(object(layer, "moduleAliasesMock"), "br", this::addMapped);
    each(layer, "extensions", this::addExtension);
    each(layer, "experimentalFeaturesEnabled", this::addFeature);
    addImplicitExtensions(layer);
    String cache = text(layer, "cacheRootDirectory");
    cacheRootDirectory = cache == null || cache.isBlank() ? cacheRootDirectory : cache;
  }

  private void addRegistry(String name, Value value) {
    ObjectValue alias = object(name, value);
    if (alias != null) {
      RegistryAlias before = registries.getOrDefault(name, NO_REGISTRY);
      String registry = text(alias, "registry");
      String modulePath = text(alias, "modulePath");
      registries.put(
          name,
          new RegistryAlias(
              registry == null ? before.registry() : registry,
              modulePath == null ? before.modulePath() : modulePath));
    }
  }

  private void addTemplateSpec(String name, Value value) {
    ObjectValue alias = object(name, value);
    if (alias != null) {
      TemplateSpecAlias before = templateSpecs.getOrDefault(name, NO_TEMPLATE_SPEC);
      String subscription = text(alias, "subscription");
      String resourceGroup = text(alias, "resourceGroup");
      templateSpecs.put(
          name,
          new TemplateSpecAlias(
              subscription == null ? before.subscription() : subscription,
              resourceGroup == null ? before.resourceGroup() : resourceGroup));
    }
  }

  private void addMapped(String name, Value value) {
    ObjectValue alias = object(name, value);
    String folder = alias == null ? null : text(alias, "mapToFilePath");
    if (folder == null || alias == null) {
      return;
    }
    try {
      mapped.put(name, file.resolveSibling(folder.replace('\\', '/')).normalize());
    } catch (InvalidPathException _) {
      problems.add(
          Problem.error(QuotedInput.of(folder) + " is not a valid folder path", alias.origin()));
    }
  }

  private void addExtension(String name, Value value) {
    String source = text(name, value);
    if (source != null) {
      extensions.put(name, source);
    }
  }

  private void addFeature(String name, Value value) {
    if (!(value instanceof BooleanValue(var enabled, _))) {
      wrongType(name, value, "a boolean");
    } else if (enabled) {
      features.add(name);
    } else {
      features.remove(name);
    }
  }

  private void addImplicitExtensions(ObjectValue layer) {
    Value value = member(layer, "implicitExtensions");
    if (value == null || value instanceof NullValue) {
      return;
    }
    if (!(value instanceof ArrayValue array)) {
      wrongType("implicitExtensions", value, "an array");
      return;
    }
    List<String> names = new ArrayList<>();
    for (Value element : array) {
      String name = text("implicitExtensions", element);
      if (name != null) {
        names.add(name);
      }
    }
    implicitExtensions = names;
  }

  private void each(@Nullable ObjectValue parent, String name, BiConsumer<String, Value> taker) {
    ObjectValue object = parent == null ? null : object(parent, name);
    for (int i = 0; object != null && i < object.size(); i++) {
      if (!(object.valueAt(i) instanceof NullValue)) {
        taker.accept(object.nameAt(i), object.valueAt(i));
      }
    }
  }

  private @Nullable ObjectValue object(ObjectValue parent, String name) {
    Value value = member(parent, name);
    return value == null ? null : object(name, value);
  }

  private @Nullable ObjectValue object(String name, Value value) {
    if (value instanceof ObjectValue object) {
      return object;
    }
    wrongType(name, value, "an object");
    return null;
  }

  private @Nullable String text(ObjectValue parent, String name) {
    Value value = member(parent, name);
    return value == null ? null : text(name, value);
  }

  private @Nullable String text(String name, Value value) {
    if (value instanceof StringValue(var text, _)) {
      return text;
    }
    wrongType(name, value, "a string");
    return null;
  }

  private void wrongType(String name, Value value, String expected) {
    if (!(value instanceof NullValue)) {
      problems.add(
          Problem.error(
              "%s must be %s, not of type %s; it is ignored"
                  .formatted(QuotedInput.of(name), expected, value.kind()),
              value.origin()));
    }
  }
}
