package dev.redoubt.report;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Converts controls to SARIF reporting descriptors.
final class SarifRules {

  /// GitHub code scanning rejects more than 20 tags per rule, and shows 10.
  private static final int MAX_TAGS = 20;

  private SarifRules() {}

  static ObjectValue rule(ControlDescription control, ReportingTool tool) {
    ObjectValue.Builder rule =
        ObjectValue.builder()
            .put("id", control.id())
            .put("name", pascalCase(control.id()))
            .put("shortDescription", text(control.title()))
            .put("fullDescription", text(control.description()))
            .put("help", help(control, tool));
    if (hasPage(control) && tool.hasDocumentation()) {
      rule.put("helpUri", tool.pageOf(control.id()));
    }
    return rule.put(
            "defaultConfiguration",
            ObjectValue.builder().put("level", level(control.severity())).build())
        .put(
            "properties",
            ObjectValue.builder()
                .put("security-severity", score(control.severity()))
                .put("tags", JsonNodes.texts(tags(control)))
                .build())
        .build();
  }

  /// A control of the catalog belongs to a practice; the policies of an organization have no page.
  private static boolean hasPage(ControlDescription control) {
    return !control.practices().isEmpty();
  }

  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  /// The middle of the band that GitHub shows as the severity of the same name: over 9.0 critical,
  /// from 7.0 high, from 4.0 medium, below that low.
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
    };
  }

  private static ObjectValue text(String text) {
    return ObjectValue.builder().put("text", text).build();
  }

  private static ObjectValue help(ControlDescription control, ReportingTool tool) {
    ControlDescription.Remediation remediation = control.remediation();
    String text =
        control.description()
            + "\n\nFix: "
            + remediation.summary()
            + "\nCost: "
            + control.cost()
            + "\n\nBicep:\n"
            + remediation.bicep()
            + "\n\nTerraform:\n"
            + remediation.terraform()
            + (hasPage(control) ? "\n\n" + page(control, tool).replace("`", "") : "");
    String markdown =
        control.description()
            + "\n\n**Fix:** "
            + remediation.summary()
            + "\n\n**Cost:** "
            + control.cost()
            + "\n\n**Bicep**\n\n```bicep\n"
            + remediation.bicep().stripTrailing()
            + "\n```\n\n**Terraform**\n\n```hcl\n"
            + remediation.terraform().stripTrailing()
            + "\n```\n"
            + (hasPage(control) ? "\n" + page(control, tool) + "\n" : "");
    return ObjectValue.builder().put("text", text).put("markdown", markdown).build();
  }

  /// Where to read more; without a public address, the file in the source of Redoubt.
  private static String page(ControlDescription control, ReportingTool tool) {
    String show = "`redoubt controls show " + control.id() + "`";
    return tool.hasDocumentation()
        ? "More: " + tool.pageOf(control.id()) + " or " + show
        : "More: "
            + show
            + ", or `docs/"
            + ReportingTool.pathOf(control.id())
            + "` in the source of Redoubt";
  }

  private static List<String> tags(ControlDescription control) {
    List<String> tags = new ArrayList<>(List.of("security", "azure", control.layer().word()));
    new TreeMap<>(control.frameworks())
        .forEach(
            (framework, provisions) ->
                provisions.forEach(
                    provision -> tags.add("external/" + framework + "/" + provision)));
    return tags.stream().distinct().limit(MAX_TAGS).toList();
  }

  private static String pascalCase(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.toString();
  }
}
