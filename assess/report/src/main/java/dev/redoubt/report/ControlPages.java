package dev.redoubt.report;

import dev.redoubt.estate.Json;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.findings.ControlInfo;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Controls as a person or a program reads them, apart from any assessment.
public final class ControlPages {

  private static final Comparator<ControlInfo> WORST_FIRST =
      Comparator.comparing(ControlInfo::severity, Comparator.reverseOrder())
          .thenComparing(ControlInfo::layer)
          .thenComparing(ControlInfo::id);

  private final int width;

  /// @param width of a line, in characters
  public ControlPages(int width) {
    this.width = width;
  }

  /// A line or two for each control, worst first.
  public void list(List<ControlInfo> controls, Appendable out) throws IOException {
    Page page = new Page(out, width, false);
    for (ControlInfo control : controls.stream().sorted(WORST_FIRST).toList()) {
      String head =
          String.format(
              Locale.ROOT, "%s %-10s ", Words.tag(control.severity()), control.layer().word());
      page.fold(Page.Head.of(head), control.id());
      page.fold(Page.Head.of(" ".repeat(head.length() + 2)), control.title());
    }
  }

  /// All that there is to say about one control.
  public void show(ControlInfo control, Appendable out) throws IOException {
    Page page = new Page(out, width, false);
    page.fold(Page.Head.of(""), control.id());
    page.fold(Page.Head.of(""), control.title());
    page.blank();
    page.fold(Page.Head.of("severity    "), control.severity().word());
    page.fold(Page.Head.of("layer       "), control.layer().word());
    page.fold(
        Page.Head.of("article     "),
        "best practices "
            + String.join(", ", control.practices().stream().map(String::valueOf).toList()));
    for (Map.Entry<String, List<String>> each : new TreeMap<>(control.frameworks()).entrySet()) {
      page.fold(
          Page.Head.of("framework   "), each.getKey() + ": " + String.join(", ", each.getValue()));
    }
    page.blank();
    page.fold(Page.Head.of(""), control.description());
    page.blank();
    page.fold(Page.Head.of("FIX   "), control.remediation().summary());
    page.fold(Page.Head.of("COST  "), control.cost());
    snippet("Bicep", control.remediation().bicep(), page);
    snippet("Terraform", control.remediation().terraform(), page);
  }

  /// Lines of code stay as they are, however long.
  private static void snippet(String language, String code, Page page) throws IOException {
    page.blank();
    page.fold(Page.Head.of(""), language);
    for (String line : code.lines().toList()) {
      page.verbatim("  " + line);
    }
  }

  /// A JSON array of all controls.
  public static void json(List<ControlInfo> controls, Appendable out) throws IOException {
    out.append(Json.pretty(Nodes.array(controls.stream().sorted(WORST_FIRST), ControlPages::node)))
        .append('\n');
  }

  /// One control as a JSON object.
  public static void json(ControlInfo control, Appendable out) throws IOException {
    out.append(Json.pretty(node(control))).append('\n');
  }

  private static ObjectValue node(ControlInfo control) {
    return ObjectValue.builder()
        .put("id", control.id())
        .put("title", control.title())
        .put("description", control.description())
        .put("severity", control.severity().word())
        .put("layer", control.layer().word())
        .put(
            "practices",
            Nodes.array(control.practices().stream(), number -> NumberValue.of(number)))
        .put(
            "remediation",
            ObjectValue.builder()
                .put("summary", control.remediation().summary())
                .put("bicep", control.remediation().bicep())
                .put("terraform", control.remediation().terraform())
                .build())
        .put("cost", control.cost())
        .put("frameworks", Nodes.frameworks(control))
        .build();
  }
}
