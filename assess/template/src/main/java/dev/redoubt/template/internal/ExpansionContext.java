package dev.redoubt.template.internal;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The state that all deployments of one expansion share: settings, the template loader, problems,
/// and the limits against hostile input.
public final class ExpansionContext {

  /// Steps of evaluation, elements of arrays included. The largest known public template takes
  /// under a million; a template with more steps than this is made to be slow, or to exhaust memory
  /// (some 70 bytes a number). They take 4 seconds.
  static final int MAX_STEPS = 6_000_000;

  /// Further steps for each resource that is written out, so that a large template that repeats
  /// nothing is evaluated as a whole. A resource of a public template takes 20 to 150 steps.
  static final int STEPS_OF_DECLARATION = 200;

  /// The maximum size of a value when written out. A template of 4 MB contains some hundred
  /// thousand values.
  static final int MAX_WEIGHT = 2_000_000;

  /// The maximum size of a residual expression, because residuals are printed, compared and hashed
  /// repeatedly.
  static final int MAX_RESIDUAL_WEIGHT = 200_000;

  /// The maximum nesting of evaluation; modules that depend on each other add their levels. Fits a
  /// [dev.redoubt.template.LargeStackThread], at less than 4 KB a level.
  static final int MAX_DEPTH = 10_000;

  /// The maximum nesting of deployments. Azure allows 5 levels of nesting when they are linked;
  /// compiled modules reach 8.
  static final int MAX_NESTING = 32;

  /// The maximum number of resources of one expansion; Azure allows 800 in a template.
  static final int MAX_RESOURCES = 100_000;

  /// The maximum number of resources from declarations that are deployed again: of a template that
  /// is deployed more than once, or of the children of a copy loop's copies. A few small files
  /// whose loops deploy each other could otherwise make any number of resources from nothing; this
  /// many are assessed within 5 seconds. Azure allows 800 deployments in a template, so this is
  /// enough for 800 deployments of a module of 12 resources. It limits neither what is written out
  /// nor what the copy loops of one template make.
  static final int MAX_REPEATED_RESOURCES = 10_000;

  /// Azure's own limit is 800 iterations of a resource, and 10,000 numbers in a range.
  static final int MAX_COPIES = 10_000;

  /// What a user can do about a deployment that is too large.
  static final String PARTS =
      "modules or templates of this deployment as arguments, a few at a time";

  /// Further problems are dropped.
  private static final int MAX_PROBLEMS = 1_000;

  private final DeploymentSettings settings;
  private final TemplateLoader loader;
  private Set<Problem> problems = new LinkedHashSet<>();
  private int steps;
  private int depth;
  private final Set<UnknownCause> omitted = new LinkedHashSet<>();
  private final Set<Object> declarations = Collections.newSetFromMap(new IdentityHashMap<>());
  private int resources;
  private Origin here = Origin.NONE;
  private int repeated;
  private int speculating;
  private int searching;
  private long interruptions;

  public ExpansionContext(DeploymentSettings settings, TemplateLoader loader) {
    this.settings = settings;
    this.loader = loader;
  }

  DeploymentSettings settings() {
    return settings;
  }

  TemplateLoader loader() {
    return loader;
  }

  public List<Problem> problems() {
    return new ArrayList<>(problems);
  }

  void report(Problem problem) {
    if (speculating == 0 && problems.size() < MAX_PROBLEMS) {
      problems.add(located(problem));
    }
  }

  /// A computed value may have no location of its own; the problem is then at the expression that
  /// is being evaluated.
  private Problem located(Problem problem) {
    return problem.origin().equals(Origin.NONE)
        ? new Problem(problem.severity(), problem.message(), here)
        : problem;
  }

  /// Sets the location of what is being evaluated, unless it has none.
  ///
  /// @return the location before
  Origin moveTo(Origin origin) {
    Origin before = here;
    here = origin.isWritten() ? origin : here;
    return before;
  }

  /// Evaluates something that a real deployment may never evaluate, for example the branch of an
  /// unknown condition. A failure becomes an unknown and is not reported.
  <T> T speculate(Supplier<T> evaluation) {
    speculating++;
    try {
      return evaluation.get();
    } finally {
      speculating--;
    }
  }

