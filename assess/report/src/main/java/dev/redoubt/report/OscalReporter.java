package dev.redoubt.report;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentGaps;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.result.FindingPlaces;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.findings.result.LoweredSeverities;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes assessment results of OSCAL 1.1.2: an observation per control and resource, and a finding
/// per control.
///
/// A control is satisfied only if it passes for every resource that it applies to: an unknown or
/// exempt verdict is not satisfied, and its reason says so. Controls are those of the component
/// definition that `redoubt controls list --format oscal` prints.
public final class OscalReporter implements AssessmentReporter {

  private final ReportingTool tool;
  private final FailureThreshold threshold;
  private final Instant now;

  /// @param threshold determines the result
  /// @param now when the assessment was made
  public OscalReporter(ReportingTool tool, FailureThreshold threshold, Instant now) {
    this.tool = tool;
    this.threshold = threshold;
    this.now = now;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    String plan = Oscal.uuid("plan", assessment.name());
    ObjectValue results =
        ObjectValue.builder()
            .put("uuid", Oscal.uuid("results", assessment.name(), Oscal.time(now)))
            .put(
                "metadata", Oscal.metadata("Redoubt assessment of " + assessment.name(), tool, now))
            .put("import-ap", ObjectValue.builder().put("href", "#" + plan).build())
            .put("results", Oscal.one(result(assessment)))
            .put("back-matter", backMatter(plan))
            .build();
    ObjectValue root = ObjectValue.builder().put("assessment-results", results).build();
    out.append(JsonWriter.pretty(root)).append('\n');
  }

  /// There is no assessment plan; the reference that OSCAL requires leads to this explanation.
  private static ObjectValue backMatter(String plan) {
    ObjectValue resource =
        ObjectValue.builder()
            .put("uuid", plan)
            .put("title", "No assessment plan")
            .put(
                "description",
                "The assessment was run by `redoubt assess` without an OSCAL assessment plan. It"
                    + " evaluates all controls of the catalog for which the templates declare"
                    + " resources.")
            .build();
    return ObjectValue.builder().put("resources", Oscal.one(resource)).build();
  }

  private ObjectValue result(Assessment assessment) {
    Map<String, List<Finding>> byControl = new TreeMap<>();
    assessment
        .findings()
        .forEach(
            finding ->
                byControl
                    .computeIfAbsent(finding.control().id(), _ -> new ArrayList<>())
                    .add(finding));
    ObjectValue.Builder node =
        ObjectValue.builder()
            .put("uuid", Oscal.uuid("result", assessment.name(), Oscal.time(now)))
            .put("title", Oscal.line("Assessment of " + assessment.name()))
            .put("description", description(assessment))
            .put("start", Oscal.time(now))
            .put("end", Oscal.time(now))
            .put("props", properties(assessment));
    Map<String, Value> items = items(assessment);
    if (!items.isEmpty()) {
      node.put(
          "local-definitions",
          ObjectValue.builder()
              .put("inventory-items", ArrayValue.of(List.copyOf(items.values())))
              .build());
    }
    node.put("reviewed-controls", reviewed(byControl.keySet().stream().toList()));
    boolean isWhole = AssessmentGaps.of(assessment).isEmpty();
    if (!assessment.findings().isEmpty()) {
      node.put(
          "observations",
          JsonNodes.array(
              assessment.findings().stream(), finding -> observation(finding, assessment)));
      node.put(
          "findings",
          JsonNodes.array(
              byControl.values().stream(), findings -> controlFinding(findings, isWhole)));
    }
    return node.build();
  }

  /// The result, and who answers for lower severities.
  private ArrayValue properties(Assessment assessment) {
    AssessmentResult result = AssessmentResult.of(assessment, threshold);
    List<Value> properties = new ArrayList<>();
    properties.add(Oscal.property("result", result.state().word()));
    properties.add(Oscal.property("result-basis", result.basis()));
    for (SeverityChange change : LoweredSeverities.of(assessment).keySet()) {
      properties.add(
          Oscal.property(
              "lowered-severity", change.control() + ": " + FindingWording.change(change)));
    }
    return ArrayValue.of(properties);
  }

  private static String description(Assessment assessment) {
    StringBuilder text =
        new StringBuilder("Templates as they would be deployed, before deployment.");
    List<AssessmentGaps.Gap> gaps = AssessmentGaps.of(assessment);
    if (!gaps.isEmpty()) {
      text.append(" The assessment is incomplete:");
      gaps.forEach(
          gap -> text.append(' ').append(gap.name()).append(": ").append(gap.text()).append('.'));
    }
    assessment.assumptions().forEach(each -> text.append(" Assumption: ").append(each).append('.'));
    return Oscal.line(text.toString());
  }

