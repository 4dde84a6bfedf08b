package dev.redoubt.engine;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.DeclarationFingerprints;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Finding.BaselineState;
import dev.redoubt.findings.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The violations and unknown verdicts of an earlier assessment, in a JSON file that can be
/// committed: keyed by fingerprints that do not depend on values of parameters, in a stable order.
public final class FindingBaseline {

  private static final String VERSION = "1";

  /// The last segments of the types that grant access. Who accepted one grant has not accepted
  /// another to a different principal, scope or address, so every change of one is new.
  private static final Set<String> GRANTS =
      Set.of(
          "accesspolicies",
          "authorizationrules",
          "federatedidentitycredentials",
          "firewallrules",
          "roleassignments",
          "roledefinitions",
          "sqlroleassignments",
          "sqlroledefinitions",
          "virtualnetworkrules");

  /// A finding of the baseline.
  ///
  /// @param details a digest of why and when it applies
  /// @param deployments the files of the deployments that have it
  private record Entry(
      String fingerprint,
      String control,
      Verdict verdict,
      String details,
      List<String> deployments) {

    /// Whether a finding with the same fingerprint adds nothing to this one.
    boolean covers(Finding finding, List<String> itsDeployments) {
      if (!deployments.containsAll(itsDeployments)) {
        return false;
      }
      return finding.verdict() == verdict
          ? details.equals(digest(finding))
          : finding.verdict() == Verdict.UNKNOWN;
    }
  }

  private final Map<String, Entry> entries;