  /// Looks for something by evaluating what may be it, for example the names of resources. A search
  /// is no dependency: a value that is being computed may search through something that depends on
  /// it. What needs that value cannot be found yet, and is not kept.
  ///
  /// @return null if the evaluation was interrupted
  <T> @Nullable T search(Supplier<T> evaluation) {
    Set<Problem> before = problems;
    long interruptionsBefore = interruptions;
    problems = new LinkedHashSet<>();
    searching++;
    try {
      T found = evaluation.get();
      if (interruptions != interruptionsBefore) {
        return null;
      }
      before.addAll(problems);
      return found;
    } finally {
      searching--;
      problems = before;
    }
  }

  /// Counts the interruptions of searches. A value whose computation changed this number must not
  /// be kept.
  long interruptions() {
    return interruptions;
  }

  /// Returns whether a request for a value that is being computed interrupts a search. Otherwise
  /// the value depends on itself.
  boolean interruptsSearch() {
    if (searching == 0) {
      return false;
    }
    interruptions++;
    return true;
  }

  /// Reports a value that depends on itself, unless this interrupts a search.
  Unknown cyclic(String message, Origin origin) {
    return interruptsSearch() ? speculate(() -> fail(message, origin)) : fail(message, origin);
  }

  /// Reports an error and returns an unknown value.
  Unknown fail(String message, Origin origin) {
    report(Problem.error(message, origin));
    return Unknown.symbol(
        "fail('" + message.replace("'", "''") + "')",
        new UnknownCause(UnknownCause.Kind.INVALID_EXPRESSION, message, "a valid expression"),
        TypeHint.ANY,
        origin);
  }

  /// Counts steps; returns false if the limit is exceeded, and from then on.
  boolean spend(int count) {
    int limit = MAX_STEPS + STEPS_OF_DECLARATION * declarations.size();
    steps = Math.min(steps + count, Integer.MAX_VALUE / 2);
    return steps <= limit;
  }

  /// Whether the limit of steps is exceeded, so that only literal values can still be evaluated.
  boolean isExhausted() {
    return !spend(0);
  }

  /// Enters a level of evaluation. Returns false if the limit is exceeded; then [#leave] must not
  /// be called.
  boolean enter() {
    if (depth >= MAX_DEPTH) {
      return false;
    }
    depth++;
    return true;
  }

  void leave() {
    depth--;
  }

  /// Whether a declaration is declared again, which is remembered from here on.
  boolean isRepeated(Object declaration) {
    return !declarations.add(declaration);
  }

  /// Counts a resource. Returns false, with a problem, if a limit is exceeded.
  ///
  /// @param isRepeated whether its declaration was [declared before][#isRepeated]
  boolean addResource(boolean isRepeated, Origin origin) {
    repeated += isRepeated ? 1 : 0;
    if (repeated > MAX_REPEATED_RESOURCES) {
      omit(
          "templates that are deployed repeatedly have more than "
              + MAX_REPEATED_RESOURCES
              + " resources",
          "fewer copies, or the repeated template itself as the argument",
          origin);
      return false;
    }
    if (++resources > MAX_RESOURCES) {
      omit("there are more than " + MAX_RESOURCES + " resources", PARTS, origin);
      return false;
    }
    return true;
  }

  /// Reports that resources are left out because of a limit: once for each limit, at the first
  /// declaration, even if it is found while [speculating][#speculate], because without its
  /// resources the result is not complete.
  ///
  /// @param resolvedBy the input that makes a complete result possible
  void omit(String limit, String resolvedBy, Origin origin) {
    if (omitted.add(new UnknownCause(UnknownCause.Kind.LIMIT, limit, resolvedBy))) {
      problems.add(
          Problem.error(
              limit + "; further resources are not assessed; to assess all, use " + resolvedBy,
              origin));
    }
  }

  /// For each limit that resources were left out for, the cause.
  public List<UnknownCause> omitted() {
    return new ArrayList<>(omitted);
  }

  private static UnknownCause cause(String limit) {
    return new UnknownCause(UnknownCause.Kind.LIMIT, limit, PARTS);
  }

  Unknown limit(String what, Origin origin) {
    report(Problem.error(what + "; evaluation stops here", origin));
    return Unknown.symbol("fail('" + what + "')", cause(what), TypeHint.ANY, origin);
  }
}
