package dev.redoubt.cli;

import dev.redoubt.arm.Arm;
import dev.redoubt.estate.ObjectValue;
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

  static ContentKind of(ObjectValue json) {
    if (Arm.isTemplate(json)) {
      return TEMPLATE;
    }
    return Arm.isParameters(json) ? PARAMETERS : OTHER;
  }

  /// Whether bytes that cannot be read as JSON look like a broken template or parameter file, in
  /// any encoding that puts ASCII where ASCII is expected.
  static boolean isLikely(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
    return MARKS.stream().anyMatch(text::contains);
  }
}
