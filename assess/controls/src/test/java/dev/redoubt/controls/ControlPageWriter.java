package dev.redoubt.controls;

import dev.redoubt.findings.ControlDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the pages of `docs/controls` from the catalog.
final class ControlPageWriter {

  private ControlPageWriter() {}

  /// The text of every page by file name.
  static Map<String, String> pages(ControlCatalog catalog) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("README.md", index(catalog));
    for (Control control : catalog.controls()) {
      pages.put(control.info().id() + ".md", page(control));
    }
    return pages;
  }

  private static String index(ControlCatalog catalog) {
    StringBuilder out = new StringBuilder();
    out.append("# Controls\n\n")
        .append("Written from `assess/controls/src/main/resources/dev/redoubt/controls`; ")
        .append("`mvn test -pl assess/controls -am -Dredoubt.update=pages` writes them anew. ")
        .append("Practices are those of [the article](../article.md).\n\n")
        .append("| control | severity | layer | practices | what is wrong |\n")
        .append("| --- | --- | --- | --- | --- |\n");
    for (ControlDescription info : catalog.infos()) {
      out.append("| [%s](%s.md) ".formatted(info.id(), info.id()))
          .append("| %s | %s ".formatted(info.severity().word(), info.layer().word()))
          .append("| %s | %s |\n".formatted(practices(info, "-"), info.title()));
    }
    return out.toString();
  }

  private static String page(Control control) {
    ControlDescription info = control.info();
    List<String> lines = new ArrayList<>();
    lines.add("# " + info.id());
    lines.add(
        "**" + info.title() + "** (" + info.severity().word() + ", " + info.layer().word() + ")");
    lines.add(info.description());
    lines.add("Best practices of the article: " + practices(info, "none of the fifteen") + ".");
    lines.add("## Mend it");
    lines.add("`" + info.remediation().summary() + "`");
    lines.add("Cost: " + info.cost() + ".");
    lines.add(code("bicep", info.remediation().bicep()));
    lines.add("In Terraform, the arguments that matter:");
    lines.add(code("hcl", info.remediation().terraform()));
    lines.add("## Frameworks");
    lines.add(frameworks(info));
    lines.add("## The policy");
    lines.add(policy(control));
    return String.join("\n\n", lines) + "\n";
  }

  private static String policy(Control control) {
    String path = "../../assess/controls/src/main/resources/dev/redoubt/controls/";
    String files = path + control.info().id();
    return "[policy.json](%s/policy.json) is the definition, as it can be assigned in Azure;"
            .formatted(files)
        + " [pass.json](%s/pass.json) and [fail.json](%s/fail.json) are its tests."
            .formatted(files, files)
        + (control.scope() == null
            ? ""
            : " Redoubt leaves out resources that `appliesWhen` in [control.json](%s/control.json)"
                    .formatted(files)
                + " does not mean; Azure counts those as compliant.");
  }

  private static String frameworks(ControlDescription info) {
    if (info.frameworks().isEmpty()) {
      return "None claimed.";
    }
    List<String> rows = new ArrayList<>(List.of("| framework | provisions |", "| --- | --- |"));
    ComplianceFrameworks.NAMES.forEach(
        (id, name) -> {
          List<String> provisions = info.frameworks().get(id);
          if (provisions != null) {
            rows.add("| " + name + " | " + String.join(", ", provisions) + " |");
          }
        });
    return String.join("\n", rows) + "\n\n" + capitalized(ComplianceFrameworks.SOURCE) + ".";
  }

  private static String practices(ControlDescription info, String none) {
    return info.practices().isEmpty()
        ? none
        : String.join(", ", info.practices().stream().map(String::valueOf).toList());
  }

  private static String code(String language, String text) {
    return "```" + language + "\n" + text + "```";
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
