package dev.redoubt.engine;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.SourceLocation;
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
import org.jspecify.annotations.Nullable;

/// The violations and unknown verdicts of an earlier assessment, in a JSON file that can be
/// committed: keyed by fingerprints that do not depend on values of parameters, in a stable order.
public final class FindingBaseline {

  private static final String VERSION = "1";

  /// A finding of the baseline.
  private record Entry(String fingerprint, String control, Verdict verdict) {}

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
                    + " `control`, and the `verdict` \"fail\" or \"unknown\"",
                each.origin()));
      }
    }
  }

  private static @Nullable Entry entry(ObjectValue object) {
    String fingerprint = object.text("fingerprint");
    String control = object.text("control");
    String word = object.text("verdict");
    for (Verdict verdict : List.of(Verdict.FAIL, Verdict.UNKNOWN)) {
      if (fingerprint != null && control != null && verdict.word().equals(word)) {
        return new Entry(fingerprint, control, verdict);
      }
    }
    return null;
  }

  /// The assessment, in which each violation and unknown verdict is new or unchanged. An unknown
  /// verdict that has become a violation is new.
  ///
  /// @param file the file of the baseline
  public Assessment compared(Assessment assessment, Path file) {
    DeclarationFingerprints fingerprints =
        new DeclarationFingerprints(assessment, relativeTo(file));
    List<Finding> findings = new ArrayList<>();
    Set<String> present = new HashSet<>();
    int unchanged = 0;
    for (Finding finding : assessment.findings()) {
      String fingerprint = fingerprints.of(finding);
      if (finding.verdict() != Verdict.PASS) {
        present.add(fingerprint);
      }
      if (!isOpen(finding)) {
        findings.add(finding);
        continue;
      }
      Entry entry = entries.get(fingerprint);
      boolean isKnown =
          entry != null
              && (finding.verdict() == Verdict.UNKNOWN || entry.verdict() == Verdict.FAIL);
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
        .withSettings(new Assessment.Settings(assessment.settings().platform(), baseline));
  }

  /// The text of a baseline with the violations and unknown verdicts of an assessment.
  ///
  /// @param file the file that it is for
  public static String text(Assessment assessment, Path file) {
    UnaryOperator<String> naming = relativeTo(file);
    DeclarationFingerprints fingerprints = new DeclarationFingerprints(assessment, naming);
    List<Finding> open =
        assessment.findings().stream()
            .filter(FindingBaseline::isOpen)
            .sorted(
                Comparator.<Finding, String>comparing(finding -> finding.control().id())
                    .thenComparing(fingerprints::of))
            .toList();
    List<Value> findings = new ArrayList<>();
    for (Finding finding : open) {
      SourceLocation place = assessment.files().locate(finding.resource().origin());
      DeclarationSite site = finding.resource().site();
      findings.add(
          ObjectValue.builder()
              .put("fingerprint", fingerprints.of(finding))
              .put("control", finding.control().id())
              .put("verdict", finding.verdict().word())
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
