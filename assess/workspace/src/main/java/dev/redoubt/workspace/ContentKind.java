package dev.redoubt.workspace;

import dev.redoubt.arm.ArmTemplates;
import dev.redoubt.estate.ObjectValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What a file is: of JSON, by its content, as names promise nothing (`azuredeploy.json`,
/// `main.json` and `template.json` are all usual, and all of them are used for other things); of
/// Bicep by its extension, as its compiler does.
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

  /// What JSON is.
  static ContentKind of(ObjectValue json) {
    if (ArmTemplates.isTemplate(json)) {
      return ARM_TEMPLATE;
    }
    return ArmTemplates.isParameters(json) ? ARM_PARAMETERS : OTHER;
  }

  /// What a file is by its extension, in any case; [#OTHER] unless it is one of Bicep's.
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
