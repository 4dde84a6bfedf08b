package dev.redoubt.reporthtml.internal;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment.Deployment;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.SourceExcerpt;
import dev.redoubt.findings.result.FindingPlaces;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.reporthtml.internal.FindingView.ExcerptView;
import dev.redoubt.reporthtml.internal.FindingView.FixView;
import dev.redoubt.reporthtml.internal.FindingView.Note;
import dev.redoubt.reporthtml.internal.FindingView.ReasonView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the views of findings.
final class FindingViews {

  /// A longer expression does not help a reader; the JSON report contains it.
  private static final int MAX_CONDITION = 400;

  /// The reasons below one statement that are shown; the JSON report contains all.
  private static final int MAX_REASONS = 12;

  /// The deepest level of reasons that is shown.
  private static final int MAX_DEPTH = 8;

  private static final String NOT_SHOWN = "change as above; `assess --fix` prints it";

  private final ReportContext context;
  private final ResourceAnchors resources;
  private final Map<String, Integer> deployments = new HashMap<>();

  FindingViews(ReportContext context) {
    this.context = context;
    this.resources = ResourceAnchors.of(context.detail().inventory());
    for (Deployment each : context.assessment().deployments()) {
      deployments.put(each.id(), deployments.size());
    }
  }

  FindingView of(Finding finding) {
    Origin shown = FindingPlaces.shown(context.assessment(), finding);
    String why = FindingWording.why(finding);
    SourceExcerpt excerpt = context.detail().excerpts().get(finding.id());
    String change = context.detail().changes().get(finding.id());
    boolean isShown = change == null || !change.isEmpty();
    ChangeView changes = ChangeView.of(isShown ? change : null, excerpt);
    return new FindingView(
        Anchors.finding(finding.id()),
        finding.verdict().word(),
        state(finding),
        owner(finding),
        context.isOfSeveral() ? numbers(finding) : "",
        context.isOfSeveral() ? names(finding) : "",
        FindingWording.resourceWithSymbol(finding),
        resources.of(finding.resource().key()),
        why,
        context.place(shown),
        notes(finding, shown),
        reasons(finding.reason(), why, shown),
        changes.isExcerpt() ? ExcerptView.NONE : excerpt(excerpt),
        fix(finding.annotations().fix(), change != null, isShown),
        changes);
  }

  private static String state(Finding finding) {
    if (finding.verdict() == Verdict.EXEMPT) {
      return "exempt";
    }
    if (finding.annotations().expired() != null) {
      return "expired";
    }
    return FindingWording.isNew(finding) ? "new" : "known";
  }

  private static String owner(Finding finding) {
    Exemption exemption = finding.annotations().exemption();
    Exemption expired = finding.annotations().expired();
    if (exemption != null) {
      return exemption.owner();
    }
    if (expired != null) {
      return expired.owner();
    }
    return finding.resource().property("tags.owner") instanceof StringValue tag ? tag.text() : "";
  }

  private String names(Finding finding) {
    return finding.deployments().stream().map(context::shortName).collect(Collectors.joining(", "));
  }

  private String numbers(Finding finding) {
    return finding.deployments().stream()
        .map(deployments::get)
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private List<Note> notes(Finding finding, Origin shown) {
    List<Note> notes = new ArrayList<>();
    Finding.Condition when = finding.when();
    if (when != null) {
      note(notes, "applies when", FindingWording.condition(when, MAX_CONDITION), Place.NONE);
    }
    for (UnknownCause cause : finding.causes()) {
      String text = cause.text() + "; resolved by: " + FindingWording.resolvedBy(cause);
      note(notes, "unknown because", text, Place.NONE);
    }
    Exemption exemption = finding.annotations().exemption();
    if (exemption != null) {
      exemption(notes, "exempt", exemption);
    } else if (finding.verdict() == Verdict.EXEMPT) {
      note(notes, "exempt", finding.reason().text(), Place.NONE);
    }
    Exemption expired = finding.annotations().expired();
    if (expired != null) {
      exemption(notes, "exemption expired", expired);
    }
    Origin inside = FindingPlaces.of(finding);
    if (!inside.equals(shown)) {
      note(notes, "in module", "", context.place(inside));
    }
    return notes;
  }

  private void exemption(List<Note> notes, String heading, Exemption exemption) {
    note(notes, heading, FindingWording.exemption(exemption), context.place(exemption.origin()));
  }

  private static void note(List<Note> notes, String heading, String text, Place place) {
    notes.add(new Note(heading, text, place));
  }

  /// The tree; nothing if it only says that the condition of the control holds, for the reason that
  /// the summary tells.
  private List<ReasonView> reasons(Reason root, String why, Origin shown) {
    Reason leaf = root;
    int depth = 0;
    while (leaf.because().size() == 1) {
      leaf = leaf.because().getFirst();
      depth++;
    }
    boolean isTold = leaf.because().isEmpty() && leaf.text().equals(why) && depth < 2;
    if (isTold) {
      return List.of();
    }
    // the verdict is the root: that the condition of the control holds is its definition
    ReasonView tree = reason(root, shown, why, 0);
    return root.because().isEmpty() ? List.of(tree) : tree.because();
  }

  private ReasonView reason(Reason reason, Origin shown, String why, int depth) {
    List<ReasonView> because = new ArrayList<>();
    // the summary says it already
    List<Reason> told =
        reason.because().stream()
            .filter(each -> !(each.text().equals(why) && each.because().isEmpty()))
            .toList();
    int all = told.size();
    if (depth == MAX_DEPTH && all > 0) {
      because.add(more(FindingWording.count(all, "more reason")));
    } else {
      for (Reason each : told.subList(0, Math.min(all, MAX_REASONS))) {
        because.add(reason(each, shown, why, depth + 1));
      }
      if (all > MAX_REASONS) {
        because.add(more("and " + FindingWording.count(all - MAX_REASONS, "more reason")));
      }
    }
    return new ReasonView(reason.text(), place(reason.origin(), shown), because);
  }

  /// In the file of the finding, only the line. Without link: links are long, and a finding has
  /// one.
  private Place place(Origin origin, Origin shown) {
    if (origin.equals(shown) || origin.equals(Origin.NONE)) {
      return Place.NONE;
    }
    return origin.isWritten() && origin.file() == shown.file() && origin.line() > 0
        ? new Place("line " + origin.line(), "")
        : new Place(context.place(origin).text(), "");
  }

  private static ReasonView more(String text) {
    return new ReasonView(text, Place.NONE, List.of());
  }

  private static ExcerptView excerpt(@Nullable SourceExcerpt excerpt) {
    return excerpt == null
        ? ExcerptView.NONE
        : new ExcerptView(excerpt.firstLine(), excerpt.line(), excerpt.lines());
  }

  private static FixView fix(@Nullable Fix fix, boolean isChange, boolean isShown) {
    if (fix == null) {
      return FixView.NONE;
    }
    List<String> remarks = new ArrayList<>();
    fix.decisions().forEach(each -> remarks.add("decide before the deployment: " + each));
    remarks.addAll(fix.exempted());
    if (fix.keptBecause() != null) {
      remarks.add("`--fix` does not apply it: " + fix.keptBecause());
    }
    if (!isShown) {
      remarks.add(NOT_SHOWN);
    }
    return new FixView(fix.title(), isChange ? "" : fix.text().stripTrailing(), remarks);
  }
}
