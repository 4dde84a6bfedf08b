package dev.redoubt.fixes.json;

import dev.redoubt.fixes.edit.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds where the parameter of an ARM expression gets its value.
///
/// @param template the template with the parameters
/// @param assigned the parameter files of the template
record JsonDefinitions(JsonSource file, JsonSource.Node template, List<JsonParameters> assigned) {

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
    if (isUsedElsewhere(name)) {
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

  private List<TextEdit> withDefault(String name, String json, List<TextEdit> changes) {
    JsonSource.Node parameters = template.get("parameters");
    JsonSource.Node declared = parameters == null ? null : parameters.get(name);
    JsonSource.Node value = declared == null ? null : declared.get("defaultValue");
    if (value == null) {
      return List.of();
    }
    String shown = "%s: { \"defaultValue\": %s }".formatted(JsonText.quoted(name), json);
    changes.add(new TextEdit(file.name(), value.start(), value.end(), json, shown));
    return changes;
  }

  private boolean isUsedElsewhere(String name) {
    String use = "parameters('" + name + "')";
    String text = file.source().text();
    int first = text.indexOf(use);
    return first < 0 || text.indexOf(use, first + 1) >= 0;
  }
}
