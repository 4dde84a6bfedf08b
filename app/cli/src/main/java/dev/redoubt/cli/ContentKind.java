package dev.redoubt.cli;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a JSON file is, by its content. Names promise nothing: `azuredeploy.json`, `main.json` and
/// `template.json` are all usual, and all of them are used for other things.
enum ContentKind {
  TEMPLATE("arm-template"),
  PARAMETERS("arm-parameters"),
  OTHER("other");

  private static final List<String> MARKS =
      List.of("deploymentTemplate.json", "deploymentParameters.json", "contentVersion");

  private final String word;

  ContentKind(String word) {
    this.word = word;
  }

  /// The word used in reports.
  String word() {
    return word;
  }

  /// By `$schema`; without one, by the members that Azure requires.
  static ContentKind of(ObjectValue json) {
    String schema = json.text("$schema");
    if (schema != null) {
      String folded = PropertyName.folded(schema);
      if (folded.contains("deploymenttemplate.json")) {
        return TEMPLATE;
      }
      if (folded.contains("deploymentparameters.json")) {
        return PARAMETERS;
      }
    }
    if (json.get("contentVersion") == null) {
      return OTHER;
    }
    if (json.object("resources") != null || json.array("resources") != null) {
      return TEMPLATE;
    }
    ObjectValue parameters = json.object("parameters");
    return parameters != null && holdsValues(parameters) ? PARAMETERS : OTHER;
  }

  private static boolean holdsValues(ObjectValue parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      if (!(parameters.valueAt(i) instanceof ObjectValue given)
          || (given.get("value") == null && given.get("reference") == null)) {
        return false;
      }
    }
    return true;
  }

  /// Whether bytes that cannot be read as JSON look like a broken template or parameter file.
  static boolean isLikely(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
    return MARKS.stream().anyMatch(text::contains);
  }
}
