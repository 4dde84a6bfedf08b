package dev.redoubt.fixes.json;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The identity of a resource in ARM expressions.
///
/// @param type the full type
/// @param names one expression a segment
/// @param location the location as written; null if there is none
/// @param condition the condition as written; null if there is none
/// @param copy the loop; null if the resource is not repeated
record ArmIdentity(
    String type,
    List<String> names,
    @Nullable String location,
    @Nullable String condition,
    @Nullable Copy copy) {

  ArmIdentity {
    names = List.copyOf(names);
  }

  /// A loop over a resource.
  ///
  /// @param count how often, as written in JSON
  record Copy(String name, String count) {

    /// An expression of the resource for another resource that is repeated as often.
    ///
    /// @param word what is added to the name of the loop, which must be unique
    String renamed(String expression, String word) {
      return expression.replaceAll(
          "(?i)copyIndex\\(\\s*'" + Pattern.quote(name) + "'",
          Matcher.quoteReplacement("copyIndex('" + name + word + "'"));
    }
  }

  /// The identity of a declared resource; null if its name has no known segments.
  static @Nullable ArmIdentity of(
      JsonSource file, JsonSource.Node node, List<JsonSource.Node> around, Resource resource) {
    String name = file.string(node.get("name"));
    String type = resource.type().toString();
    String written = file.string(node.get("type"));
    boolean derived =
        written != null
            && !type.substring(type.lastIndexOf('/') + 1)
                .equalsIgnoreCase(written.substring(written.lastIndexOf('/') + 1));
    // a child that the service makes has a name that no file has
    int segments = type.split("/", -1).length - (derived ? 2 : 1);
    JsonSource.Node loop = node.get("copy");
    String loopName = loop == null ? null : file.string(loop.get("name"));
    JsonSource.Node count = loop == null ? null : loop.get("count");
    if (name == null || (loop != null && (loopName == null || count == null))) {
      return null;
    }
    Copy copy =
        loopName == null || count == null
            ? null
            : new Copy(loopName, file.source().slice(count.start(), count.end()));
    List<String> names = new ArrayList<>(segments(name, segments));
    // a child in the `resources` of its parent has a name of its own
    for (int i = around.size() - 1; i >= 0 && names.size() < segments; i--) {
      JsonSource.Node outer = around.get(i);
      String outerName = outer.get("type") == null ? null : file.string(outer.get("name"));
      if (outerName == null || outer.get("copy") != null) {
        return null;
      }
      names.addAll(0, segments(outerName, segments - names.size()));
    }
    if (derived) {
      if (!(resource.key().names().getLast().value() instanceof StringValue(var last, _))) {
        return null;
      }
      names.add("'" + last.replace("'", "''") + "'");
      segments++;
    }
    return names.size() == segments
        ? new ArmIdentity(
            type,
            names,
            file.string(node.get("location")),
            file.string(node.get("condition")),
            copy)
        : null;
  }

  private static List<String> segments(String name, int wanted) {
    if (!JsonSource.isExpression(name)) {
      List<String> names = new ArrayList<>();
      for (String each : name.split("/", -1)) {
        names.add("'" + each.replace("'", "''") + "'");
      }
      return names;
    }
    String expression = name.substring(1, name.length() - 1);
    if (wanted == 1 || !expression.contains("/")) {
      return List.of(expression);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      names.add("split(%s, '/')[%d]".formatted(expression, i));
    }
    return names;
  }

  /// The same for a resource that is added, with the loop under another name.
  ArmIdentity forAdded(String word) {
    return copy == null
        ? this
        : new ArmIdentity(
            type,
            names.stream().map(each -> copy.renamed(each, word)).toList(),
            location == null ? null : copy.renamed(location, word),
            condition == null ? null : copy.renamed(condition, word),
            new Copy(copy.name() + word, copy.count()));
  }

  /// The expression for the id, without brackets.
  String id() {
    return "resourceId('%s', %s)".formatted(type, String.join(", ", names));
  }

  /// The expression for a new name that starts with a word, without brackets.
  String named(String word) {
    return "concat('%s-', %s)".formatted(word, String.join(", '-', ", names));
  }

  /// The full name, as an expression without brackets.
  String name() {
    return names.size() == 1
        ? names.getFirst()
        : names.stream().collect(Collectors.joining(", '/', ", "concat(", ")"));
  }
}
