package dev.redoubt.report;

import dev.redoubt.bom.BillOfMaterials;
import dev.redoubt.bom.BillOfMaterials.Component;
import dev.redoubt.bom.BillOfMaterials.Dependency;
import dev.redoubt.bom.BillOfMaterials.ModelCard;
import dev.redoubt.bom.BillOfMaterials.Service;
import dev.redoubt.bom.CycloneDxVersion;
import dev.redoubt.bom.CycloneDxWriter;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.inventory.InventoryItem;
import dev.redoubt.findings.result.AssessmentGaps;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes the inventory of the workload as a CycloneDX bill of materials: models, data sets,
/// services and agents, and what uses what. It contains what the templates declare; findings are in
/// the other formats.
///
/// CycloneDX has no kind for agents: they are applications with the property `redoubt:kind`.
public final class CycloneDxReporter implements AssessmentReporter {

  private static final String WORKLOAD = "workload";

  private final ReportingTool tool;
  private final CycloneDxVersion version;
  private final Instant now;

  /// @param now when the assessment was made
  public CycloneDxReporter(ReportingTool tool, CycloneDxVersion version, Instant now) {
    this.tool = tool;
    this.version = version;
    this.now = now;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    Map<ResourceKey, String> references = references(assessment.inventory());
    List<Component> components = new ArrayList<>();
    List<Service> services = new ArrayList<>();
    List<Dependency> dependencies = new ArrayList<>();
    dependencies.add(new Dependency(WORKLOAD, List.copyOf(references.values())));
    for (InventoryItem item : assessment.inventory()) {
      String reference = references.getOrDefault(item.resource().key(), "");
      switch (item.kind()) {
        case MODEL -> components.add(component(item, reference, Component.Kind.MODEL));
        case DATA_SET -> components.add(component(item, reference, Component.Kind.DATA_SET));
        case AGENT -> components.add(component(item, reference, Component.Kind.APPLICATION));
        case SERVICE -> services.add(service(item, reference));
      }
      List<String> uses =
          item.uses().stream()
              .filter(references::containsKey)
              .map(key -> references.getOrDefault(key, ""))
              .toList();
      if (!uses.isEmpty()) {
        dependencies.add(new Dependency(reference, uses));
      }
    }
    BillOfMaterials bill =
        new BillOfMaterials(
            now,
            new BillOfMaterials.Tool(tool.name(), tool.version()),
            subject(assessment),
            components,
            services,
            dependencies);
    out.append(new CycloneDxWriter(version).write(bill));
  }

  /// The workload. What was not read is a property, because the inventory lacks it.
  private static Component subject(Assessment assessment) {
    SortedMap<String, String> properties = new TreeMap<>();
    List<AssessmentGaps.Gap> gaps =
        AssessmentGaps.of(assessment).stream()
            .filter(gap -> gap.kind() != AssessmentGaps.Gap.Kind.NOTHING_JUDGED)
            .toList();
    if (!gaps.isEmpty()) {
      properties.put(
          "redoubt:incomplete",
          String.join("; ", gaps.stream().map(AssessmentGaps.Gap::text).distinct().toList()));
    }
    return new Component(
        WORKLOAD,
        Component.Kind.APPLICATION,
        assessment.name(),
        null,
        null,
        "AI workload as its templates declare it",
        null,
        properties);
  }

  /// The references: type and name, numbered if they are not unique.
  private static Map<ResourceKey, String> references(List<InventoryItem> items) {
    Map<ResourceKey, String> references = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    Set<String> taken = new HashSet<>(Set.of(WORKLOAD));
    for (InventoryItem item : items) {
      String name =
          item.resource().type().toString() + "/" + FindingWording.name(item.resource().key());
      String reference = name;
      while (!taken.add(reference)) {
        reference = name + "#" + counts.merge(name, 1, Integer::sum);
      }
      references.put(item.resource().key(), reference);
    }
    return references;
  }

  private static Component component(InventoryItem item, String reference, Component.Kind kind) {
    String resource = FindingWording.name(item.resource().key());
    return new Component(
        reference,
        kind,
        item.name() == null ? resource : item.name(),
        item.publisher(),
        item.version(),
        null,
        kind == Component.Kind.MODEL && item.name() != null
            ? new ModelCard(null, item.name(), List.of())
            : null,
        properties(item));
  }

  private static Service service(InventoryItem item, String reference) {
    return new Service(
        reference,
        FindingWording.name(item.resource().key()),
        item.publisher() == null ? "Microsoft Azure" : item.publisher(),
        item.version(),
        null,
        List.of(),
        item.isAuthenticated(),
        properties(item));
  }

  private static SortedMap<String, String> properties(InventoryItem item) {
    SortedMap<String, String> properties = new TreeMap<>();
    item.details().forEach((name, text) -> properties.put("redoubt:azure:" + name, text));
    properties.put("redoubt:kind", Oscal.word(item.kind()).replace('_', '-'));
    properties.put("redoubt:resourceType", item.resource().type().toString());
    properties.put("redoubt:resourceName", FindingWording.name(item.resource().key()));
    if (!item.deployments().isEmpty()) {
      properties.put("redoubt:deployments", String.join(", ", item.deployments()));
    }
    return properties;
  }
}
