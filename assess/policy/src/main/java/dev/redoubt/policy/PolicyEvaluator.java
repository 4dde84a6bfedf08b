package dev.redoubt.policy;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.effective.IndexedTypes;
import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.context.EvaluationContext;
import dev.redoubt.policy.internal.evaluate.CompiledRule;
import dev.redoubt.policy.internal.evaluate.ConditionOutcome;
import dev.redoubt.policy.internal.evaluate.EvaluationFrame;
import dev.redoubt.policy.internal.evaluate.ExistenceCheck;
import dev.redoubt.policy.internal.evaluate.ExistenceRule;
import dev.redoubt.policy.internal.evaluate.ExplainedTruth;
import dev.redoubt.policy.internal.evaluate.RuleExplainer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates bound policies for the resources of an estate.
///
/// A condition that holds makes a resource non-compliant (`audit`, `deny`) or requires a related
/// resource (`auditIfNotExists`, `deployIfNotExists`). A condition that does not hold makes it
/// compliant if the policy applies or may apply to such resources, otherwise not applicable. An
/// evaluation that certainly fails is an error; one that may fail is unknown. Thread-safe.
public final class PolicyEvaluator {

  private final EvaluationEstate estate;
  private final EvaluationContext context;
  private final PolicyResult.Explainer explainer = result -> new Explanations(result).explain();

  public PolicyEvaluator(EvaluationEstate estate) {
    this(estate, EvaluationContext.UNKNOWN);
  }

  public PolicyEvaluator(EvaluationEstate estate, EvaluationContext context) {
    this.estate = estate;
    this.context = context;
  }

  /// The state of one policy for one resource.
  public PolicyResult evaluate(BoundPolicy policy, Resource resource) {
    return new PolicyResult(state(policy, resource), policy, resource, explainer);
  }

  /// Whether a policy can apply to resources of this type. If not, [#evaluate] returns
  /// [ComplianceState#NOT_APPLICABLE] for all of them, so a caller with many resources checks once
  /// per type.
  public boolean mayConcernType(BoundPolicy policy, Resource resource) {
    return policy.mayConcern(resource.type());
  }

  private EvaluationFrame frame(ResourceView view) {
    return new EvaluationFrame(view, context, estate.estate());
  }

  private ComplianceState state(BoundPolicy policy, Resource resource) {
    if (policy.effect() instanceof PolicyEffect.Disabled) {
      return ComplianceState.NOT_APPLICABLE;
    }
    ResourceView view = estate.view(resource);
    CompiledRule rule = policy.compiledFor(view);
    if (!rule.mayConcernType()) {
      return ComplianceState.NOT_APPLICABLE;
    }
    TruthValue inMode = policy.isIndexed() ? IndexedTypes.contains(resource) : TruthValue.TRUE;
    if (inMode == TruthValue.FALSE) {
      return ComplianceState.NOT_APPLICABLE;
    }
    EvaluationFrame frame = frame(view);
    ConditionOutcome outcome = rule.evaluate(frame);
    if (outcome == ConditionOutcome.FALSE) {
      return !policy.effect().looksForExistence() && rule.applies(frame) != ConditionOutcome.FALSE
          ? ComplianceState.COMPLIANT
          : ComplianceState.NOT_APPLICABLE;
    }
    if (outcome.mayFail() && rule.applies(frame) == ConditionOutcome.FALSE) {
      return ComplianceState.NOT_APPLICABLE;
    }
    if (policy.refusal() != null) {
      return ComplianceState.UNSUPPORTED;
    }
    ConditionOutcome violated = violation(policy, frame, outcome);
    if (inMode == TruthValue.UNKNOWN && violated != ConditionOutcome.FALSE) {
      return ComplianceState.UNKNOWN;
    }
    return switch (violated) {
      case FALSE -> ComplianceState.COMPLIANT;
      case TRUE -> ComplianceState.NON_COMPLIANT;
      case ERROR ->
          policy.hasUnsupportedCondition() ? ComplianceState.UNSUPPORTED : ComplianceState.ERROR;
      case UNKNOWN, FALSE_OR_ERROR, TRUE_OR_ERROR, ANY ->
          policy.hasUnsupportedCondition() ? ComplianceState.UNSUPPORTED : ComplianceState.UNKNOWN;
    };
  }

  /// Whether the resource violates the policy: the condition holds, and there is no related
  /// resource if the effect requires one. Azure looks for it only if the condition holds.
  private ConditionOutcome violation(
      BoundPolicy policy, EvaluationFrame frame, ConditionOutcome outcome) {
    ExistenceRule related = policy.effect().related();
    if (related == null || !outcome.mayBeTrue()) {
      return outcome;
    }
    ConditionOutcome missing = new ExistenceCheck(estate, related, frame).outcome().not();
    return outcome == ConditionOutcome.TRUE ? missing : without(outcome).join(missing);
  }

