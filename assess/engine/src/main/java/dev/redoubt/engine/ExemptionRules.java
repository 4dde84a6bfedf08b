package dev.redoubt.engine;

import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Verdict;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedExemption;
import dev.redoubt.workspace.exemption.InlineExemption;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Accepts findings as `redoubt.yaml` and comments say. A pass is never touched, and what has
/// expired accepts nothing.
final class ExemptionRules {

  /// An exemption and what it matched.
  private static final class Rule {
    private final Set<String> controls;
    private final Predicate<Finding> condition;
    private final Exemption exemption;
    private int matches;

    Rule(List<String> controls, Predicate<Finding> condition, Exemption exemption) {
      this.controls = Set.copyOf(controls);
      this.condition = condition;
      this.exemption = exemption;
    }

    boolean matches(Finding finding) {
      return controls.contains(finding.control().id()) && condition.test(finding);
    }
  }

  private final SourceFiles files;
  private final LocalDate today;
  private final List<Rule> rules = new ArrayList<>();

  ExemptionRules(SourceFiles files, LocalDate today) {
    this.files = files;
    this.today = today;
  }

  /// Adds the exemptions of a configuration.
  void add(WorkspaceConfiguration configuration) {
    for (ListedExemption each : configuration.exemptions()) {
      GlobPattern resource = each.resource() == null ? null : GlobPattern.text(each.resource());
      GlobPattern path = each.path() == null ? null : GlobPattern.path(each.path());
      rules.add(
          new Rule(
              each.controls(),
              finding ->
                  (resource == null || isResource(finding, resource))
                      && (path == null || path.matches(file(finding, configuration.folder()))),
              each.exemption()));
    }
  }

  /// Adds the exemptions of comments.
  void add(List<InlineExemption> exemptions) {
    for (InlineExemption each : exemptions) {
      rules.add(new Rule(each.controls(), finding -> isAt(finding, each), each.exemption()));
    }
  }

  /// Whether an exemption is at the declaration of a resource or of its module, or at everything
  /// that decides the verdict: what is accepted for one rule is not accepted for the next.
  private static boolean isAt(Finding finding, InlineExemption exemption) {
    if (exemption.covers(finding.resource().origin())
        || (exemption.covers(finding.origin())
            && coversAll(finding, finding.reason(), exemption))) {
      return true;
    }
    DeclarationSite site = finding.resource().site();
    return site != null
        && site.fromTop().stream().anyMatch(each -> exemption.covers(each.origin()));
  }

  private static boolean coversAll(Finding finding, Reason reason, InlineExemption exemption) {
    if (!reason.because().isEmpty()) {
      return reason.because().stream().allMatch(each -> coversAll(finding, each, exemption));
    }
    Origin origin = reason.origin();
    return !origin.isWritten()
        || origin.equals(finding.resource().origin())
        || exemption.covers(origin);
  }

  /// Whether a pattern is for the id of the resource, its name, or the symbolic names of its
  /// modules and declaration.
  private static boolean isResource(Finding finding, GlobPattern pattern) {
    DeclarationSite site = finding.resource().site();
    return pattern.matches(finding.resource().key().id())
        || pattern.matches(finding.resource().key().namesText())
        || (site != null
            && !site.symbol().isEmpty()
            && (pattern.matches(site.symbol())
                || pattern.matches(
                    site.fromTop().stream()
                        .map(DeclarationSite::symbol)
                        .collect(Collectors.joining("/")))));
  }

  private String file(Finding finding, Path folder) {
    String name = files.locate(finding.resource().origin()).file();
    try {
      Path file = Path.of(name).toAbsolutePath().normalize();
      Path shown = file.startsWith(folder) ? folder.relativize(file) : file;
      return shown.toString().replace('\\', '/');
    } catch (InvalidPathException _) {
      return name;
    }
  }

  /// The findings, in another order of verdicts: the accepted ones are exempt.
  List<Finding> applied(List<Finding> findings) {
    return rules.isEmpty() ? findings : findings.stream().map(this::applied).toList();
  }

  private Finding applied(Finding finding) {
    if (finding.verdict() != Verdict.FAIL && finding.verdict() != Verdict.UNKNOWN) {
      return finding;
    }
    @Nullable Exemption accepted = null;
    for (Rule rule : rules) {
      if (rule.matches(finding)) {
        rule.matches++;
        if (accepted == null && !isExpired(rule)) {
          accepted = rule.exemption;
        }
      }
    }
    return accepted == null
        ? finding
        : finding
            .withVerdict(Verdict.EXEMPT)
            .withAnnotations(finding.annotations().withExemption(accepted));
  }

  private boolean isExpired(Rule rule) {
    return today.isAfter(rule.exemption.expires());
  }

  /// Exemptions that have expired, that match nothing, and that name a control that does not exist;
  /// after [#applied].
  ///
  /// @param wanted the controls that were evaluated
  List<Problem> problems(Set<String> known, Predicate<String> wanted) {
    List<Problem> problems = new ArrayList<>();
    for (Rule rule : rules) {
      Exemption exemption = rule.exemption;
      List<String> unknown = rule.controls.stream().filter(id -> !known.contains(id)).toList();
      if (isExpired(rule)) {
        problems.add(
            Problem.warning(
                "this exemption expired on %s (owner: %s) and no longer applies%s"
                    .formatted(
                        exemption.expires(),
                        exemption.owner(),
                        rule.matches == 0
                            ? "; it matches nothing"
                            : rule.matches == 1
                                ? " to 1 finding"
                                : " to " + rule.matches + " findings"),
                exemption.origin()));
      } else if (!unknown.isEmpty()) {
        problems.add(
            Problem.warning(
                "there is no control `"
                    + unknown.getFirst()
                    + "`; `redoubt controls list` lists them",
                exemption.origin()));
      } else if (rule.matches == 0 && rule.controls.stream().allMatch(wanted)) {
        problems.add(
            Problem.warning(
                "this exemption matches no violation and no unknown verdict; remove it, or put it"
                    + " above the declaration if other lines decide as well",
                exemption.origin()));
      }
    }
    return problems;
  }
}
