package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.effective.equality.ResourceKeyEquality;
import dev.redoubt.effective.equality.ValueEquality;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.rule.ExistenceRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Searches the estate for the related resource of `auditIfNotExists`.
///
/// Absence is certain only for a child or an extension of a resource that the deployment creates.
/// Other resources may exist in the resource group or the subscription outside of the deployment.
public final class ExistenceCheck {

  /// Extension types, which are searched on the resource itself.
  private static final Set<String> EXTENSIONS =
      Set.of(
          "microsoft.authorization/locks",
          "microsoft.authorization/roleassignments",
          "microsoft.eventgrid/eventsubscriptions",
          "microsoft.guestconfiguration/guestconfigurationassignments",
          "microsoft.insights/datacollectionruleassociations",
          "microsoft.insights/diagnosticsettings",
          "microsoft.maintenance/configurationassignments",
          "microsoft.security/advancedthreatprotectionsettings",
          "microsoft.security/defenderforstoragesettings");

  private final EvaluationEstate estate;
  private final Resource resource;
  private final ExistenceRule rule;
  private final RuleEvaluator evaluator;
  private final boolean below;

  public ExistenceCheck(EvaluationEstate estate, ExistenceRule rule, RuleEvaluator evaluator) {
    this.estate = estate;
    this.resource = evaluator.view().resource();
    this.rule = rule;
    this.evaluator = evaluator;
    this.below = EXTENSIONS.contains(rule.type().folded()) || isBelow(rule.type(), resource.type());
  }

  private static boolean isBelow(ResourceType inner, ResourceType outer) {
    ResourceType parent = inner.parent();
    return parent != null && (parent.equals(outer) || isBelow(parent, outer));
  }

  /// A resource that may be the related one.
  private record Candidate(Resource resource, TruthValue related, TruthValue meets) {
    TruthValue truth() {
      return related.and(meets);
    }
  }

  /// Whether a related resource exists that meets the condition.
  public TruthValue truth() {
    List<Candidate> candidates = candidates();
    TruthValue truth = isComplete() || isNamed(candidates) ? TruthValue.FALSE : TruthValue.UNKNOWN;
    for (Candidate candidate : candidates) {
      truth = truth.or(candidate.truth());
    }
    return truth;
  }

  private boolean isComplete() {
    return below && resource.managed();
  }

  /// Whether the rule names the resource and the deployment creates it, so that no other has this
  /// name.
  private boolean isNamed(List<Candidate> candidates) {
    return rule.name() != null
        && !rule.wholeSubscription()
        && candidates.stream()
            .anyMatch(
                candidate -> candidate.resource.managed() && candidate.related == TruthValue.TRUE);
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (Resource other : estate.estate().ofType(rule.type())) {
      TruthValue related = related(other);
      if (related != TruthValue.FALSE) {
        candidates.add(new Candidate(other, related, meets(other)));
      }
    }
    return candidates;
  }

  private TruthValue meets(Resource other) {
    return rule.condition() == null
        ? TruthValue.TRUE
        : new RuleEvaluator(estate.view(other)).truth(rule.condition());
  }

  private TruthValue related(Resource other) {
    TruthValue truth =
        below
            ? ResourceKeyEquality.within(other.key(), resource.key(), estate.estate())
            : inScope(other.key());
    if (rule.name() != null) {
      truth = truth.and(named(other, evaluator.evaluate(rule.name(), null)));
    }
    if (rule.kind() != null) {
      Value kind = evaluator.evaluate(rule.kind(), null);
      truth = truth.and(ValueEquality.equal(other.body().lookup("kind"), kind));
    }
    return truth.and(present(other.existence()));
  }

  private static TruthValue named(Resource other, Value name) {
    return ValueEquality.equal(other.key().lastName().value(), name)
        .or(ValueEquality.equal(other.key().nameValue(), name));
  }

  /// A resource under the same condition exists whenever this one does.
  private TruthValue present(ResourceExistence existence) {
    return existence.isCertain() || existence.equals(resource.existence())
        ? TruthValue.TRUE
        : TruthValue.UNKNOWN;
  }

