package dev.redoubt.controls;

import dev.redoubt.findings.ControlDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the pages of `docs/controls` from the catalog.
final class ControlPageWriter {

  private static final int WIDTH = 118;

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
    List<String> lines = new ArrayList<>();
    lines.add("# Controls");
    lines.add(
        wrapped(
            "`redoubt assess` checks a deployment against these "
                + catalog.controls().size()
                + " controls. Each control is an Azure Policy definition, so you can also assign it"
                + " in Azure. `redoubt controls list` prints this list, and"
                + " `redoubt controls show ID` one control. The column *practices* names the best"
                + " practices of [the article](../article.md) that a control covers;"
                + " [Frameworks](#frameworks) lists the compliance frameworks."));
    lines.add(
        wrapped(
            "These pages are generated from"
                + " `assess/controls/src/main/resources/dev/redoubt/controls`. To regenerate them,"
                + " run `./mvnw test -pl assess/controls -am -Dredoubt.update=pages`."));
    List<String> rows = new ArrayList<>();
    rows.add("| control | finding | severity | layer | practices |");
    rows.add("| --- | --- | --- | --- | --- |");
    for (ControlDescription info : catalog.descriptions()) {
      rows.add(
          "| [%s](%s.md) | %s | %s | %s | %s |"
              .formatted(
                  info.id(),
                  info.id(),
                  info.title(),
                  info.severity().word(),
                  info.layer().word(),
                  numbers(info)));
    }
    lines.add(String.join("\n", rows));
    lines.add("## Frameworks");
    lines.add(frameworkIndex(catalog));
    lines.add("## Wrong verdicts");
    lines.add(
        wrapped(
            "Report a false positive or a false negative with the [issue"
                + " form](../../.github/ISSUE_TEMPLATE/wrong-verdict.yml). If an attacker can use"
                + " the wrong verdict, report it"
                + " [privately](../../SECURITY.md#report-a-wrong-verdict)."));
    return String.join("\n\n", lines) + "\n";
  }

  private static String frameworkIndex(ControlCatalog catalog) {
    List<String> rows =
        new ArrayList<>(List.of("| framework | id | controls |", "| --- | --- | --- |"));
    ComplianceFrameworks.NAMES.forEach(
        (id, name) -> {
          long mapped =
              catalog.descriptions().stream()
                  .filter(info -> info.frameworks().containsKey(id))
                  .count();
          rows.add("| %s | `%s` | %d |".formatted(name, id, mapped));
        });
    return wrapped(
            "Each control page names the provisions of these frameworks that the control supports."
                + " JSON and `redoubt controls show` use the ids. The mapping of GDPR, ISO/IEC"
                + " 42001, NIST AI RMF and the EU AI Act names no edition.")
        + "\n\n"
        + String.join("\n", rows)
        + "\n\n"
        + wrapped(
            ComplianceFrameworks.SOURCE
                + " A control covers a part of a provision at most: a passed control is not a proof"
                + " of compliance.");
  }

  private static String page(Control control) {
    ControlDescription info = control.info();
    List<String> lines = new ArrayList<>();
    lines.add("# " + info.id());
    lines.add("**" + info.title() + "**");
    lines.add(
        "| severity | layer | best practices |\n| --- | --- | --- |\n| %s | %s | %s |"
            .formatted(info.severity().word(), info.layer().word(), practices(info)));
    lines.add(wrapped(info.description()));
    lines.add("## Remediation");
    lines.add(wrapped(info.remediation().summary() + "."));
    lines.add("### Impact of the change");
    lines.add(wrapped(info.cost() + "."));
    lines.add("### Bicep");
    lines.add(code("bicep", info.remediation().bicep()));
    lines.add("### Terraform");
    lines.add("The example shows only the arguments that matter for this control.");
    lines.add(code("hcl", info.remediation().terraform()));
    lines.add("## Framework mapping");
    lines.add(frameworks(info));
    lines.add("## Policy definition");
    lines.add(policy(control));
    return String.join("\n\n", lines) + "\n";
  }

  private static String policy(Control control) {
    String path = "../../assess/controls/src/main/resources/dev/redoubt/controls/";
    String files = path + control.info().id();
    String rows =
        """
        | file | content |
        | --- | --- |
        | [policy.json](%1$s/policy.json) | the Azure Policy definition, which you can assign in Azure |
        | [control.json](%1$s/control.json) | title, severity, remediation and framework mapping |
        | [pass.json](%1$s/pass.json), [fail.json](%1$s/fail.json) | ARM templates that test the control |
        """
            .formatted(files);
    return control.scope() == null
        ? rows.stripTrailing()
        : rows
            + "\n"
            + wrapped(
                "Redoubt reports nothing for resources that do not match `appliesWhen` in"
                    + " `control.json`; Azure Policy reports these resources as compliant.");
  }

  private static String frameworks(ControlDescription info) {
    if (info.frameworks().isEmpty()) {
      return "This control is not mapped to any framework.";
    }
    List<String> rows = new ArrayList<>(List.of("| framework | provisions |", "| --- | --- |"));
    ComplianceFrameworks.NAMES.forEach(
        (id, name) -> {
          List<String> provisions = info.frameworks().get(id);
          if (provisions != null) {
            rows.add("| " + name + " | " + String.join(", ", provisions) + " |");
          }
        });
    return String.join("\n", rows) + "\n\n" + wrapped(ComplianceFrameworks.SOURCE);
  }

  /// The practices with their titles: "[1. Use private endpoints for data stores](...)".
  private static String practices(ControlDescription info) {
    List<String> titles =
        BestPractices.states(List.of(), List.of(), UnjudgedParts.NONE).stream()
            .filter(practice -> info.practices().contains(practice.number()))
            .map(practice -> practice.number() + ". " + practice.title())
            .toList();
    return titles.isEmpty() ? "none" : "[" + String.join("; ", titles) + "](../article.md)";
  }

  private static String numbers(ControlDescription info) {
    return info.practices().isEmpty()
        ? "none"
        : String.join(", ", info.practices().stream().map(String::valueOf).toList());
  }

  private static String code(String language, String text) {
    return "```" + language + "\n" + text + "```";
  }

  /// One paragraph, broken at spaces into lines of at most [#WIDTH] characters. A code span is not
  /// broken: `Add a private endpoint` in backticks stays on one line.
  private static String wrapped(String text) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : words(text)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        out.append('\n');
        column = 0;
      } else if (column > 0) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
    }
    return out.toString();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean code = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      code = (c == '`') != code;
      if (c == ' ' && !code) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }
}