  /// The outcomes of a condition beside *true*.
  private static ConditionOutcome without(ConditionOutcome outcome) {
    return switch (outcome) {
      case FALSE, UNKNOWN -> ConditionOutcome.FALSE;
      case ERROR, TRUE_OR_ERROR -> ConditionOutcome.ERROR;
      case FALSE_OR_ERROR, ANY -> ConditionOutcome.FALSE_OR_ERROR;
      case TRUE -> throw new IllegalArgumentException("nothing remains");
    };
  }

  /// Explains one result by evaluating it again.
  private final class Explanations {

    private final PolicyResult result;
    private final BoundPolicy policy;
    private final Resource resource;
    private final String name;

    Explanations(PolicyResult result) {
      this.result = result;
      this.policy = result.policy();
      this.resource = result.resource();
      this.name = "`" + policy.definition().displayName() + "`";
    }

    PolicyResult.Explanation explain() {
      if (policy.effect() instanceof PolicyEffect.Disabled) {
        return alone("the effect of " + name + " is `disabled`", List.of());
      }
      ResourceView view = estate.view(resource);
      CompiledRule rule = policy.compiledFor(view);
      if (policy.isIndexed() && rule.mayConcernType()) {
        TruthValue inMode = IndexedTypes.contains(resource);
        if (inMode == TruthValue.FALSE) {
          return alone(
              name
                  + " does not apply: its mode `Indexed` is for types with tags and a location,"
                  + " which `"
                  + resource.type()
                  + "` is not",
              List.of());
        }
      }
      EvaluationFrame frame = frame(view);
      ConditionOutcome outcome =
          rule.mayConcernType() ? rule.evaluate(frame) : ConditionOutcome.FALSE;
      if (policy.refusal() != null && result.state() == ComplianceState.UNSUPPORTED) {
        return alone(name + " cannot be evaluated: " + policy.refusal(), List.of());
      }
      ExistenceRule related = policy.effect().related();
      ExistenceCheck check =
          related == null || !outcome.mayBeTrue()
              ? null
              : new ExistenceCheck(estate, related, frame);
      return withReasons(rule, frame, outcome, check);
    }

    private PolicyResult.Explanation withReasons(
        CompiledRule rule,
        EvaluationFrame frame,
        ConditionOutcome outcome,
        @Nullable ExistenceCheck check) {
      List<ExplainedTruth> whys = new ArrayList<>();
      if (check != null) {
        whys.add(check.why());
      }
      if (check == null || !outcome.isDefinite()) {
        boolean violation = result.state() == ComplianceState.NON_COMPLIANT;
        whys.addAll(new RuleExplainer(frame, violation).why(rule));
      }
      Set<UnknownCause> causes = new LinkedHashSet<>();
      whys.forEach(why -> causes.addAll(why.causes()));
      if (result.state() == ComplianceState.UNKNOWN && causes.isEmpty()) {
        causes.add(
            new UnknownCause(
                UnknownCause.Kind.PROVIDER_DEFAULT,
                "it is not known whether `%s` supports tags and a location"
                    .formatted(resource.type()),
                ""));
      }
      Reason reason =
          new Reason(
              truth(),
              text(check),
              resource.origin(),
              whys.stream().map(ExplainedTruth::reason).toList());
      return new PolicyResult.Explanation(reason, List.copyOf(causes));
    }

    private String text(@Nullable ExistenceCheck check) {
      boolean exists = check != null;
      return switch (result.state()) {
        case COMPLIANT, EXEMPT ->
            exists ? name + " is met" : "the condition of " + name + " does not hold";
        case NON_COMPLIANT -> exists ? name + " is not met" : "the condition of " + name + " holds";
        case NOT_APPLICABLE -> name + " does not apply to this resource";
        case UNKNOWN ->
            exists
                ? "unknown whether " + name + " is met"
                : "unknown whether the condition of " + name + " holds";
        case UNSUPPORTED -> name + " cannot be fully evaluated";
        case ERROR -> "the evaluation of " + name + " fails";
      };
    }

    private PolicyResult.Explanation alone(String text, List<UnknownCause> causes) {
      return new PolicyResult.Explanation(Reason.of(truth(), text, resource.origin()), causes);
    }

    private TruthValue truth() {
      return switch (result.state()) {
        case UNKNOWN, UNSUPPORTED, ERROR -> TruthValue.UNKNOWN;
        case COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, EXEMPT -> TruthValue.TRUE;
      };
    }
  }
}
