package dev.redoubt.report;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.DeclarationFingerprints;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.result.FindingPlaces;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes SARIF 2.1.0 (OASIS, 2020) that GitHub code scanning accepts: every result has a file and
/// a line, and files are relative to `%SRCROOT%`.
///
/// A violation has the kind `fail`, an unknown verdict the kind `review`; an exempt one is a
/// suppressed `fail`. The result, problems and what was not assessed are notifications of the
/// invocation.
public final class SarifReporter implements AssessmentReporter {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final ReportingTool tool;
  private final boolean includePasses;
  private final FailureThreshold threshold;
  private final Path root;

  /// @param includePasses whether findings with verdict `pass` are listed
  /// @param threshold determines the exit code of the invocation
  /// @param root what relative names of files are relative to: the working directory, as a rule the
  ///   root of a checkout
  public SarifReporter(
      ReportingTool tool, boolean includePasses, FailureThreshold threshold, Path root) {
    this.tool = tool;
    this.includePasses = includePasses;
    this.threshold = threshold;
    this.root = root;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    List<ControlDescription> rules = rules(assessment);
    Map<String, Integer> ruleIndex = new HashMap<>();
    for (ControlDescription rule : rules) {
      ruleIndex.put(rule.id(), ruleIndex.size());
    }
    SarifLocations locations = new SarifLocations(assessment, root);
    DeclarationFingerprints fingerprints = new DeclarationFingerprints(assessment, locations::uri);
    ObjectValue run =
        ObjectValue.builder()
            .put("tool", toolNode(rules))
            .put("automationDetails", ObjectValue.builder().put("id", runId(assessment)).build())
            .put(
                "invocations",
                ArrayValue.of(List.of(SarifInvocation.of(assessment, threshold, locations))))
            .put("columnKind", "utf16CodeUnits")
            .put(
                "results",
                JsonNodes.array(
                    assessment.findings().stream()
                        .filter(each -> includePasses || each.verdict() != Verdict.PASS)
                        .sorted(FindingWording.WORST_FIRST),
                    finding -> result(finding, ruleIndex, assessment, locations, fingerprints)))
            .put(
                "properties",
                ObjectValue.builder()
                    .put("result", JsonResult.of(AssessmentResult.of(assessment, threshold)))
                    .build())
            .build();
    ObjectValue log =
        ObjectValue.builder()
            .put("$schema", SCHEMA)
            .put("version", "2.1.0")
            .put("runs", ArrayValue.of(List.of(run)))
            .build();
    out.append(JsonWriter.pretty(log)).append('\n');
  }

  /// The category of the run: `redoubt-assess/NAME/`, with the environment if one was selected.
  /// Code scanning compares runs of the same category; the part after the last slash would name one
  /// run, and is empty, so that equal inputs give equal reports.
  private static String runId(Assessment assessment) {
    String environment =
        assessment.deployments().stream()
            .map(Assessment.Deployment::environment)
            .filter(Objects::nonNull)
            .findFirst()
            .map(name -> name + "/")
            .orElse("");
    return "redoubt-assess/" + assessment.name().replace('/', '-') + "/" + environment;
  }

  /// All controls that were evaluated or that have a finding.
  private static List<ControlDescription> rules(Assessment assessment) {
    Map<String, ControlDescription> rules = new java.util.TreeMap<>();
    Stream.concat(
            assessment.controls().stream(), assessment.findings().stream().map(Finding::control))
        .forEach(control -> rules.putIfAbsent(control.id(), control));
    return List.copyOf(rules.values());
  }

  private ObjectValue toolNode(List<ControlDescription> rules) {
    ObjectValue.Builder driver =
        ObjectValue.builder()
            .put("name", tool.name())
            .put("version", tool.version())
            .put("semanticVersion", tool.version())
            .put("rules", JsonNodes.array(rules.stream(), rule -> SarifRules.rule(rule, tool)));
    if (tool.hasDocumentation()) {
      driver.put("informationUri", tool.documentation());
    }
    return ObjectValue.builder().put("driver", driver.build()).build();
  }

