package dev.redoubt.cli;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says where two templates of one folder look like two forms of one: a compiled `main.json` beside
/// the `azuredeploy.json` that it replaces. Both are judged, and their findings stand beside one
/// another.
final class Twins {

  private Twins() {}

  static void note(List<SourceFile> entries, List<Problem> problems) {
    List<SourceFile> before = new ArrayList<>();
    for (SourceFile template : entries) {
      Map<String, Integer> types = types(template);
      for (SourceFile other : before) {
        if (!types.isEmpty()
            && types.equals(types(other))
            && folder(template).equals(folder(other))) {
          problems.add(
              Problem.warning(
                  "`%s` and `%s` declare the same types of resources, and are judged as if both are deployed; name the one that is"
                      .formatted(other.name(), template.name()),
                  template.json().origin()));
        }
      }
      before.add(template);
    }
  }

  private static Path folder(SourceFile file) {
    Path absolute = file.path().toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    return folder == null ? absolute : folder;
  }

  /// How often each type is declared, telemetry and other deployments without resources left out.
  private static Map<String, Integer> types(SourceFile template) {
    Map<String, Integer> types = new TreeMap<>();
    collect(template.json().get("resources"), types);
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
}
