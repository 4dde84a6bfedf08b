package dev.redoubt.fixes.json;

import dev.redoubt.fixes.edit.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds where the parameter of an ARM expression gets its value.
///
/// @param template the template with the parameters
/// @param assigned the parameter files of the template
record JsonDefinitions(JsonSource file, JsonSource.Node template, List<JsonParameters> assigned) {

  /// Places of a parameter that are named; more do not help.
  private static final int MAX_PLACES = 3;

  private static final Pattern PARAMETER =
      Pattern.compile("\\[\\s*parameters\\('([^']+)'\\)\\s*]", Pattern.CASE_INSENSITIVE);

  JsonDefinitions {
    assigned = List.copyOf(assigned);
  }

  /// The changes that give a value to the parameter whose expression this is; empty if it is not
  /// the expression of a parameter, if the parameter is also used elsewhere, or if its value comes
  /// from another place.
  ///
  /// @param json the wanted value: a text or boolean
  List<TextEdit> changes(JsonSource.Node value, String json) {
    String text = file.string(value);
    Matcher matcher = text == null ? null : PARAMETER.matcher(text);
    if (matcher == null || !matcher.matches() || json.startsWith("{") || json.contains("[")) {
      return List.of();
    }
    String name = matcher.group(1);
    if (isUsedElsewhere(name) || !accepts(name, json)) {
      return List.of();
    }
    List<TextEdit> changes = new ArrayList<>();
    for (JsonParameters each : assigned) {
      if (each.assigns(name)) {
        changes.add(each.change(name, json));
      }
    }
    return changes.isEmpty() || changes.size() < assigned.size()
        ? withDefault(name, json, changes)
        : changes;
  }

  /// Whether the parameter accepts a value.
  private boolean accepts(String name, String json) {
    JsonSource.Node parameters = template.get("parameters");
    JsonSource.Node declared = parameters == null ? null : parameters.get(name);
    JsonSource.Node allowed = declared == null ? null : declared.get("allowedValues");
    return allowed == null
        || allowed.elements().stream()
            .anyMatch(each -> file.source().slice(each.start(), each.end()).equals(json));
  }

  private List<TextEdit> withDefault(String name, String json, List<TextEdit> changes) {
    JsonSource.Node parameters = template.get("parameters");
    JsonSource.Node declared = parameters == null ? null : parameters.get(name);
    JsonSource.Node value = declared == null ? null : declared.get("defaultValue");
    if (value == null) {
      return List.of();
    }
    String shown = "%s: { \"defaultValue\": %s }".formatted(JsonText.quoted(name), json);
    changes.add(
        new TextEdit(
            file.name(), value.start(), value.end(), json, shown, "parameters of the template"));
    return changes;
  }

  private boolean isUsedElsewhere(String name) {
    return places(name).size() != 1;
  }

  /// Why the parameter of an expression does not get another value; null if it is not the
  /// expression of a parameter, or the parameter is not used elsewhere.
  @Nullable String otherUses(JsonSource.Node value) {
    String text = file.string(value);
    Matcher matcher = text == null ? null : PARAMETER.matcher(text);
    if (matcher == null || !matcher.matches() || !isUsedElsewhere(matcher.group(1))) {
      return null;
    }
    String path = file.name();
    String lines =
        places(matcher.group(1)).stream()
            .filter(each -> each < value.start() || each >= value.end())
            .map(each -> file.source().origin(each).line())
            .distinct()
            .limit(MAX_PLACES)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return "the value came from `%s` (also used at %s:%s)"
        .formatted(matcher.group(1), path.substring(path.lastIndexOf('/') + 1), lines);
  }

  private List<Integer> places(String name) {
    String use = "parameters('" + name + "')";
    String text = file.source().text();
    List<Integer> places = new ArrayList<>();
    for (int at = text.indexOf(use); at >= 0; at = text.indexOf(use, at + 1)) {
      places.add(at);
    }
    return places;
  }
}
