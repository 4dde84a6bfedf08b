package dev.redoubt.engine;

import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResourceKey;
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

  /// The id of any resource in a resource group.
  private static final String ANY_ID =
      "/subscriptions/#/resourceGroups/#/providers/#/#/#".replace('#', PossibleTexts.UNKNOWN);

  /// An exemption and what it matched.
  private static final class Rule {
    private final Set<String> controls;
    private final Predicate<Finding> condition;
    private final Exemption exemption;

    /// What `redoubt.yaml` says; null for a comment.
    private final @Nullable ListedExemption listed;

    private int matches;

    /// Findings of resources whose symbolic name is like the pattern for ids and names.
    private int symbols;

    Rule(
        List<String> controls,
        Predicate<Finding> condition,
        Exemption exemption,
        @Nullable ListedExemption listed) {
      this.controls = Set.copyOf(controls);
      this.condition = condition;
      this.exemption = exemption;
      this.listed = listed;
    }

    boolean matches(Finding finding) {
      return controls.contains(finding.control().id()) && condition.test(finding);
    }

    /// Whether the pattern for ids and names is like the symbolic name of the resource.
    boolean isLikeSymbol(Finding finding) {
      return listed != null
          && listed.resource() != null
          && controls.contains(finding.control().id())
          && isSymbol(finding, GlobPattern.text(listed.resource()));
    }
  }

  private final SourceFiles files;
  private final ExpiryDates dates;
  private final List<Rule> rules = new ArrayList<>();

  ExemptionRules(SourceFiles files, LocalDate today) {
    this.files = files;
    this.dates = new ExpiryDates(today);
  }

  /// Adds the exemptions of a configuration.
  void add(WorkspaceConfiguration configuration) {
    for (ListedExemption each : configuration.exemptions()) {
      GlobPattern resource = each.resource() == null ? null : GlobPattern.text(each.resource());
      GlobPattern symbol = each.symbol() == null ? null : GlobPattern.text(each.symbol());
      GlobPattern path = each.path() == null ? null : GlobPattern.path(each.path());
      rules.add(
          new Rule(
              each.controls(),
              finding ->
                  (resource == null || isResource(finding, resource))
                      && (symbol == null || isSymbol(finding, symbol))
                      && (path == null || path.matches(file(finding, configuration.folder()))),
              each.exemption(),
              each));
    }
  }

  /// Adds the exemptions of comments.
  void add(List<InlineExemption> exemptions) {
    for (InlineExemption each : exemptions) {
      rules.add(new Rule(each.controls(), finding -> isAt(finding, each), each.exemption(), null));
    }
  }

  /// Whether an exemption is at the declaration of a resource or of its module, or at everything
  /// that decides the verdict: what is accepted for one rule is not accepted for the next, nor for
  /// a resource that is declared inside of the element.
  private static boolean isAt(Finding finding, InlineExemption exemption) {
    Origin declaration = finding.resource().origin();
    if (exemption.isOf(declaration)
        || (!exemption.holds(declaration)
            && exemption.holds(finding.origin())
            && coversAll(finding, finding.reason(), exemption))) {
      return true;
    }
    DeclarationSite site = finding.resource().site();
    return site != null && site.fromTop().stream().anyMatch(each -> exemption.isOf(each.origin()));
  }

  private static boolean coversAll(Finding finding, Reason reason, InlineExemption exemption) {
    if (!reason.because().isEmpty()) {
      return reason.because().stream().allMatch(each -> coversAll(finding, each, exemption));
    }
    Origin origin = reason.origin();
    return !origin.isWritten()
        || origin.equals(finding.resource().origin())
        || exemption.holds(origin);
  }

  /// Whether a pattern is for the id of the resource or its name, whatever value a condition has.
  private static boolean isResource(Finding finding, GlobPattern pattern) {
    ResourceKey key = finding.resource().key();
    return PossibleTexts.of(key.idValue()).stream().allMatch(pattern::matches)
        || PossibleTexts.of(key.nameValue()).stream().allMatch(pattern::matches);
  }

  /// Whether a pattern is for the symbolic name of the declaration, or for the symbolic names of
  /// its modules and its own.
  private static boolean isSymbol(Finding finding, GlobPattern pattern) {
    DeclarationSite site = finding.resource().site();
    return site != null
        && !site.symbol().isEmpty()
        && (pattern.matches(site.symbol())
            || pattern.matches(
                site.fromTop().stream()
                    .map(DeclarationSite::symbol)
                    .collect(Collectors.joining("/"))));
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
    @Nullable Exemption expired = null;
    for (Rule rule : rules) {
      if (rule.matches(finding)) {
        rule.matches++;
        if (dates.isExpired(rule.exemption.expires())) {
          expired = expired == null ? rule.exemption : expired;
        } else if (accepted == null) {
          accepted = rule.exemption;
        }
      } else if (rule.isLikeSymbol(finding)) {
        rule.symbols++;
      }
    }
    if (accepted != null) {
      return finding
          .withVerdict(Verdict.EXEMPT)
          .withAnnotations(finding.annotations().withExemption(accepted));
    }
    return expired == null
        ? finding
        : finding.withAnnotations(finding.annotations().withExpired(expired));
  }

  /// Exemptions that have expired, that match nothing, that accept too much, and comments that name
  /// a control that does not exist; after [#applied].
  ///
  /// @param wanted the controls that were evaluated
  List<Problem> problems(Set<String> known, Predicate<String> wanted) {
    List<Problem> problems = new ArrayList<>();
    for (Rule rule : rules) {
      Exemption exemption = rule.exemption;
      String unknown =
          rule.controls.stream()
              .filter(id -> !known.contains(id))
              .sorted()
              .findFirst()
              .orElse(null);
      if (dates.isExpired(exemption.expires())) {
        problems.add(Problem.warning(expired(rule), exemption.origin()));
      } else if (unknown != null) {
        if (rule.listed == null) { // otherwise an error of the configuration
          problems.add(
              Problem.warning(ConfiguredCatalog.unknownControl(unknown), exemption.origin()));
        }
      } else if (rule.matches == 0 && rule.controls.stream().allMatch(wanted)) {
        problems.add(Problem.warning(unmatched(rule), exemption.origin()));
      }
      problems.addAll(excessive(rule));
    }
    return problems;
  }

  private static String expired(Rule rule) {
    return "this exemption expired on %s (owner: %s) and no longer applies%s"
        .formatted(
            rule.exemption.expires(),
            rule.exemption.owner(),
            switch (rule.matches) {
              case 0 -> "; it matches nothing" + (rule.symbols == 0 ? "" : symbolHint(rule.listed));
              case 1 -> " to 1 finding";
              default -> " to " + rule.matches + " findings";
            });
  }

  private static String unmatched(Rule rule) {
    ListedExemption listed = rule.listed;
    if (listed == null) {
      return "this exemption matches no violation and no unknown verdict; remove it, or put it"
          + " above the declaration if other lines decide as well";
    }
    return rule.symbols == 0
        ? "this exemption matches no violation and no unknown verdict; remove it"
        : "this exemption matches no violation and no unknown verdict: no resource has the name or"
            + " id `%s`; it is a symbolic name, so write `symbol: %s`"
                .formatted(listed.resource(), listed.resource());
  }

  private static String symbolHint(@Nullable ListedExemption listed) {
    return listed == null
        ? ""
        : ": `%s` is a symbolic name, so it would be `symbol: %s`"
            .formatted(listed.resource(), listed.resource());
  }

  /// Whether a pattern is met by the words that every id in a resource group has.
  private static boolean matchesEveryId(ListedExemption listed) {
    return listed.resource() != null
        && listed.symbol() == null
        && listed.path() == null
        && GlobPattern.text(listed.resource()).matches(ANY_ID);
  }

  private List<Problem> excessive(Rule rule) {
    List<Problem> problems = new ArrayList<>();
    Exemption exemption = rule.exemption;
    if (rule.listed != null && (rule.listed.isForAll() || matchesEveryId(rule.listed))) {
      problems.add(
          Problem.warning(
              "this exemption is for every resource, also for those that are added later; name the"
                  + " resources or files that it is for",
              exemption.origin()));
    }
    if (dates.isTooLate(exemption.expires())) {
      problems.add(
          Problem.warning(
              "this exemption may be forgotten: " + ExpiryDates.tooLate(exemption.expires()),
              exemption.origin()));
    }
    return problems;
  }
}