  private static Map<String, Value> items(Assessment assessment) {
    Map<String, Value> items = new LinkedHashMap<>();
    for (Finding finding : assessment.findings()) {
      items.computeIfAbsent(
          subject(finding),
          uuid ->
              ObjectValue.builder()
                  .put("uuid", uuid)
                  .put("description", Oscal.line(FindingWording.resourceWithSymbol(finding)))
                  .put(
                      "props",
                      ArrayValue.of(
                          List.of(
                              Oscal.property("resource-type", finding.resource().type().toString()),
                              Oscal.property("resource-id", finding.resource().key().id()))))
                  .build());
    }
    return items;
  }

  private static String subject(Finding finding) {
    return Oscal.uuid("resource", finding.resource().key().id());
  }

  private static ObjectValue reviewed(List<String> controls) {
    ObjectValue.Builder selection = ObjectValue.builder();
    if (controls.isEmpty()) {
      // the model requires a selection
      selection.put(
          "description",
          "All controls were evaluated, and none applies to anything that was read: there is no"
              + " result.");
      selection.put("include-all", ObjectValue.EMPTY);
    } else {
      selection.put(
          "include-controls",
          JsonNodes.array(
              controls.stream(),
              id -> ObjectValue.builder().put("control-id", Oscal.token(id)).build()));
    }
    return ObjectValue.builder().put("control-selections", Oscal.one(selection.build())).build();
  }

  private ObjectValue observation(Finding finding, Assessment assessment) {
    List<Value> properties = new ArrayList<>();
    properties.add(Oscal.property("verdict", finding.verdict().word()));
    properties.add(Oscal.property("control", finding.control().id()));
    properties.add(Oscal.property("severity", finding.control().severity().word()));
    SeverityChange lowered = FindingWording.lowered(finding, assessment);
    if (lowered != null) {
      properties.add(Oscal.property("lowered-severity", FindingWording.change(lowered)));
    }
    finding.deployments().forEach(id -> properties.add(Oscal.property("deployment", id)));
    Exemption exemption = finding.annotations().exemption();
    if (exemption != null) {
      properties.add(Oscal.property("exemption", FindingWording.exemption(exemption)));
    }
    for (PlatformFact fact : finding.annotations().conditions()) {
      properties.add(Oscal.property("condition", FindingWording.fact(fact)));
    }
    if (finding.annotations().baseline() != null) {
      properties.add(
          Oscal.property("baseline", FindingWording.isNew(finding) ? "new" : "unchanged"));
    }
    String place = assessment.files().locate(FindingPlaces.shown(assessment, finding)).withColumn();
    return ObjectValue.builder()
        .put("uuid", observationId(finding))
        .put("title", Oscal.line(finding.control().title()))
        .put("description", Oscal.line(FindingWording.message(finding)))
        .put("props", ArrayValue.of(properties))
        .put("methods", Oscal.words("TEST"))
        .put("types", Oscal.words("finding"))
        .put(
            "subjects",
            Oscal.one(
                ObjectValue.builder()
                    .put("subject-uuid", subject(finding))
                    .put("type", "inventory-item")
                    .build()))
        .put(
            "relevant-evidence",
            Oscal.one(ObjectValue.builder().put("description", Oscal.line(place)).build()))
        .put("collected", Oscal.time(now))
        .build();
  }

  private static String observationId(Finding finding) {
    return Oscal.uuid("observation", finding.id());
  }

  private static ObjectValue controlFinding(List<Finding> findings, boolean isWhole) {
    ControlDescription control = findings.getFirst().control();
    return ObjectValue.builder()
        .put("uuid", Oscal.uuid("finding", control.id()))
        .put("title", Oscal.line(control.title()))
        .put("description", Oscal.line(control.description()))
        .put(
            "target",
            ObjectValue.builder()
                .put("type", "objective-id")
                .put("target-id", Oscal.token(control.id()))
                .put("status", status(findings, isWhole))
                .build())
        .put(
            "related-observations",
            JsonNodes.array(
                findings.stream(),
                finding ->
                    ObjectValue.builder().put("observation-uuid", observationId(finding)).build()))
        .build();
  }

  private static ObjectValue status(List<Finding> findings, boolean isWhole) {
    long fail = count(findings, Verdict.FAIL);
    long unknown = count(findings, Verdict.UNKNOWN);
    long exempt = count(findings, Verdict.EXEMPT);
    long pass = count(findings, Verdict.PASS);
    long conditional = findings.stream().filter(Finding::isOnCondition).count();
    // what is only declared is no evidence; a part that was not assessed may violate the control
    boolean isSatisfied = isWhole && fail + unknown + exempt + conditional == 0 && pass > 0;
    return ObjectValue.builder()
        .put("state", isSatisfied ? "satisfied" : "not-satisfied")
        .put("reason", isSatisfied ? "pass" : fail > 0 ? "fail" : "other")
        .put(
            "remarks",
            "%d violated, %d unknown, %d exempt, %d passed%s%s"
                .formatted(
                    fail,
                    unknown,
                    exempt,
                    pass,
                    conditional == 0
                        ? ""
                        : ", of which " + conditional + " only because of declared platform facts",
                    isWhole ? "" : "; a part of the workload was not assessed"))
        .build();
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(each -> each.verdict() == verdict).count();
  }
}
