package dev.redoubt.workspace;

import dev.redoubt.arm.ArmTemplates;
import dev.redoubt.estate.ObjectValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The kind of a file. JSON is identified by its content, because names such as `azuredeploy.json`,
/// `main.json` and `template.json` are also used for other files; Bicep by its extension, as in its
/// compiler.
enum ContentKind {
  ARM_TEMPLATE("arm-template"),
  ARM_PARAMETERS("arm-parameters"),
  BICEP("bicep"),
  BICEP_PARAMETERS("bicep-parameters"),
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

  boolean isTemplate() {
    return this == ARM_TEMPLATE || this == BICEP;
  }

  boolean isParameters() {
    return this == ARM_PARAMETERS || this == BICEP_PARAMETERS;
  }

  /// The kind of a JSON file.
  static ContentKind of(ObjectValue json) {
    if (ArmTemplates.isTemplate(json)) {
      return ARM_TEMPLATE;
    }
    return ArmTemplates.isParameters(json) ? ARM_PARAMETERS : OTHER;
  }

  /// The kind of a file by its extension, ignoring case; [#OTHER] unless it is Bicep.
  static ContentKind ofExtension(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".bicep")) {
      return BICEP;
    }
    return name.endsWith(".bicepparam") ? BICEP_PARAMETERS : OTHER;
  }

  /// Whether bytes that cannot be read as JSON look like a broken template or parameter file, in
  /// any encoding that puts ASCII where ASCII is expected.
  static boolean isLikely(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
    return MARKS.stream().anyMatch(text::contains);
  }
}
