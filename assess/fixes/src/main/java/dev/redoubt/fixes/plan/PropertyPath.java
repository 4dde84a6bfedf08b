package dev.redoubt.fixes.plan;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names of nested properties, outermost first: `properties.encryption.keySource`,
/// `tags['cost.center']`. A quote in a name is written twice.
public record PropertyPath(List<String> names) {

  private static final Pattern STEP = Pattern.compile("\\G(?:\\.?([^.\\[]+)|\\['((?:[^']|'')*)'])");

  public PropertyPath {
    names = List.copyOf(names);
  }

  /// Reads a path. An invalid one is a bug of Redoubt and throws an exception.
  public static PropertyPath of(String path) {
    List<String> names = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int end = 0;
    while (step.find()) {
      String quoted = step.group(2);
      names.add(quoted == null ? step.group(1) : quoted.replace("''", "'"));
      end = step.end();
    }
    if (names.isEmpty() || end < path.length()) {
      throw new IllegalArgumentException("not a path of properties: " + path);
    }
    return new PropertyPath(names);
  }

  /// The value at this path, or null if it is absent; unknown if a value on the way is.
  @Nullable Value in(ObjectValue body) {
    Value here = body;
    for (String name : names) {
      if (here instanceof Unknown) {
        return here;
      }
      here = here instanceof ObjectValue object ? object.lookup(name) : null;
    }
    return here;
  }

  /// The payload with a single element in the array at this path.
  ObjectValue withOnly(ObjectValue body, Value element) {
    return with(body, 0, ArrayValue.of(List.of(element)));
  }

  private ObjectValue with(ObjectValue object, int depth, Value value) {
    String name = names.get(depth);
    Value inner =
        depth == names.size() - 1 || !(object.get(name) instanceof ObjectValue next)
            ? value
            : with(next, depth + 1, value);
    return object.with(name, inner);
  }

  /// Whether this is the path of a property, or of a property in it.
  boolean startsWith(PropertyPath other) {
    return names.size() >= other.names.size()
        && names.subList(0, other.names.size()).equals(other.names);
  }
}
