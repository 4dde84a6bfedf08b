package dev.redoubt.fixes;

import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepParser;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import dev.redoubt.fixes.edit.EditedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Applies the safe fixes of an assessment to its Bicep files, and checks the result by a second
/// assessment. A fix stays only if its finding is gone, and it changes no finding of another
/// control and nothing that is exempt.
public final class FixApplication {

  private static final Set<Verdict> BAD = EnumSet.of(Verdict.FAIL, Verdict.UNKNOWN);

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
    List<Finding> wanted =
        new ArrayList<>(
            before.findings().stream().filter(each -> isSafe(each.annotations().fix())).toList());
    ReadOnlyFiles readOnly = new ReadOnlyFiles(files, before);
    wanted.removeIf(readOnly::prevents);
    Rounds rounds = new Rounds(before);
    rounds.add(wanted);
    List<String> refused = new ArrayList<>(rounds.refused);
    for (Finding finding : before.findings()) {
      Fix fix = finding.annotations().fix();
      if (fix != null && fix.keptBecause() != null) {
        refused.add("%s: %s".formatted(ResourceNames.withControl(finding), fix.keptBecause()));
      }
    }
    return new Result(
        readOnly.reportedIn(rounds.now), rounds.applied, refused.stream().distinct().toList());
  }

  /// Applies fixes, and takes those back that do not what they should.
  private final class Rounds {

    private final Assessment before;
    private final List<Finding> applied = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Assessment now;

    /// The files before the first change; the places of changes are in them.
    private final Map<String, String> originals = new HashMap<>();

    /// The files with the changes that were applied.
    private final Map<String, String> current = new LinkedHashMap<>();

    Rounds(Assessment before) {
      this.before = before;
      this.now = before;
    }

    /// Adds fixes to those that are applied. If something else changes, each half is tried, so that
    /// one bad fix prevents no other.
    void add(List<Finding> wanted) {
      if (wanted.isEmpty()) {
        return;
      }
      List<Finding> all = new ArrayList<>(applied);
      all.addAll(wanted);
      Map<String, String> wantedTexts = texts(all);
      Assessment after = write(wantedTexts) ? again.get() : null;
      List<Finding> unresolved = after == null ? wanted : unresolved(wanted, after);
      if (after != null && unresolved.isEmpty() && changesNothingElse(before, after, all)) {
        applied.addAll(wanted);
        now = after;
        current.putAll(wantedTexts);
        return;
      }
      write(current);
      for (Finding finding : unresolved) {
        refused.add(
            "the fix of %s does not resolve the finding"
                .formatted(ResourceNames.withControl(finding)));
      }
      List<Finding> left = wanted.stream().filter(each -> !unresolved.contains(each)).toList();
      if (left.size() < wanted.size()) {
        add(left);
      } else if (left.size() == 1) {
        refused.add(
            "the fix of %s would change other findings or cause errors"
                .formatted(ResourceNames.withControl(left.getFirst())));
      } else {
        add(left.subList(0, left.size() / 2));
        add(left.subList(left.size() / 2, left.size()));
      }
    }

    private @Nullable String original(String file) {
      String text = originals.containsKey(file) ? originals.get(file) : files.read(file);
      if (text != null) {
        originals.put(file, text);
        current.putIfAbsent(file, text);
      }
      return text;
    }

    /// The files with fixes, as far as they are correct then.
    private Map<String, String> texts(List<Finding> fixed) {
      Map<String, String> texts = new LinkedHashMap<>();
      new FileChanges(before, this::original)
          .of(fixed)
          .forEach(
              (file, edits) -> {
                String text = original(file);
                String changed = text == null ? null : EditedText.of(text, edits).text();
                if (changed != null && isValid(file, changed)) {
                  texts.put(file, changed);
                }
              });
      return texts;
    }

    /// Whether all files were written.
    private boolean write(Map<String, String> texts) {
      boolean written = true;
      for (Map.Entry<String, String> each : texts.entrySet()) {
        try {
          if (!each.getValue().equals(files.read(each.getKey()))) {
            files.write(each.getKey(), each.getValue());
          }
        } catch (IOException e) {
          refused.add("`%s` cannot be written: %s".formatted(each.getKey(), e.getMessage()));
          written = false;
        }
      }
      return written;
    }
  }

  private static boolean isValid(String file, String text) {
    List<Problem> problems = new ArrayList<>();
    boolean parameters = file.endsWith(".bicepparam");
    BicepFile.Kind kind = parameters ? BicepFile.Kind.PARAMETERS : BicepFile.Kind.TEMPLATE;
    BicepParser.parse(text, kind, 1, problems);
    return problems.stream().noneMatch(each -> each.severity() == Problem.Severity.ERROR);
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

  /// Whether there is no new finding and no new error, and the findings of other controls and what
  /// is exempt are as before: a fix that nobody agreed to is not applied with another one.
  private static boolean changesNothingElse(
      Assessment before, Assessment after, List<Finding> fixed) {
    Set<String> controls =
        fixed.stream().map(each -> each.control().id()).collect(Collectors.toSet());
    Set<String> bad = ids(after);
    Set<String> exempt = ids(after, EnumSet.of(Verdict.EXEMPT));
    return ids(before).containsAll(bad)
        && errors(after) <= errors(before)
        && exempt.containsAll(ids(before, EnumSet.of(Verdict.EXEMPT)))
        && before.findings().stream()
            .filter(each -> isBad(each) && !controls.contains(each.control().id()))
            .allMatch(each -> bad.contains(each.id()));
  }

  private static boolean isBad(Finding finding) {
    return BAD.contains(finding.verdict());
  }

  /// The findings that are neither passes nor exempt.
  private static Set<String> ids(Assessment assessment) {
    return ids(assessment, BAD);
  }

  private static Set<String> ids(Assessment assessment, Set<Verdict> verdicts) {
    return assessment.findings().stream()
        .filter(finding -> verdicts.contains(finding.verdict()))
        .map(Finding::id)
        .collect(Collectors.toSet());
  }

  private static long errors(Assessment assessment) {
    return assessment.problems().stream()
        .filter(each -> each.severity() == Problem.Severity.ERROR)
        .count();
  }
}
