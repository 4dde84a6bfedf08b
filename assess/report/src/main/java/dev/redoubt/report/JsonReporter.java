package dev.redoubt.report;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Deployment;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.result.FindingPlaces;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.findings.result.SecurityPosture;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/// Writes the machine-readable report of `assess --format json`, version 1. The schema is
/// `docs/schemas/assessment-v1.schema.json`; fields may be added to version 1, but are never
/// changed or removed.
public final class JsonReporter implements AssessmentReporter {

  /// The value of `schemaVersion`.
  public static final int SCHEMA_VERSION = 1;

  private final ReportingTool tool;
  private final boolean includePasses;
  private final FailureThreshold threshold;

  /// @param includePasses whether findings with verdict `pass` are listed; the posture counts them
  ///   in any case
  /// @param threshold determines the result
  public JsonReporter(ReportingTool tool, boolean includePasses, FailureThreshold threshold) {
    this.tool = tool;
    this.includePasses = includePasses;
    this.threshold = threshold;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    out.append(JsonWriter.pretty(root(assessment))).append('\n');
  }

  private ObjectValue root(Assessment assessment) {
    ObjectValue.Builder root = ObjectValue.builder();
    fields(root, assessment);
    JsonAnnotations.add(root, assessment);
    return root.build();
  }

  private void fields(ObjectValue.Builder root, Assessment assessment) {
    root.put("schemaVersion", NumberValue.of(SCHEMA_VERSION))
        .put(
            "tool",
            ObjectValue.builder().put("name", tool.name()).put("version", tool.version()).build())
        .put("name", assessment.name())
        .put(
            "inputs",
            JsonNodes.array(
                assessment.inputs().stream(),
                input ->
                    ObjectValue.builder()
                        .put("path", input.path())
                        .put("kind", input.kind())
                        .put("role", input.role().word())
                        .put("why", input.reason())
                        .build()))
        .put(
            "deployments",
            JsonNodes.array(assessment.deployments().stream(), JsonReporter::deployment))
        .put("resources", NumberValue.of(assessment.resourceCount()))
        .put("result", JsonResult.of(AssessmentResult.of(assessment, threshold)))
        .put("posture", posture(SecurityPosture.of(assessment)))
        .put("practices", JsonNodes.array(assessment.practices().stream(), JsonReporter::practice))
        .put(
            "findings",
            JsonNodes.array(
                assessment.findings().stream()
                    .filter(each -> includePasses || each.verdict() != Verdict.PASS)
                    .sorted(FindingWording.WORST_FIRST),
                finding -> finding(finding, assessment)))
        .put("unknowns", JsonNodes.array(assessment.unknowns().stream(), JsonReporter::unknown))
        .put("paths", ArrayValue.EMPTY)
        .put("fixes", ArrayValue.EMPTY)
        .put("assumptions", JsonNodes.texts(assessment.assumptions()))
        .put(
            "problems",
            JsonNodes.array(
                assessment.problems().stream(), problem -> problem(problem, assessment)));
  }

  private static ObjectValue posture(SecurityPosture posture) {
    return ObjectValue.builder()
        .put(
            "score",
            posture.score().isPresent()
                ? NumberValue.of(posture.score().getAsInt())
                : NullValue.NULL)
        .put("bySeverity", tallies(posture.bySeverity()))
        .put("byLayer", tallies(posture.byLayer()))
        .build();
  }

  private static ObjectValue tallies(Map<? extends Enum<?>, SecurityPosture.Tally> tallies) {
    ObjectValue.Builder node = ObjectValue.builder();
    tallies.forEach(
        (key, tally) ->
            node.put(
                key.name().toLowerCase(Locale.ROOT),
                ObjectValue.builder()
                    .put("fail", NumberValue.of(tally.fail()))
                    .put("unknown", NumberValue.of(tally.unknown()))
                    .put("exempt", NumberValue.of(tally.exempt()))
                    .put("pass", NumberValue.of(tally.pass()))
                    .build()));
    return node.build();
  }

  private static ObjectValue practice(Practice practice) {
    return ObjectValue.builder()
        .put("number", NumberValue.of(practice.number()))
        .put("title", practice.title())
        .put(
            "state",
            switch (practice.state()) {
              case HOLDS -> "holds";
              case HOLDS_PARTLY -> "holdsPartly";
              case VIOLATED -> "violated";
              case UNKNOWN -> "unknown";
              case NOT_ASSESSED -> "notShown";
            })
        .put("note", practice.note())
        .put(
            "judged",
            JsonNodes.array(
                practice.judged().stream(),
                judged ->
                    ObjectValue.builder()
                        .put("type", judged.type())
                        .put("resources", NumberValue.of(judged.resources()))
                        .put("controls", JsonNodes.texts(judged.controls()))
                        .build()))
        .put(
            "notJudged",
            JsonNodes.array(
                practice.notJudged().stream(),
                part ->
                    ObjectValue.builder()
                        .put("what", part.what())
                        .put("reason", part.reason())
                        .put("items", JsonNodes.texts(part.items()))
                        .build()))
        .build();
  }

