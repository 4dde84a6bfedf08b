package dev.redoubt.policy;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.Cause;
import dev.redoubt.estate.Resource;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Truth;
import dev.redoubt.policy.internal.evaluate.Applicability;
import dev.redoubt.policy.internal.evaluate.ExistenceCheck;
import dev.redoubt.policy.internal.evaluate.Explainer;
import dev.redoubt.policy.internal.evaluate.RuleEvaluator;
import dev.redoubt.policy.internal.evaluate.Why;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates bound policies for the resources of an estate.
///
/// A condition that holds makes a resource non-compliant (`audit`, `deny`), or asks for a related
/// resource (`auditIfNotExists`). One that does not hold makes it compliant where the policy is
/// about such resources, and not applicable otherwise. Safe for use by several threads.
public final class PolicyEvaluator {

  private final EvaluationEstate estate;

  public PolicyEvaluator(EvaluationEstate estate) {
    this.estate = estate;
  }

  /// The state of one policy for one resource.
  public PolicyResult evaluate(BoundPolicy policy, Resource resource) {
    return new Evaluation(policy, resource).result();
  }

  /// Whether a policy can be about resources of the type that this one has. Where not, [#evaluate]
  /// yields [State#NOT_APPLICABLE] for each of them: who evaluates many resources asks once a type.
  public boolean mayConcernType(BoundPolicy policy, Resource resource) {
    return Applicability.mayConcernType(policy.rule(), new RuleEvaluator(estate.view(resource)));
  }

  /// One policy and one resource.
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
      if (policy.effect() == Effect.DISABLED) {
        return told(State.NOT_APPLICABLE, "the effect of " + name() + " is `disabled`");
      }
      Truth truth = evaluator.truth(policy.rule());
      if (truth == Truth.FALSE) {
        boolean about =
            !policy.effect().looksForExistence()
                && Applicability.of(policy.rule(), evaluator) != Truth.FALSE;
        return about
            ? explained(State.COMPLIANT, "the condition of " + name() + " does not hold", null)
            : explained(State.NOT_APPLICABLE, name() + " is not about it", null);
      }
      String refusal = policy.refusal();
      if (refusal != null) {
        return told(State.UNSUPPORTED, name() + " cannot be evaluated: " + refusal);
      }
      return policy.existence() == null
          ? direct(truth)
          : existence(truth, new ExistenceCheck(estate, policy.existence(), evaluator));
    }

    private PolicyResult direct(Truth truth) {
      return truth == Truth.TRUE
          ? explained(State.NON_COMPLIANT, "the condition of " + name() + " holds", null)
          : unknown("whether the condition of " + name() + " holds is not known", null);
    }

    private PolicyResult existence(Truth truth, ExistenceCheck check) {
      Truth exists = check.truth();
      if (exists == Truth.TRUE) {
        return explained(State.COMPLIANT, name() + " is met", check);
      }
      return truth == Truth.TRUE && exists == Truth.FALSE
          ? explained(State.NON_COMPLIANT, name() + " is not met", check)
          : unknown("whether " + name() + " is met is not known", check);
    }

    private PolicyResult unknown(String text, @Nullable ExistenceCheck check) {
      boolean unsupported =
          policy.rule().isUnsupported()
              || (policy.existence() != null
                  && policy.existence().condition() != null
                  && policy.existence().condition().isUnsupported());
      if (unsupported) {
        return explained(State.UNSUPPORTED, name() + " cannot be evaluated in full", check);
      }
      PolicyResult result = explained(State.UNKNOWN, text, check);
      boolean failed =
          !result.causes().isEmpty()
              && result.causes().stream()
                  .allMatch(cause -> cause.kind() == Cause.Kind.INVALID_EXPRESSION);
      return failed
          ? explained(State.ERROR, "the evaluation of " + name() + " fails", check)
          : result;
    }

    private String name() {
      return "`" + policy.definition().displayName() + "`";
    }

    private PolicyResult told(State state, String text) {
      Reason reason = Reason.of(truthOf(state), text, resource.origin());
      return new PolicyResult(
          state,
          policy.effect(),
          new Explanation(() -> new Explanation.Told(reason, List.of()), resource.origin()));
    }

    private PolicyResult explained(State state, String text, @Nullable ExistenceCheck check) {
      return new PolicyResult(
          state,
          policy.effect(),
          new Explanation(() -> tell(state, text, check), resource.origin()));
    }

    private Explanation.Told tell(State state, String text, @Nullable ExistenceCheck check) {
      List<Why> whys = new ArrayList<>();
      if (check != null) {
        whys.add(check.why());
      }
      if (check == null || evaluator.truth(policy.rule()) == Truth.UNKNOWN) {
        whys.addAll(new Explainer(evaluator).why(policy.rule()));
      }
      Set<Cause> causes = new LinkedHashSet<>();
      whys.forEach(why -> causes.addAll(why.causes()));
      Reason reason =
          new Reason(
              truthOf(state), text, resource.origin(), whys.stream().map(Why::reason).toList());
      return new Explanation.Told(reason, List.copyOf(causes));
    }

    private static Truth truthOf(State state) {
      return switch (state) {
        case UNKNOWN, UNSUPPORTED, ERROR -> Truth.UNKNOWN;
        case COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, EXEMPT -> Truth.TRUE;
      };
    }
  }
}