  private TruthValue inScope(ResourceKey key) {
    ResourceScope mine = level(resource.key());
    ResourceScope theirs = level(key);
    if (rule.wholeSubscription()) {
      return TruthValue.TRUE;
    }
    if (rule.resourceGroupName() != null) {
      Value name = evaluator.evaluate(rule.resourceGroupName(), null);
      return theirs instanceof ResourceScope.ResourceGroup(_, var group)
          ? ValueEquality.equal(group.value(), name)
          : TruthValue.FALSE;
    }
    return ResourceKeyEquality.same(mine, theirs);
  }

  /// The level of the resource hierarchy that contains a resource.
  private static ResourceScope level(ResourceKey key) {
    return key.scope() instanceof ResourceScope.Resource(var extended)
        ? level(extended)
        : key.scope();
  }

  /// The reason that no related resource is known to exist, or which one does.
  public ExplainedTruth why() {
    TruthValue truth = truth();
    List<Reason> reasons = new ArrayList<>();
    Set<UnknownCause> causes = new LinkedHashSet<>();
    for (Candidate candidate : candidates()) {
      if (candidate.truth() == truth || truth == TruthValue.FALSE) {
        reasons.add(reason(candidate, causes));
      }
    }
    if (truth == TruthValue.UNKNOWN && !isComplete() && !isNamed(candidates())) {
      causes.add(outside());
    }
    return new ExplainedTruth(
        new Reason(truth, text(truth, reasons.isEmpty()), resource.origin(), reasons),
        truth == TruthValue.UNKNOWN ? List.copyOf(causes) : List.of(),
        ExplainedTruth.PROPERTY);
  }

  private UnknownCause outside() {
    return new UnknownCause(
        UnknownCause.Kind.OUTSIDE_RESOURCE,
        "a `%s` may exist outside of this deployment".formatted(rule.type()),
        "assess the deployed estate, or declare it in `redoubt.yaml` under `platform`");
  }

  private String text(TruthValue truth, boolean none) {
    String what = "`" + rule.type() + "`";
    return switch (truth) {
      case TRUE -> "a " + what + " meets the condition";
      case UNKNOWN -> "unknown whether a " + what + " meets the condition";
      case FALSE ->
          none
              ? "no " + what + " is declared for this resource"
              : "no " + what + " of this resource meets the condition";
    };
  }

  private Reason reason(Candidate candidate, Set<UnknownCause> causes) {
    Resource other = candidate.resource;
    List<Reason> because = new ArrayList<>();
    if (rule.condition() != null && candidate.meets != TruthValue.TRUE) {
      RuleEvaluator inner = new RuleEvaluator(estate.view(other));
      for (ExplainedTruth why :
          new RuleExplainer(inner, candidate.meets == TruthValue.FALSE).why(rule.condition())) {
        because.add(why.reason());
        causes.addAll(why.causes());
      }
    }
    if (candidate.related == TruthValue.UNKNOWN) {
      Reason presence = presence(other, causes);
      if (presence != null) {
        because.add(presence);
      }
    }
    String name = other.key().shortName();
    return new Reason(candidate.truth(), "`" + name + "`", other.origin(), because);
  }

  private @Nullable Reason presence(Resource other, Set<UnknownCause> causes) {
    switch (other.existence()) {
      case ResourceExistence.Conditional(var condition) -> causes.addAll(condition.causes());
      case ResourceExistence.Repeated(var count) -> causes.addAll(count.causes());
      case ResourceExistence.Certain _ -> {
        Value id = other.key().idValue();
        if (id.firstUnknown() != null) {
          causes.addAll(id.firstUnknown().causes());
        }
        return Reason.of(TruthValue.UNKNOWN, "may belong to another resource", other.origin());
      }
    }
    return Reason.of(TruthValue.UNKNOWN, "is deployed under a condition", other.origin());
  }
}