  private FindingBaseline(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /// The result of reading a baseline.
  public sealed interface Reading {

    /// The baseline.
    record Read(FindingBaseline baseline) implements Reading {}

    /// The file is not a baseline.
    ///
    /// @param message the reason, with its location
    record Invalid(String message) implements Reading {}
  }

  /// Reads a file completely; a baseline that is damaged in part is invalid, because what is
  /// missing from it would be new.
  public static Reading read(Path file) {
    SourceFiles files = new SourceFiles();
    List<Problem> problems = new ArrayList<>();
    Value json = new JsonReader(files, problems).read(file, file.toString());
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (problems.isEmpty()) {
      read(json, entries, problems, files.whole(file.toString()));
    }
    if (problems.isEmpty()) {
      return new Reading.Read(new FindingBaseline(entries));
    }
    Problem first = problems.getFirst();
    return new Reading.Invalid(files.locate(first.origin()).withColumn() + ": " + first.message());
  }

  private static void read(
      @Nullable Value json, Map<String, Entry> entries, List<Problem> problems, Origin whole) {
    if (!(json instanceof ObjectValue top)
        || !VERSION.equals(top.text("schemaVersion"))
        || top.array("findings") == null) {
      problems.add(
          Problem.error(
              "not a baseline; expected an object with `schemaVersion` \""
                  + VERSION
                  + "\" and `findings`",
              json == null ? whole : json.origin()));
      return;
    }
    ArrayValue findings = top.array("findings");
    for (Value each : findings == null ? ArrayValue.EMPTY : findings) {
      Entry entry = each instanceof ObjectValue object ? entry(object) : null;
      if (entry == null || entries.putIfAbsent(entry.fingerprint(), entry) != null) {
        problems.add(
            Problem.error(
                "not a finding of a baseline; expected a `fingerprint` that no other has, a"
                    + " `control`, the `verdict` \"fail\" or \"unknown\", `details` and"
                    + " `deployments`",
                each.origin()));
      }
    }
  }

  private static @Nullable Entry entry(ObjectValue object) {
    String fingerprint = object.text("fingerprint");
    String control = object.text("control");
    String word = object.text("verdict");
    String details = object.text("details");
    ArrayValue deployments = object.array("deployments");
    for (Verdict verdict : List.of(Verdict.FAIL, Verdict.UNKNOWN)) {
      if (fingerprint != null
          && control != null
          && details != null
          && deployments != null
          && verdict.word().equals(word)) {
        List<String> names = new ArrayList<>();
        deployments.forEach(each -> names.add(JsonWriter.asText(each)));
        return new Entry(fingerprint, control, verdict, details, List.copyOf(names));
      }
    }
    return null;
  }

  private static String digest(Finding finding) {
    Finding.Condition condition = finding.when();
    String when = condition == null ? "always" : "if " + condition.text();
    return DeclarationFingerprints.hash(when + "\n" + finding.reason().tree());
  }

  /// The fingerprint of a finding, and of a grant also a digest of whom and what it concerns.
  private static String fingerprint(DeclarationFingerprints fingerprints, Finding finding) {
    Resource resource = finding.resource();
    String fingerprint = fingerprints.of(finding);
    return GRANTS.contains(PropertyName.folded(resource.type().segments().getLast()))
        ? fingerprint
            + "/"
            + DeclarationFingerprints.hash(
                resource.key().scope() + "\n" + ExpressionPrinter.of(resource.body()))
        : fingerprint;
  }

  /// The files of the deployments of a finding; their ids may depend on the working directory.
  private static List<String> deployments(
      Assessment assessment, Finding finding, UnaryOperator<String> naming) {
    return assessment.deployments().stream()
        .filter(deployment -> finding.deployments().contains(deployment.id()))
        .map(
            deployment ->
                Stream.concat(deployment.entryPoints().stream(), deployment.parameters().stream())
                    .map(naming)
                    .collect(Collectors.joining(" + ")))
        .distinct()
        .sorted()
        .toList();
  }

  /// The assessment, in which each violation and unknown verdict is new or unchanged. It is new if
  /// an unknown verdict has become a violation, if the reason has changed, or if a deployment has
  /// it that did not.
  ///
  /// @param file the file of the baseline
  public Assessment compared(Assessment assessment, Path file) {
    UnaryOperator<String> naming = relativeTo(file);
    DeclarationFingerprints fingerprints = new DeclarationFingerprints(assessment, naming, true);
    List<Finding> findings = new ArrayList<>();
    Set<String> present = new HashSet<>();
    int unchanged = 0;
    for (Finding finding : assessment.findings()) {
      String fingerprint = fingerprint(fingerprints, finding);
      if (finding.verdict() != Verdict.PASS) {
        present.add(fingerprint);
      }
      if (!isOpen(finding)) {
        findings.add(finding);
        continue;
      }
      Entry entry = entries.get(fingerprint);
      boolean isKnown =
          entry != null && entry.covers(finding, deployments(assessment, finding, naming));
      unchanged += isKnown ? 1 : 0;
      findings.add(
          finding.withAnnotations(
              finding
                  .annotations()
                  .withBaseline(isKnown ? BaselineState.UNCHANGED : BaselineState.NEW)));
    }
    Set<String> evaluated =
        assessment.controls().stream().map(ControlDescription::id).collect(Collectors.toSet());
    int absent =
        (int)
            entries.values().stream()
                .filter(entry -> evaluated.contains(entry.control()))
                .filter(entry -> !present.contains(entry.fingerprint()))
                .count();
    Assessment.Baseline baseline = new Assessment.Baseline(shown(file), unchanged, absent);
    return assessment
        .withFindings(findings)
        .withSettings(assessment.settings().withBaseline(baseline));
  }

  /// The text of a baseline with the violations and unknown verdicts of an assessment.
  ///
  /// @param file the file that it is for
  public static String text(Assessment assessment, Path file) {
    UnaryOperator<String> naming = relativeTo(file);
    DeclarationFingerprints fingerprints = new DeclarationFingerprints(assessment, naming, true);
    List<Finding> open =
        assessment.findings().stream()
            .filter(FindingBaseline::isOpen)
            .sorted(
                Comparator.<Finding, String>comparing(finding -> finding.control().id())
                    .thenComparing(finding -> fingerprint(fingerprints, finding)))
            .toList();
    List<Value> findings = new ArrayList<>();
    for (Finding finding : open) {
      SourceLocation place = assessment.files().locate(finding.resource().origin());
      DeclarationSite site = finding.resource().site();
      findings.add(
          ObjectValue.builder()
              .put("fingerprint", fingerprint(fingerprints, finding))
              .put("control", finding.control().id())
              .put("verdict", finding.verdict().word())
              .put("details", digest(finding))
              .put(
                  "deployments",
                  ArrayValue.of(
                      deployments(assessment, finding, naming).stream()
                          .map(StringValue::of)
                          .toList()))
              .put("type", finding.resource().type().toString())
              .put("file", naming.apply(place.file()))
              .put("symbol", site == null ? "" : site.symbol())
              .build());
    }
    ObjectValue baseline =
        ObjectValue.builder()
            .put("schemaVersion", VERSION)
            .put("findings", ArrayValue.of(findings))
            .build();
    return JsonWriter.pretty(baseline) + "\n";
  }

  private static boolean isOpen(Finding finding) {
    return finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.UNKNOWN;
  }

  /// Paths relative to the folder of the baseline, so that they do not depend on the working
  /// directory.
  private static UnaryOperator<String> relativeTo(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return name -> {
      try {
        Path path = Path.of(name).toAbsolutePath().normalize();
        return (parent == null ? path : parent.relativize(path)).toString().replace('\\', '/');
      } catch (IllegalArgumentException _) {
        return name; // another drive, or standard input
      }
    };
  }

  private static String shown(Path file) {
    return file.toString().replace('\\', '/');
  }
}
