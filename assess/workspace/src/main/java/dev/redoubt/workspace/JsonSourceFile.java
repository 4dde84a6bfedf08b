package dev.redoubt.workspace;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An ARM template or a parameter file in JSON.
///
/// @param hasVariables whether it is a parameter file of an Azure Developer CLI project, which may
///   contain environment variables
record JsonSourceFile(
    Path path, String name, ContentKind kind, Path root, ObjectValue json, boolean hasVariables)
    implements SourceFile {

  @Override
  public Origin origin() {
    return json.origin();
  }

  @Override
  public Set<String> parameterNames() {
    ObjectValue parameters = json.object("parameters");
    return parameters == null
        ? Set.of()
        : parameters.names().stream().map(PropertyName::folded).collect(Collectors.toSet());
  }

  /// Whether it was compiled from Bicep.
  boolean isCompiled() {
    ObjectValue metadata = json.object("metadata");
    ObjectValue generator = metadata == null ? null : metadata.object("_generator");
    return generator != null && "bicep".equals(generator.text("name"));
  }

  @Override
  public Map<String, Integer> resourceTypes() {
    Map<String, Integer> types = new TreeMap<>();
    collect(json.get("resources"), types);
    return types;
  }

  private static void collect(@Nullable Value resources, Map<String, Integer> types) {
    if (resources instanceof ArrayValue array) {
      array.forEach(each -> add(each, types));
    } else if (resources instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        add(object.valueAt(i), types);
      }
    }
  }

  private static void add(Value resource, Map<String, Integer> types) {
    if (resource instanceof ObjectValue object && object.get("type") instanceof StringValue type) {
      types.merge(PropertyName.folded(type.text()), 1, Integer::sum);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceFile file && real().equals(file.real());
  }

  @Override
  public int hashCode() {
    return real().hashCode();
  }
}
