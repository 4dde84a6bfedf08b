package dev.redoubt.findings.result;

import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.Verdict;
import dev.redoubt.text.TextShortening;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Words and sort orders that all reports share.
public final class FindingWording {

  /// Worst first, then in the order of the article, then by control; stable within a control.
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(
              (Finding finding) -> finding.control().severity(), Comparator.reverseOrder())
          .thenComparing(finding -> finding.control().layer())
          .thenComparing(finding -> finding.control().id());

  /// Replaces the unknown part of a name.
  private static final String UNKNOWN_PART = "{...}";

  /// Longer than names in Azure; an expression of that length does not help a reader.
  private static final int MAX_NAME = 64;

  /// Longer than the values that people write; expressions are longer.
  private static final int MAX_EXPRESSION = 80;

  /// A longer condition is shortened; the JSON report contains it.
  private static final int MAX_CONDITION = 200;

  private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");

  private FindingWording() {}

  /// Whether a finding is not in the baseline; without a baseline, every finding is new.
  public static boolean isNew(Finding finding) {
    return finding.annotations().baseline() != Finding.BaselineState.UNCHANGED;
  }

  /// `1 finding`, `2 findings`.
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /// The last segment of the type and the name, with a placeholder for unknown parts of the name;
  /// the symbolic name if nothing of the name is known.
  public static String resource(Finding finding) {
    ResourceKey key = finding.resource().key();
    String name = name(key);
    DeclarationSite site = finding.resource().site();
    if (name.equals(UNKNOWN_PART) && site != null && !site.symbol().isEmpty()) {
      name = "'" + site.symbol() + "'";
    }
    return key.type().lastSegment() + " " + name;
  }

  /// The name, with a placeholder for its unknown parts.
  public static String name(ResourceKey key) {
    return key.names().stream().map(FindingWording::name).collect(Collectors.joining("/"));
  }

  /// The type, the symbolic name and the name of a resource: `storageAccounts 'lake'
  /// (stlake{...})`.
  public static String resourceWithSymbol(Finding finding) {
    DeclarationSite site = finding.resource().site();
    String name = name(finding.resource().key());
    if (site == null || site.symbol().isEmpty() || name.equals(UNKNOWN_PART)) {
      return resource(finding);
    }
    String type = finding.resource().type().lastSegment();
    return type + " '" + site.symbol() + "' (" + name + ")";
  }

  /// The violation, the resource, the reason and the condition, for machine-readable reports that
  /// show one text.
  public static String message(Finding finding) {
    return finding.control().title()
        + ": "
        + resourceWithSymbol(finding)
        + ": "
        + shortened(why(finding))
        + when(finding);
  }

  /// The reason that decides; of an unknown verdict, what is unknown, and not a value that it may
  /// have.
  public static String why(Finding finding) {
    if (finding.verdict() != Verdict.UNKNOWN) {
      return finding.reason().root().text();
    }
    Reason reason = finding.reason();
    while (!reason.isSummary()
        && !reason.because().isEmpty()
        && reason.because().getFirst().truth() == TruthValue.UNKNOWN) {
      reason = reason.because().getFirst();
    }
    return reason.text();
  }

  /// The condition of a finding and the causes of an unknown verdict, with the inputs that decide
  /// them, as the end of a sentence; empty without any.
  public static String when(Finding finding) {
    List<String> parts = new ArrayList<>();
    if (finding.when() != null) {
      parts.add(", when " + condition(finding.when(), MAX_CONDITION));
    }
    if (finding.verdict() == Verdict.UNKNOWN && !finding.causes().isEmpty()) {
      UnknownCause cause = finding.causes().getFirst();
      int more = finding.causes().size() - 1;
      // a reason may end with its cause
      parts.add(
          (why(finding).endsWith(cause.text()) ? "" : "; " + cause.text())
              + (more == 0 ? "" : " (and " + count(more, "more cause") + ")")
              + (cause.resolvedBy().isEmpty() ? "" : "; resolved by " + cause.resolvedBy()));
    }
    return String.join("", parts);
  }

  /// `holds`, `holds in part`, `violated`, `unknown`, `not assessed`.
  public static String practiceState(Assessment.PracticeState state) {
    return switch (state) {
      case HOLDS -> "holds";
      case HOLDS_PARTLY -> "holds in part";
      case VIOLATED -> "violated";
      case UNKNOWN -> "unknown";
      case NOT_ASSESSED -> "not assessed";
    };
  }

