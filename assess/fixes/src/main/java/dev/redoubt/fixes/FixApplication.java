package dev.redoubt.fixes;

import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepParser;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import dev.redoubt.fixes.edit.EditedText;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.edit.UnifiedDiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Applies the safe fixes of an assessment to its Bicep files, and checks the result by a second
/// assessment. A fix stays only if its finding is gone and nothing else got worse.
public final class FixApplication {

  private final AssessedFiles files;
  private final Supplier<@Nullable Assessment> again;

  /// @param again assesses the same paths once more, with fixes; null if nothing can be read
  public FixApplication(AssessedFiles files, Supplier<@Nullable Assessment> again) {
    this.files = files;
    this.again = again;
  }

  /// What was done.
  ///
  /// @param assessment the files as they are now; files that cannot be changed are errors in it
  /// @param applied the findings of the first assessment whose fixes were applied
  /// @param refused why safe fixes were not applied, one sentence each
  public record Result(Assessment assessment, List<Finding> applied, List<String> refused) {
    public Result {
      applied = List.copyOf(applied);
      refused = List.copyOf(refused);
    }
  }

  /// Applies the safe fixes.
  public Result apply(Assessment before) {
    List<String> refused = new ArrayList<>();
    List<Finding> wanted =
        new ArrayList<>(
            before.findings().stream().filter(each -> isSafe(each.annotations().fix())).toList());
    ReadOnlyFiles readOnly = new ReadOnlyFiles(files, before);
    wanted.removeIf(readOnly::prevents);
    Result result = apply(before, wanted, refused);
    return new Result(readOnly.reportedIn(result.assessment()), result.applied(), result.refused());
  }

  private Result apply(Assessment before, List<Finding> wanted, List<String> refused) {
    // the second round is without the fixes that did not resolve their findings in the first
    for (int round = 0; round < 2 && !wanted.isEmpty(); round++) {
      Attempt attempt = new Attempt(before, wanted);
      Assessment after = attempt.write(refused) ? again.get() : null;
      List<Finding> unresolved = after == null ? wanted : unresolved(wanted, after);
      if (after != null && unresolved.isEmpty() && !isWorse(before, after)) {
        return new Result(after, wanted, refused);
      }
      attempt.restore(refused);
      if (unresolved.isEmpty()) {
        refused.add("the safe fixes together would cause other findings or errors");
        break;
      }
      for (Finding finding : unresolved) {
        refused.add(
            "the fix of `%s` for `%s` does not resolve the finding"
                .formatted(finding.control().id(), finding.resource().key().id()));
      }
      wanted.removeAll(unresolved);
    }
    return new Result(before, List.of(), refused);
  }

  private static boolean isSafe(@Nullable Fix fix) {
    return fix != null
        && fix.isSafe()
        && fix.language() == Fix.Language.BICEP
        && !fix.edits().isEmpty();
  }

  private static List<Finding> unresolved(List<Finding> wanted, Assessment after) {
    Set<String> bad = ids(after);
    return wanted.stream().filter(each -> bad.contains(each.id())).toList();
  }

  private static boolean isWorse(Assessment before, Assessment after) {
    Set<String> known = ids(before);
    return !known.containsAll(ids(after)) || errors(after) > errors(before);
  }

  /// The findings that are neither passes nor exempt.
  private static Set<String> ids(Assessment assessment) {
    Set<String> ids = new HashSet<>();
    for (Finding finding : assessment.findings()) {
      if (finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.UNKNOWN) {
        ids.add(finding.id());
      }
    }
    return ids;
  }

  private static long errors(Assessment assessment) {
    return assessment.problems().stream()
        .filter(each -> each.severity() == Problem.Severity.ERROR)
        .count();
  }

  /// The fixes that are left.
  ///
  /// @param diff the difference that they would make, in the unified format; empty if there is none
  /// @param decisions what a person decides before the next deployment, one phrase each
  /// @param missing the violations that the difference does not fix, one sentence each
  public record Rest(String diff, List<String> decisions, List<String> missing) {
    public Rest {
      decisions = List.copyOf(decisions);
      missing = List.copyOf(missing);
    }
  }

