package dev.redoubt.report;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.findings.ControlDescription;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Prints the controls themselves, for people or as JSON.
public final class ControlDescriptions {

  private static final Comparator<ControlDescription> WORST_FIRST =
      Comparator.comparing(ControlDescription::severity, Comparator.reverseOrder())
          .thenComparing(ControlDescription::layer)
          .thenComparing(ControlDescription::id);

  private final int width;

  /// @param width of a line, in characters
  public ControlDescriptions(int width) {
    this.width = width;
  }

  /// Prints one or two lines per control, highest severity first.
  public void list(List<ControlDescription> controls, Appendable out) throws IOException {
    ConsoleLayout page = new ConsoleLayout(out, width, false);
    for (ControlDescription control : controls.stream().sorted(WORST_FIRST).toList()) {
      String head =
          String.format(
              Locale.ROOT,
              "%s %-10s ",
              ConsoleSeverity.tag(control.severity()),
              control.layer().word());
      page.fold(ConsoleLayout.Head.of(head), control.id());
      page.fold(ConsoleLayout.Head.of(" ".repeat(head.length() + 2)), control.title());
    }
  }

  /// Prints all details of one control.
  public void show(ControlDescription control, Appendable out) throws IOException {
    ConsoleLayout page = new ConsoleLayout(out, width, false);
    page.fold(ConsoleLayout.Head.of(""), control.id());
    page.fold(ConsoleLayout.Head.of(""), control.title());
    page.blank();
    page.fold(ConsoleLayout.Head.of("severity    "), control.severity().word());
    page.fold(ConsoleLayout.Head.of("layer       "), control.layer().word());
    page.fold(
        ConsoleLayout.Head.of("article     "),
        "best practices "
            + String.join(", ", control.practices().stream().map(String::valueOf).toList()));
    for (Map.Entry<String, List<String>> each : new TreeMap<>(control.frameworks()).entrySet()) {
      page.fold(
          ConsoleLayout.Head.of("framework   "),
          each.getKey() + ": " + String.join(", ", each.getValue()));
    }
    page.blank();
    page.fold(ConsoleLayout.Head.of(""), control.description());
    page.blank();
    page.fold(ConsoleLayout.Head.of("FIX   "), control.remediation().summary());
    page.fold(ConsoleLayout.Head.of("COST  "), control.cost());
    snippet("Bicep", control.remediation().bicep(), page);
    snippet("Terraform", control.remediation().terraform(), page);
  }

  /// Code is not wrapped.
  private static void snippet(String language, String code, ConsoleLayout page) throws IOException {
    page.blank();
    page.fold(ConsoleLayout.Head.of(""), language);
    for (String line : code.lines().toList()) {
      page.verbatim("  " + line);
    }
  }

  /// Prints a JSON array of all controls.
  public static void json(List<ControlDescription> controls, Appendable out) throws IOException {
    out.append(
            JsonWriter.pretty(
                JsonNodes.array(controls.stream().sorted(WORST_FIRST), ControlDescriptions::node)))
        .append('\n');
  }

  /// Prints one control as a JSON object.
  public static void json(ControlDescription control, Appendable out) throws IOException {
    out.append(JsonWriter.pretty(node(control))).append('\n');
  }

  private static ObjectValue node(ControlDescription control) {
    return ObjectValue.builder()
        .put("id", control.id())
        .put("title", control.title())
        .put("description", control.description())
        .put("severity", control.severity().word())
        .put("layer", control.layer().word())
        .put(
            "practices",
            JsonNodes.array(control.practices().stream(), number -> NumberValue.of(number)))
        .put(
            "remediation",
            ObjectValue.builder()
                .put("summary", control.remediation().summary())
                .put("bicep", control.remediation().bicep())
                .put("terraform", control.remediation().terraform())
                .build())
        .put("cost", control.cost())
        .put("frameworks", JsonNodes.frameworks(control))
        .build();
  }
}
