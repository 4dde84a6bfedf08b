package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.effective.ResourceView;
import dev.redoubt.effective.equality.ResourceKeyEquality;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.syntax.ConditionOperator;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Searches the estate for the related resource of `auditIfNotExists`.
///
/// Absence is certain only for a child or an extension of a resource that the deployment creates,
/// and only if all of the deployment was read. Other resources may exist in the resource group or
/// the subscription outside of the deployment.
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
  private final EvaluationFrame frame;
  private final boolean extension;
  private final boolean below;

  public ExistenceCheck(EvaluationEstate estate, ExistenceRule rule, EvaluationFrame frame) {
    this.estate = estate;
    this.resource = frame.resource();
    this.rule = rule;
    this.frame = frame;
    this.extension = EXTENSIONS.contains(rule.type().folded());
    this.below = (extension && !isLevel(resource.type())) || isBelow(rule.type(), resource.type());
  }

  /// Whether resources of a type are a scope of their own, so that no id continues theirs.
  private static boolean isLevel(ResourceType type) {
    return type.equals(ResourceType.RESOURCE_GROUP) || type.equals(ResourceType.SUBSCRIPTION);
  }

  private static boolean isBelow(ResourceType inner, ResourceType outer) {
    ResourceType parent = inner.parent();
    return parent != null && (parent.equals(outer) || isBelow(parent, outer));
  }

  /// A resource that may be the related one.
  private record Candidate(Resource resource, ConditionOutcome related, ConditionOutcome meets) {
    ConditionOutcome outcome() {
      // The condition is evaluated for related resources only.
      return switch (related) {
        case TRUE -> meets;
        case FALSE -> ConditionOutcome.FALSE;
        case UNKNOWN, ERROR, FALSE_OR_ERROR, TRUE_OR_ERROR, ANY ->
            related.mayFail() ? related.and(meets) : meets.join(ConditionOutcome.FALSE);
      };
    }
  }

  /// Whether a related resource exists that meets the condition.
  public ConditionOutcome outcome() {
    List<Candidate> candidates = candidates();
    ConditionOutcome outcome =
        isComplete() || isNamed(candidates) ? ConditionOutcome.FALSE : ConditionOutcome.UNKNOWN;
    for (Candidate candidate : candidates) {
      outcome = outcome.or(candidate.outcome());
    }
    return outcome;
  }

  private boolean isComplete() {
    return isInside() && estate.estate().unread() == null;
  }

  /// Whether only the deployment can have the related resource.
  private boolean isInside() {
    return (below || extension) && resource.managed();
  }

  /// Whether the rule names the resource and the deployment creates it, so that no other has this
  /// name.
  private boolean isNamed(List<Candidate> candidates) {
    return rule.name() != null
        && !rule.wholeSubscription()
        && candidates.stream()
            .anyMatch(
                candidate ->
                    candidate.resource.managed()
                        && candidate.related == ConditionOutcome.TRUE
                        && isOnlyOneOfItsName(candidate.resource));
  }

  /// Whether no other related resource can have the name: children of other parents and extensions
  /// of children can.
  private boolean isOnlyOneOfItsName(Resource other) {
    if (extension) {
      return other.key().scope().equals(new ResourceScope.Resource(resource.key()));
    }
    ResourceType parent = rule.type().parent();
    return parent == null
        || parent.equals(resource.type())
        || (rule.name() != null && fullName(other, evaluate(rule.name())) == ConditionOutcome.TRUE);
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    List<Resource> others =
        below
            ? estate.estate().mayBeBelow(resource.key(), rule.type())
            : estate.estate().ofType(rule.type());
    for (Resource other : others) {
      ConditionOutcome related = related(other);
      if (related != ConditionOutcome.FALSE) {
        candidates.add(candidate(other, related));
      }
    }
    return candidates;
  }

  /// If the service creates the resource whenever it is not deployed, it exists in either case.
  private Candidate candidate(Resource other, ConditionOutcome related) {
    ConditionOutcome meets = meets(estate.view(other));
    ResourceView substitute = estate.substitute(other);
    if (substitute == null) {
      return new Candidate(other, related.and(present(other)), meets);
    }
    Resource made = substitute.resource();
    return new Candidate(other, related.and(present(made)), meets.join(meets(substitute)));
  }

  private ConditionOutcome meets(ResourceView view) {
    CompiledRules condition = rule.condition();
    return condition == null
        ? ConditionOutcome.TRUE
        : condition.of(view).evaluate(frame.related(view));
  }

  /// Whether the resource is the related one if it exists.
  private ConditionOutcome related(Resource other) {
    ConditionOutcome outcome =
        below
            ? ConditionOutcome.of(
                ResourceKeyEquality.within(other.key(), resource.key(), estate.estate()))
            : inScope(other.key());
    if (rule.name() != null) {
      outcome = outcome.and(named(other, evaluate(rule.name())));
    }
    if (rule.kind() != null) {
      outcome =
          outcome.and(
              OperatorComparison.test(
                  ConditionOperator.EQUALS, other.body().lookup("kind"), evaluate(rule.kind())));
    }
    return outcome;
  }

  private Value evaluate(TemplateExpression expression) {
    return ExpressionContext.evaluate(expression, frame, null);
  }

  private static ConditionOutcome named(Resource other, Value name) {
    return OperatorComparison.test(ConditionOperator.EQUALS, other.key().lastName().value(), name)
        .or(fullName(other, name));
  }

  private static ConditionOutcome fullName(Resource other, Value name) {
    return OperatorComparison.test(ConditionOperator.EQUALS, other.key().nameValue(), name);
  }

  /// A resource under the same condition exists whenever this one does.
  private ConditionOutcome present(Resource other) {
    ResourceExistence existence = other.existence();
    boolean isConditional = existence instanceof ResourceExistence.Conditional;
    return existence.isCertain() || (isConditional && existence.equals(resource.existence()))
        ? ConditionOutcome.TRUE
        : ConditionOutcome.UNKNOWN;
  }

  private ConditionOutcome inScope(ResourceKey key) {
    ResourceScope mine = ownLevel(resource.key());
    ResourceScope theirs = extension ? key.scope() : level(key);
    if (rule.wholeSubscription()) {
      return inSubscription(mine, theirs);
    }
    if (rule.resourceGroupName() != null) {
      Value name = evaluate(rule.resourceGroupName());
      return switch (theirs) {
        case ResourceScope.ResourceGroup(_, var group) ->
            inSubscription(mine, theirs)
                .and(OperatorComparison.test(ConditionOperator.EQUALS, group.value(), name));
        case ResourceScope.Opaque _ -> ConditionOutcome.UNKNOWN;
        case ResourceScope.Tenant _,
            ResourceScope.ManagementGroup _,
            ResourceScope.Subscription _,
            ResourceScope.Resource _ ->
            ConditionOutcome.FALSE;
      };
    }
    return ConditionOutcome.of(ResourceKeyEquality.same(mine, theirs));
  }

  /// Azure searches the subscription of the resource, no other.
  private static ConditionOutcome inSubscription(ResourceScope mine, ResourceScope theirs) {
    if (mine instanceof ResourceScope.Opaque || theirs instanceof ResourceScope.Opaque) {
      return ConditionOutcome.UNKNOWN;
    }
    NameSegment left = subscription(mine);
    NameSegment right = subscription(theirs);
    return left == null || right == null
        ? ConditionOutcome.FALSE
        : ConditionOutcome.of(ResourceKeyEquality.same(left, right));
  }

  private static @Nullable NameSegment subscription(ResourceScope scope) {
    return switch (scope) {
      case ResourceScope.ResourceGroup(var subscription, _) -> subscription;
      case ResourceScope.Subscription(var subscription) -> subscription;
      case ResourceScope.Resource(var extended) -> subscription(level(extended));
      case ResourceScope.Tenant _, ResourceScope.ManagementGroup _, ResourceScope.Opaque _ -> null;
    };
  }

  /// The level in which the related resource is searched: a resource group is one itself.
  private static ResourceScope ownLevel(ResourceKey key) {
    if (key.type().equals(ResourceType.RESOURCE_GROUP)
        && key.scope() instanceof ResourceScope.Subscription(var subscription)) {
      return new ResourceScope.ResourceGroup(subscription, key.lastName());
    }
    return key.type().equals(ResourceType.SUBSCRIPTION)
        ? new ResourceScope.Subscription(key.lastName())
        : level(key);
  }

  /// The level of the resource hierarchy that contains a resource.
  static ResourceScope level(ResourceKey key) {
    return key.scope() instanceof ResourceScope.Resource(var extended)
        ? level(extended)
        : key.scope();
  }

  /// The reason that no related resource is known to exist, or which one does.
  public ExplainedTruth why() {
    ConditionOutcome outcome = outcome();
    TruthValue truth = outcome.truth();
    List<Reason> reasons = new ArrayList<>();
    Set<UnknownCause> causes = new LinkedHashSet<>();
    for (Candidate candidate : candidates()) {
      if (candidate.outcome() == outcome || !outcome.mayBeTrue()) {
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
    UnknownCause unread = estate.estate().unread();
    if (unread != null && isInside()) {
      return unread;
    }
    return new UnknownCause(
        UnknownCause.Kind.OUTSIDE_RESOURCE,
        "a `%s` may exist outside of this deployment".formatted(rule.type()),
        "assess the template that declares it as part of this deployment: `join` in"
            + " `redoubt.yaml`");
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
    CompiledRules condition = rule.condition();
    if (condition != null && candidate.meets != ConditionOutcome.TRUE) {
      ResourceView view = estate.view(other);
      boolean violation = candidate.meets == ConditionOutcome.FALSE;
      for (ExplainedTruth why :
          new RuleExplainer(frame.related(view), violation).why(condition.of(view))) {
        because.add(why.reason());
        causes.addAll(why.causes());
      }
    }
    if (candidate.related != ConditionOutcome.TRUE) {
      Reason presence = presence(other, causes);
      if (presence != null) {
        because.add(presence);
      }
    }
    String name = other.key().shortName();
    return new Reason(candidate.outcome().truth(), "`" + name + "`", other.origin(), because);
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