  private static ObjectValue result(
      Finding finding,
      Map<String, Integer> ruleIndex,
      Assessment assessment,
      SarifLocations locations,
      DeclarationFingerprints fingerprints) {
    ControlDescription control = finding.control();
    Origin place = FindingPlaces.of(finding);
    Origin callSite = FindingPlaces.callSite(assessment, finding);
    ObjectValue.Builder node =
        ObjectValue.builder()
            .put("ruleId", control.id())
            .put("ruleIndex", NumberValue.of(ruleIndex.getOrDefault(control.id(), -1)))
            .put("kind", kind(finding.verdict()))
            .put("level", level(finding))
            .put("message", message(text(finding)))
            .put(
                "locations",
                ArrayValue.of(
                    List.of(locations.of(callSite == null ? place : callSite, finding.resource()))))
            .put(
                "partialFingerprints",
                ObjectValue.builder()
                    .put("redoubtFinding/v1", finding.id())
                    .put("redoubtDeclaration/v1", fingerprints.of(finding))
                    .build());
    if (callSite != null) {
      node.put("relatedLocations", ArrayValue.of(List.of(locations.physical(place))));
    }
    ObjectValue properties = properties(finding, assessment);
    if (!properties.equals(ObjectValue.EMPTY)) {
      node.put("properties", properties);
    }
    if (finding.verdict() == Verdict.EXEMPT) {
      node.put("suppressions", ArrayValue.of(List.of(suppression(finding, locations))));
    }
    if (finding.annotations().baseline() != null) {
      node.put("baselineState", FindingWording.isNew(finding) ? "new" : "unchanged");
    }
    Fix fix = finding.annotations().fix();
    if (fix != null && !fix.edits().isEmpty()) {
      node.put(
          "fixes",
          ArrayValue.of(
              List.of(
                  ObjectValue.builder()
                      .put("description", message(fix.title()))
                      .put("artifactChanges", locations.changes(fix.edits()))
                      .build())));
    }
    return node.build();
  }

  /// The deployments, if there are several, and who lowered the severity.
  private static ObjectValue properties(Finding finding, Assessment assessment) {
    ObjectValue.Builder node = ObjectValue.builder();
    if (assessment.deployments().size() > 1) {
      node.put("deployments", JsonNodes.texts(finding.deployments()));
    }
    SeverityChange lowered = FindingWording.lowered(finding, assessment);
    if (lowered != null) {
      node.put("loweredSeverity", FindingWording.change(lowered));
    }
    return node.build();
  }

  /// An exemption in a template is in the source; one of the configuration is external.
  private static ObjectValue suppression(Finding finding, SarifLocations locations) {
    Exemption exemption = finding.annotations().exemption();
    ObjectValue.Builder node =
        ObjectValue.builder()
            .put(
                "kind",
                exemption != null && isInSource(exemption, locations) ? "inSource" : "external")
            .put("status", "accepted")
            .put(
                "justification",
                exemption == null ? finding.reason().text() : FindingWording.exemption(exemption));
    if (exemption != null && exemption.origin().isWritten()) {
      node.put(
          "location",
          ObjectValue.builder()
              .put(
                  "physicalLocation",
                  Objects.requireNonNull(
                      locations.physical(exemption.origin()).get("physicalLocation")))
              .build());
    }
    return node.build();
  }

  private static boolean isInSource(Exemption exemption, SarifLocations locations) {
    String file = locations.file(exemption.origin());
    return exemption.origin().isWritten() && !file.endsWith(".yaml") && !file.endsWith(".yml");
  }

  private static String kind(Verdict verdict) {
    return switch (verdict) {
      case FAIL, EXEMPT -> "fail";
      case UNKNOWN -> "review";
      case PASS -> "pass";
    };
  }

  /// SARIF 3.27.10: a result that is not of kind `fail` has the level `none`.
  private static String level(Finding finding) {
    return switch (finding.verdict()) {
      case FAIL, EXEMPT -> SarifRules.level(finding.control().severity());
      case UNKNOWN, PASS -> "none";
    };
  }

  private static String text(Finding finding) {
    String why = FindingWording.message(finding);
    return switch (finding.verdict()) {
      case FAIL -> why + ". Fix: " + FindingWording.fix(finding);
      case UNKNOWN -> "unknown before deployment; " + why;
      case PASS ->
          finding.annotations().conditions().isEmpty()
              ? why
              : why
                  + "; conditional on "
                  + finding.annotations().conditions().stream()
                      .map(FindingWording::fact)
                      .collect(Collectors.joining(", "));
      case EXEMPT -> why;
    };
  }

  /// Square brackets are links in SARIF messages (3.11.6) and must be escaped in expressions.
  static ObjectValue message(String text) {
    String escaped = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
    return ObjectValue.builder().put("text", escaped).build();
  }
}