  private static ObjectValue deployment(Deployment deployment) {
    ObjectValue.Builder node =
        ObjectValue.builder()
            .put("id", deployment.id())
            .put("entryPoint", deployment.entryPoints().getFirst())
            .put("parameters", JsonNodes.texts(deployment.parameters()))
            .put("environment", JsonNodes.textOrNull(deployment.environment()))
            .put("resources", NumberValue.of(deployment.resources()));
    if (deployment.joined() != null) {
      node.put(
          "joined",
          ObjectValue.builder()
              .put("entryPoints", JsonNodes.texts(deployment.entryPoints()))
              .put("why", deployment.joined())
              .build());
    }
    if (!deployment.context().isEmpty()) {
      node.put(
          "context",
          JsonNodes.array(
              deployment.context().stream(),
              context ->
                  ObjectValue.builder()
                      .put("resource", context.resource())
                      .put("declaredBy", context.declaredBy())
                      .build()));
    }
    return node.build();
  }

  private static Value when(Finding finding) {
    Finding.Condition when = finding.when();
    return when == null
        ? NullValue.NULL
        : ObjectValue.builder()
            .put("condition", when.text())
            .put("resolvedBy", when.resolvedBy())
            .build();
  }

  private static ObjectValue finding(Finding finding, Assessment assessment) {
    ControlDescription control = finding.control();
    ObjectValue node =
        ObjectValue.builder()
            .put("id", finding.id())
            .put("control", control.id())
            .put("title", control.title())
            .put("severity", control.severity().word())
            .put("layer", control.layer().word())
            .put("verdict", finding.verdict().word())
            .put("resource", resource(finding.resource()))
            .put("origin", origin(FindingPlaces.of(finding), assessment))
            .put("reason", FindingWording.why(finding))
            .put("when", when(finding))
            .put("deployments", JsonNodes.texts(finding.deployments()))
            .put(
                "because",
                JsonNodes.array(
                    finding.reason().because().stream(), each -> reason(each, assessment)))
            .put("remediation", remediation(control.remediation()))
            .put("cost", control.cost())
            .put("frameworks", JsonNodes.frameworks(control))
            .build();
    Origin call = FindingPlaces.callSite(assessment, finding);
    ObjectValue annotated = JsonAnnotations.add(node, finding, assessment);
    return call == null ? annotated : annotated.with("callSite", origin(call, assessment));
  }

  private static ObjectValue resource(Resource resource) {
    return ObjectValue.builder()
        .put("id", resource.key().id())
        .put("type", resource.type().toString())
        .put("name", resource.key().namesText())
        .build();
  }

  private static ObjectValue remediation(ControlDescription.Remediation remediation) {
    return ObjectValue.builder()
        .put("summary", remediation.summary())
        .put("bicep", remediation.bicep())
        .put("terraform", remediation.terraform())
        .build();
  }

  private static ObjectValue reason(Reason reason, Assessment assessment) {
    return ObjectValue.builder()
        .put("truth", reason.truth().name().toLowerCase(Locale.ROOT))
        .put("text", reason.text())
        .put("origin", origin(reason.origin(), assessment))
        .put(
            "because", JsonNodes.array(reason.because().stream(), each -> reason(each, assessment)))
        .build();
  }

  private static ObjectValue unknown(UnknownGroup group) {
    ObjectValue.Builder node =
        ObjectValue.builder()
            .put("cause", group.cause().text())
            .put("kind", group.cause().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("resolvedBy", group.cause().resolvedBy())
            .put("findings", JsonNodes.texts(group.findings().stream().map(Finding::id).toList()))
            .put(
                "deployments",
                JsonNodes.texts(
                    group.findings().stream()
                        .flatMap(each -> each.deployments().stream())
                        .distinct()
                        .toList()));
    if (group.isOfUnreachedFile()) {
      node.put("severity", Severity.LOW.word());
    }
    return node.build();
  }

  private static ObjectValue problem(Problem problem, Assessment assessment) {
    return ObjectValue.builder()
        .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
        .put("message", problem.message())
        .put("origin", origin(problem.origin(), assessment))
        .build();
  }

  /// A location in a file, or null without a file; line 0 means the file as a whole.
  static Value origin(Origin origin, Assessment assessment) {
    if (!origin.isWritten()) {
      return NullValue.NULL;
    }
    SourceLocation at = assessment.files().locate(origin);
    return ObjectValue.builder()
        .put("file", at.file())
        .put("line", NumberValue.of(at.line()))
        .put("column", NumberValue.of(at.column()))
        .build();
  }
}