  /// The fixes of the violations of an assessment. Where two fixes want different changes, the
  /// first one is shown.
  public Rest rest(Assessment assessment) {
    StringBuilder diff = new StringBuilder();
    Set<TextEdit> skipped = new HashSet<>();
    Map<String, List<TextEdit>> byFile = byFile(assessment, assessment.findings());
    byFile.forEach(
        (file, edits) -> {
          String text = files.read(file);
          if (text != null) {
            EditedText edited = EditedText.of(text, edits);
            skipped.addAll(edited.skipped());
            diff.append(UnifiedDiff.of(file, text, edited.text()));
          }
        });
    List<String> missing = new ArrayList<>();
    Set<String> decisions = new TreeSet<>();
    for (Finding finding : assessment.findings()) {
      Fix fix = finding.annotations().fix();
      if (fix != null && !fix.edits().isEmpty()) {
        decisions.addAll(fix.decisions());
      }
      if (finding.verdict() == Verdict.FAIL) {
        String why = missing(assessment, finding, skipped);
        if (why != null) {
          String id = finding.resource().key().id();
          missing.add(
              "`%s` for `%s`: %s"
                  .formatted(finding.control().id(), id.substring(id.lastIndexOf('/') + 1), why));
        }
      }
    }
    return new Rest(diff.toString(), List.copyOf(decisions), missing.stream().distinct().toList());
  }

  private @Nullable String missing(Assessment assessment, Finding finding, Set<TextEdit> skipped) {
    Fix fix = finding.annotations().fix();
    if (fix == null) {
      return finding.control().remediation().summary();
    }
    if (fix.edits().isEmpty()) {
      return fix.title();
    }
    boolean isSkipped =
        byFile(assessment, List.of(finding)).values().stream()
            .anyMatch(edits -> edits.stream().anyMatch(skipped::contains));
    return isSkipped ? "its change overlaps that of another fix; run `--fix` again" : null;
  }

  private Map<String, List<TextEdit>> byFile(Assessment assessment, List<Finding> findings) {
    Map<String, List<TextEdit>> byFile = new TreeMap<>();
    Map<String, @Nullable SourceText> texts = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Fix fix = finding.annotations().fix();
      for (Fix.Edit edit : fix == null ? List.<Fix.Edit>of() : fix.edits()) {
        String file = assessment.files().locate(edit.start()).file();
        SourceText text =
            texts.computeIfAbsent(
                file,
                name -> {
                  String read = files.read(name);
                  return read == null ? null : new SourceText(name, edit.start().file(), read);
                });
        if (text != null) {
          byFile
              .computeIfAbsent(file, _ -> new ArrayList<>())
              .add(
                  new TextEdit(
                      file,
                      text.index(edit.start()),
                      text.index(edit.end()),
                      edit.replacement(),
                      ""));
        }
      }
    }
    return byFile;
  }

  /// One attempt to write fixes.
  private final class Attempt {

    private final Map<String, String> before = new LinkedHashMap<>();
    private final Map<String, String> after = new LinkedHashMap<>();

    Attempt(Assessment assessment, List<Finding> wanted) {
      byFile(assessment, wanted)
          .forEach(
              (file, edits) -> {
                String text = files.read(file);
                String changed = text == null ? null : EditedText.of(text, edits).text();
                if (text != null && changed != null && isValid(file, changed)) {
                  before.put(file, text);
                  after.put(file, changed);
                }
              });
    }

    private static boolean isValid(String file, String text) {
      List<Problem> problems = new ArrayList<>();
      boolean parameters = file.endsWith(".bicepparam");
      BicepFile.Kind kind = parameters ? BicepFile.Kind.PARAMETERS : BicepFile.Kind.TEMPLATE;
      BicepParser.parse(text, kind, 1, problems);
      return problems.stream().noneMatch(each -> each.severity() == Problem.Severity.ERROR);
    }

    /// Whether all files were written.
    boolean write(List<String> refused) {
      return write(after, refused);
    }

    void restore(List<String> refused) {
      write(before, refused);
    }

    private boolean write(Map<String, String> texts, List<String> refused) {
      boolean written = true;
      for (Map.Entry<String, String> each : texts.entrySet()) {
        try {
          files.write(each.getKey(), each.getValue());
        } catch (IOException e) {
          refused.add("`%s` cannot be written: %s".formatted(each.getKey(), e.getMessage()));
          written = false;
        }
      }
      return written;
    }
  }
}
