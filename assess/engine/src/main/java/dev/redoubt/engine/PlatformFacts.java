package dev.redoubt.engine;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.Verdict;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.DeclaredFact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What the platform provides, as resources beside those of the templates.
///
/// A control that is violated or unknown without them and satisfied with them is a pass on
/// condition. Nothing else changes: they violate no control, and what the templates declare takes
/// precedence.
final class PlatformFacts {

  private static final String DIAGNOSTICS_KIND = "diagnostics";

  /// The controls that facts of each kind can satisfy.
  private static final Map<String, Set<String>> CONTROLS =
      Map.of(
          DIAGNOSTICS_KIND,
          Set.of("diagnostic-settings", "storage-diagnostic-settings"),
          "defenderPlans",
          Set.of("defender-plan"),
          "policies",
          Set.of("policy-enforced"));

  /// Effects of policies that only report.
  private static final Set<String> WITHOUT_FORCE = Set.of("Audit", "AuditIfNotExists", "Disabled");

  private final List<DeclaredFact> active = new ArrayList<>();
  private final List<DeclaredFact> expired = new ArrayList<>();
  private final Set<NameSegment> declared = new HashSet<>();
  private final Map<PlatformFact, Integer> uses = new HashMap<>();
  private final Set<ResourceType> types = new HashSet<>();

  private final ExpiryDates dates;

  PlatformFacts(List<DeclaredFact> facts, LocalDate today) {
    this.dates = new ExpiryDates(today);
    for (DeclaredFact each : facts) {
      (dates.isExpired(each.fact().expires()) ? expired : active).add(each);
    }
  }

  /// Notes the types of a deployment, and its plans and assignments; the platform's are not assumed
  /// beside them.
  void note(Estate estate) {
    estate.managed().forEach(each -> types.add(each.type()));
    for (ResourceType type : List.of(PlatformResources.PLAN, PlatformResources.ASSIGNMENT)) {
      estate.ofType(type).forEach(each -> declared.add(each.key().lastName()));
    }
  }

  /// The facts that have not expired.
  List<PlatformFact> active() {
    return active.stream().map(DeclaredFact::fact).toList();
  }

  /// Warnings for facts that have expired, last too long, have an effect that enforces nothing, or
  /// are about types that no resource has; after [#count].
  ///
  /// @param wanted the controls that were evaluated
  List<Problem> problems(Predicate<String> wanted) {
    List<Problem> problems = new ArrayList<>();
    for (DeclaredFact each : expired) {
      PlatformFact fact = each.fact();
      problems.add(
          Problem.warning(
              "this fact about the platform expired on %s and has no effect; ask %s whether it still applies"
                  .formatted(fact.expires(), fact.owner()),
              fact.origin()));
    }
    boolean isComplete =
        CONTROLS.getOrDefault(DIAGNOSTICS_KIND, Set.of()).stream().allMatch(wanted);
    for (DeclaredFact each : active) {
      if (dates.isTooLate(each.fact().expires())) {
        problems.add(
            Problem.warning(
                "this fact about the platform may be forgotten: "
                    + ExpiryDates.tooLate(each.fact().expires()),
                each.fact().origin()));
      }
      String effect = each.effect();
      if (effect != null && WITHOUT_FORCE.contains(effect)) {
        problems.add(
            Problem.warning(
                "this fact about the platform has no effect: a policy with the effect `%s` enforces nothing"
                    .formatted(effect),
                each.fact().origin()));
      }
      List<String> unmatched =
          each.names().stream()
              .filter(name -> !types.contains(ResourceType.of(name)))
              .map(name -> "`" + name + "`")
              .toList();
      if (isComplete && each.fact().kind().equals(DIAGNOSTICS_KIND) && !unmatched.isEmpty()) {
        problems.add(
            Problem.warning(
                "this fact about the platform matches nothing for %s: no resource has that type"
                    .formatted(String.join(", ", unmatched)),
                each.fact().origin()));
      }
    }
    return problems;
  }

  /// What each fact affects, one sentence each.
  List<String> assumptions() {
    return active.stream()
        .map(DeclaredFact::fact)
        .map(
            fact ->
                "the platform provides %s: %s (%s answers for it until %s); %s"
                    .formatted(
                        fact.kind(),
                        fact.text(),
                        fact.owner(),
                        fact.expires(),
                        conditional(uses.getOrDefault(fact, 0))))
        .toList();
  }

  private static String conditional(int uses) {
    return switch (uses) {
      case 0 -> "no verdict depends on it";
      case 1 -> "1 verdict is conditional on it";
      default -> uses + " verdicts are conditional on it";
    };
  }

