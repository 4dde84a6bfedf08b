package dev.redoubt.report;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.ControlDescription;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Writes the catalog of controls as a component definition of OSCAL 1.1.2: one component of type
/// `validation`, whose checks are the controls, and per framework the provisions that they support.
///
/// A control supports a provision; it does not fulfil it. The descriptions say so.
public final class OscalComponents {

  private final ReportingTool tool;
  private final Instant now;

  public OscalComponents(ReportingTool tool, Instant now) {
    this.tool = tool;
    this.now = now;
  }

  /// Writes the component definition.
  public void write(List<ControlDescription> controls, Appendable out) throws IOException {
    List<ControlDescription> sorted =
        controls.stream().sorted(Comparator.comparing(ControlDescription::id)).toList();
    Set<String> frameworks = new LinkedHashSet<>();
    frameworks.add(CATALOG);
    sorted.forEach(control -> frameworks.addAll(new TreeMap<>(control.frameworks()).keySet()));
    ObjectValue definition =
        ObjectValue.builder()
            .put("uuid", Oscal.uuid("component-definition", tool.version()))
            .put("metadata", Oscal.metadata("Controls of Redoubt", tool, now))
            .put("components", Oscal.one(component(sorted, frameworks)))
            .put(
                "back-matter",
                ObjectValue.builder()
                    .put("resources", JsonNodes.array(frameworks.stream(), this::resource))
                    .build())
            .build();
    ObjectValue root = ObjectValue.builder().put("component-definition", definition).build();
    out.append(JsonWriter.pretty(root)).append('\n');
  }

  private static final String CATALOG = "redoubt";

  private ObjectValue component(List<ControlDescription> controls, Set<String> frameworks) {
    return ObjectValue.builder()
        .put("uuid", Oscal.uuid("component", "assess"))
        .put("type", "validation")
        .put("title", "redoubt assess")
        .put(
            "description",
            "Evaluates Bicep files and ARM templates of AI workloads on Azure before deployment.")
        .put(
            "props",
            ArrayValue.of(
                List.of(
                    Oscal.property("tool", tool.name()),
                    Oscal.property("tool-version", tool.version()))))
        .put(
            "control-implementations",
            JsonNodes.array(
                frameworks.stream(),
                framework ->
                    framework.equals(CATALOG) ? catalog(controls) : framework(framework, controls)))
        .build();
  }

  private ObjectValue resource(String framework) {
    ObjectValue.Builder node =
        ObjectValue.builder()
            .put("uuid", Oscal.uuid("framework", framework))
            .put(
                "title",
                framework.equals(CATALOG) ? "Controls of Redoubt" : "Framework " + framework);
    if (framework.equals(CATALOG) && tool.hasDocumentation()) {
      node.put(
          "rlinks",
          Oscal.one(
              ObjectValue.builder()
                  .put("href", tool.documentation() + "controls/README.md")
                  .build()));
    }
    return node.build();
  }

  private ObjectValue catalog(List<ControlDescription> controls) {
    return implementation(
        CATALOG,
        "The checks themselves; the control ids are those of `redoubt controls list`.",
        JsonNodes.array(controls.stream(), this::check));
  }

  private ObjectValue check(ControlDescription control) {
    List<Value> properties = new ArrayList<>();
    properties.add(Oscal.property("severity", control.severity().word()));
    properties.add(Oscal.property("layer", control.layer().word()));
    control
        .practices()
        .forEach(number -> properties.add(Oscal.property("best-practice", "" + number)));
    return ObjectValue.builder()
        .put("uuid", Oscal.uuid("check", control.id()))
        .put("control-id", Oscal.token(control.id()))
        .put("description", Oscal.line(control.title() + ". " + control.description()))
        .put("props", ArrayValue.of(properties))
        .put(
            "remarks",
            Oscal.line(
                "Fix: " + control.remediation().summary() + ". Cost: " + control.cost() + "."))
        .build();
  }

  private ObjectValue framework(String framework, List<ControlDescription> controls) {
    Map<String, List<String>> byProvision = new TreeMap<>();
    for (ControlDescription control : controls) {
      for (String provision : control.frameworks().getOrDefault(framework, List.of())) {
        byProvision.computeIfAbsent(provision, _ -> new ArrayList<>()).add(control.id());
      }
    }
    return implementation(
        framework,
        "Provisions of the framework `" + framework + "` that controls support, but do not fulfil.",
        JsonNodes.array(
            byProvision.entrySet().stream(),
            entry ->
                ObjectValue.builder()
                    .put("uuid", Oscal.uuid("provision", framework, entry.getKey()))
                    .put("control-id", Oscal.token(entry.getKey()))
                    .put(
                        "description",
                        Oscal.line(
                            "Provision "
                                + entry.getKey()
                                + " is supported by the controls "
                                + String.join(", ", entry.getValue())
                                + "."))
                    .put(
                        "props",
                        ArrayValue.of(
                            entry.getValue().stream()
                                .map(id -> (Value) Oscal.property("control", id))
                                .toList()))
                    .build()));
  }

  private static ObjectValue implementation(
      String framework, String description, ArrayValue requirements) {
    return ObjectValue.builder()
        .put("uuid", Oscal.uuid("implementation", framework))
        .put("source", "#" + Oscal.uuid("framework", framework))
        .put("description", description)
        .put("implemented-requirements", requirements)
        .build();
  }
}
