package dev.redoubt.policy;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.evaluate.ExistenceCheck;
import dev.redoubt.policy.internal.evaluate.ExplainedTruth;
import dev.redoubt.policy.internal.evaluate.PolicyApplicability;
import dev.redoubt.policy.internal.evaluate.RuleEvaluator;
import dev.redoubt.policy.internal.evaluate.RuleExplainer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates bound policies for the resources of an estate.
///
/// A condition that holds makes a resource non-compliant (`audit`, `deny`) or requires a related
/// resource (`auditIfNotExists`). A condition that does not hold makes it compliant if the policy
/// applies to such resources, otherwise not applicable. Thread-safe.
public final class PolicyEvaluator {

  private final EvaluationEstate estate;

  public PolicyEvaluator(EvaluationEstate estate) {
    this.estate = estate;
  }

  /// The state of one policy for one resource.
  public PolicyResult evaluate(BoundPolicy policy, Resource resource) {
    return new Evaluation(policy, resource).result();
  }

  /// Whether a policy can apply to resources of this type. If not, [#evaluate] returns
  /// [ComplianceState#NOT_APPLICABLE] for all of them, so a caller with many resources checks once
  /// per type.
  public boolean mayConcernType(BoundPolicy policy, Resource resource) {
    return PolicyApplicability.mayConcernType(
        policy.rule(), new RuleEvaluator(estate.view(resource)));
  }

  /// The evaluation of one policy for one resource.
  private final class Evaluation {

    private final BoundPolicy policy;
    private final Resource resource;
    private final RuleEvaluator evaluator;

    Evaluation(BoundPolicy policy, Resource resource) {
      this.policy = policy;
      this.resource = resource;
      this.evaluator = new RuleEvaluator(estate.view(resource));
    }

    PolicyResult result() {
      if (policy.effect() == PolicyEffect.DISABLED) {
        return unexplained(
            ComplianceState.NOT_APPLICABLE, "the effect of " + name() + " is `disabled`");
      }
      TruthValue truth = evaluator.truth(policy.rule());
      if (truth == TruthValue.FALSE) {
        boolean about =
            !policy.effect().looksForExistence()
                && PolicyApplicability.of(policy.rule(), evaluator) != TruthValue.FALSE;
        return about
            ? explained(
                ComplianceState.COMPLIANT, "the condition of " + name() + " does not hold", null)
            : explained(
                ComplianceState.NOT_APPLICABLE, name() + " does not apply to this resource", null);
      }
      String refusal = policy.refusal();
      if (refusal != null) {
        return unexplained(
            ComplianceState.UNSUPPORTED, name() + " cannot be evaluated: " + refusal);
      }
      return policy.existence() == null
          ? direct(truth)
          : existence(truth, new ExistenceCheck(estate, policy.existence(), evaluator));
    }

    private PolicyResult direct(TruthValue truth) {
      return truth == TruthValue.TRUE
          ? explained(ComplianceState.NON_COMPLIANT, "the condition of " + name() + " holds", null)
          : unknown("unknown whether the condition of " + name() + " holds", null);
    }

    private PolicyResult existence(TruthValue truth, ExistenceCheck check) {
      TruthValue exists = check.truth();
      if (exists == TruthValue.TRUE) {
        return explained(ComplianceState.COMPLIANT, name() + " is met", check);
      }
      return truth == TruthValue.TRUE && exists == TruthValue.FALSE
          ? explained(ComplianceState.NON_COMPLIANT, name() + " is not met", check)
          : unknown("unknown whether " + name() + " is met", check);
    }

    private PolicyResult unknown(String text, @Nullable ExistenceCheck check) {
      boolean unsupported =
          policy.rule().isUnsupported()
              || (policy.existence() != null
                  && policy.existence().condition() != null
                  && policy.existence().condition().isUnsupported());
      if (unsupported) {
        return explained(ComplianceState.UNSUPPORTED, name() + " cannot be fully evaluated", check);
      }
      PolicyResult result = explained(ComplianceState.UNKNOWN, text, check);
      boolean failed =
          !result.causes().isEmpty()
              && result.causes().stream()
                  .allMatch(cause -> cause.kind() == UnknownCause.Kind.INVALID_EXPRESSION);
      return failed
          ? explained(ComplianceState.ERROR, "the evaluation of " + name() + " fails", check)
          : result;
    }

    private String name() {
      return "`" + policy.definition().displayName() + "`";
    }

    private PolicyResult unexplained(ComplianceState state, String text) {
      Reason reason = Reason.of(truthOf(state), text, resource.origin());
      return new PolicyResult(
          state,
          policy.effect(),
          new LazyReason(() -> new LazyReason.Explanation(reason, List.of()), resource.origin()));
    }

    private PolicyResult explained(
        ComplianceState state, String text, @Nullable ExistenceCheck check) {
      return new PolicyResult(
          state,
          policy.effect(),
          new LazyReason(() -> explain(state, text, check), resource.origin()));
    }

    private LazyReason.Explanation explain(
        ComplianceState state, String text, @Nullable ExistenceCheck check) {
      List<ExplainedTruth> whys = new ArrayList<>();
      if (check != null) {
        whys.add(check.why());
      }
      if (check == null || evaluator.truth(policy.rule()) == TruthValue.UNKNOWN) {
        whys.addAll(
            new RuleExplainer(evaluator, state == ComplianceState.NON_COMPLIANT)
                .why(policy.rule()));
      }
      Set<UnknownCause> causes = new LinkedHashSet<>();
      whys.forEach(why -> causes.addAll(why.causes()));
      Reason reason =
          new Reason(
              truthOf(state),
              text,
              resource.origin(),
              whys.stream().map(ExplainedTruth::reason).toList());
      return new LazyReason.Explanation(reason, List.copyOf(causes));
    }

    private static TruthValue truthOf(ComplianceState state) {
      return switch (state) {
        case UNKNOWN, UNSUPPORTED, ERROR -> TruthValue.UNKNOWN;
        case COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, EXEMPT -> TruthValue.TRUE;
      };
    }
  }
}