  /// Counts the findings that depend on each fact.
  void count(List<Finding> findings) {
    for (Finding finding : findings) {
      types.add(finding.resource().key().type());
      finding.annotations().conditions().forEach(fact -> uses.merge(fact, 1, Integer::sum));
    }
  }

  /// The findings of a deployment, with the facts.
  ///
  /// @param findings those without the facts
  List<Finding> applied(
      Estate estate, List<Finding> findings, ControlCatalog catalog, Predicate<String> wanted) {
    Map<ResourceKey, Derived> derived = derived(estate, findings);
    if (derived.isEmpty()) {
      return findings;
    }
    Map<ResourceKey, PlatformFact> facts = new HashMap<>();
    List<Resource> all = new ArrayList<>(estate.resources());
    derived.forEach(
        (key, each) -> {
          all.add(each.resource());
          facts.put(each.subject(), each.fact());
        });
    Set<String> controls = new HashSet<>();
    CONTROLS.values().forEach(controls::addAll);
    controls.removeIf(wanted.negate());
    Map<String, Finding> conditional = new LinkedHashMap<>();
    for (Finding finding :
        catalog.evaluate(estate.withResources(all), controls::contains).findings()) {
      PlatformFact fact = facts.get(finding.resource().key());
      if (fact != null
          && finding.verdict() == Verdict.PASS
          && CONTROLS.getOrDefault(fact.kind(), Set.of()).contains(finding.control().id())) {
        conditional.put(finding.id(), onCondition(finding, fact));
      }
    }
    List<Finding> applied = new ArrayList<>();
    for (Finding finding : findings) {
      Finding other = conditional.remove(finding.id());
      boolean isOpen = finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.UNKNOWN;
      applied.add(isOpen && other != null ? other : finding);
    }
    for (Finding finding : conditional.values()) {
      if (derived.containsKey(finding.resource().key())) {
        applied.add(finding);
      }
    }
    return applied;
  }

  private static Finding onCondition(Finding finding, PlatformFact fact) {
    return finding
        .withReason(
            Reason.of(
                TruthValue.TRUE,
                "complies with `%s` on condition that the platform provides %s: %s"
                    .formatted(finding.control().id(), fact.kind(), fact.text()),
                fact.origin()))
        .withAnnotations(finding.annotations().withConditions(List.of(fact)));
  }

  /// A resource that the platform has.
  ///
  /// @param subject the resource whose verdict depends on it
  private record Derived(Resource resource, ResourceKey subject, PlatformFact fact) {}

  private Map<ResourceKey, Derived> derived(Estate estate, List<Finding> findings) {
    Map<ResourceKey, Derived> derived = new LinkedHashMap<>();
    for (Finding finding : findings) {
      boolean isOpen = finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.UNKNOWN;
      if (isOpen
          && CONTROLS.getOrDefault(DIAGNOSTICS_KIND, Set.of()).contains(finding.control().id())) {
        ResourceKey subject = finding.resource().key();
        if (!estate.mayBeBelow(subject, PlatformResources.DIAGNOSTICS).isEmpty()) {
          continue; // what a template declares takes precedence
        }
        diagnosticsOf(subject.type())
            .ifPresent(
                fact -> add(PlatformResources.setting(subject, fact), subject, fact, derived));
      }
    }
    for (DeclaredFact each : active) {
      for (String name : each.names()) {
        if (declared.contains(NameSegment.literal(name))) {
          continue;
        }
        switch (each.fact().kind()) {
          case "defenderPlans" ->
              add(PlatformResources.plan(name, each.fact()), each.fact(), derived);
          case "policies" -> add(PlatformResources.assignment(name, each), each.fact(), derived);
          default -> {}
        }
      }
    }
    return derived;
  }

  private static void add(Resource resource, PlatformFact fact, Map<ResourceKey, Derived> to) {
    add(resource, resource.key(), fact, to);
  }

  private static void add(
      Resource resource, ResourceKey subject, PlatformFact fact, Map<ResourceKey, Derived> to) {
    to.putIfAbsent(resource.key(), new Derived(resource, subject, fact));
  }

  /// The fact about diagnostics of a type that applies longest.
  private Optional<PlatformFact> diagnosticsOf(ResourceType type) {
    return active.stream()
        .filter(each -> each.fact().kind().equals(DIAGNOSTICS_KIND))
        .filter(each -> each.names().stream().anyMatch(name -> ResourceType.of(name).equals(type)))
        .map(DeclaredFact::fact)
        .max(Comparator.comparing(PlatformFact::expires));
  }
}