  /// The input that resolves a cause; never empty.
  public static String resolvedBy(UnknownCause cause) {
    return cause.resolvedBy().isEmpty()
        ? "cannot be resolved before deployment"
        : cause.resolvedBy();
  }

  /// The change that lowers the severity of a finding's control; null if nothing does.
  public static @Nullable SeverityChange lowered(Finding finding, Assessment assessment) {
    return assessment.settings().severities().stream()
        .filter(change -> change.isLower() && change.control().equals(finding.control().id()))
        .findFirst()
        .orElse(null);
  }

  /// `low`; `low, lowered from critical until 2027-01-31 by ciso`.
  public static String severity(Finding finding, Assessment assessment) {
    SeverityChange change = lowered(finding, assessment);
    String word = finding.control().severity().word();
    return change == null
        ? word
        : word + ", lowered from " + change.from().word() + answered(change);
  }

  /// The change, who answers for it, until when and why: `critical -> low until 2027-01-31 by ciso:
  /// reason`.
  public static String change(SeverityChange change) {
    return change.from().word()
        + " -> "
        + change.to().word()
        + answered(change)
        + (change.reason() == null ? "" : ": " + change.reason());
  }

  private static String answered(SeverityChange change) {
    return (change.expires() == null ? "" : " until " + change.expires())
        + (change.owner() == null ? "" : " by " + change.owner());
  }

  /// What to change, one line.
  public static String fix(Finding finding) {
    Fix fix = finding.annotations().fix();
    return fix == null ? finding.control().remediation().summary() : fix.title();
  }

  /// A text in which long expressions are shortened.
  private static String shortened(String text) {
    return QUOTED
        .matcher(text)
        .replaceAll(
            quoted ->
                Matcher.quoteReplacement(
                    "`" + TextShortening.shorten(quoted.group(1), MAX_EXPRESSION) + "`"));
  }

  private static String name(NameSegment segment) {
    if (segment.value() instanceof Unknown(ResidualExpression.Text(var parts), _, _, _, _)) {
      return parts.stream()
          .map(part -> part instanceof StringValue(var text, _) ? text : UNKNOWN_PART)
          .collect(Collectors.joining());
    }
    String text = segment.toString();
    return text.length() > MAX_NAME ? UNKNOWN_PART : text;
  }

  /// The condition of a violation, and the input that decides it.
  ///
  /// @param longest in characters, of the condition
  public static String condition(Finding.Condition when, int longest) {
    String text = "`" + TextShortening.shorten(when.text(), longest) + "`";
    return when.resolvedBy().isEmpty() ? text : text + "; resolved by " + when.resolvedBy();
  }

  /// Who accepts a finding, until when and why.
  public static String exemption(Exemption exemption) {
    return "until "
        + exemption.expires()
        + " by "
        + exemption.owner()
        + (exemption.ticket() == null ? "" : ", " + exemption.ticket())
        + ": "
        + exemption.reason();
  }

  /// What the platform provides, who answers for it and until when.
  public static String fact(PlatformFact fact) {
    return fact.kind()
        + ": "
        + fact.text()
        + " (until "
        + fact.expires()
        + " by "
        + fact.owner()
        + ")";
  }

  /// The comparison with a baseline.
  public static String baseline(Assessment assessment, Assessment.Baseline baseline) {
    long isNew =
        assessment.findings().stream()
            .filter(each -> each.verdict() == Verdict.FAIL || each.verdict() == Verdict.UNKNOWN)
            .filter(FindingWording::isNew)
            .count();
    return "`"
        + baseline.file()
        + "`: "
        + isNew
        + " new, "
        + baseline.unchanged()
        + " unchanged, "
        + baseline.absent()
        + " absent";
  }

  /// Whether a warning only says that a part of a deployment is unknown, as the cause of an unknown
  /// verdict does.
  public static boolean isSaidAsUnknown(Problem problem, Assessment assessment) {
    return problem.severity() != Problem.Severity.ERROR
        && assessment.unknowns().stream()
            .anyMatch(
                group ->
                    group.isOfDeployment() && problem.message().startsWith(group.cause().text()));
  }
}
