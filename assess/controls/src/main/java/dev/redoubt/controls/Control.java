package dev.redoubt.controls;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.policy.BoundPolicy;
import dev.redoubt.policy.ComplianceState;
import dev.redoubt.policy.PolicyEvaluator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A control: its description, and the Azure Policy definition that decides its verdict.
///
/// @param info the description for reports
/// @param definition the policy definition as it is assigned in Azure
/// @param policy the definition with the default values of its parameters
/// @param scope limits the control to some resources of the policy: those that this policy reports
///   as *not* compliant. Null if the control applies to all of them. Azure has no such scope:
///   there, a resource that a rule does not concern is compliant, which a report would show as
///   passed.
/// @param isBuiltIn whether it is a control of the catalog; otherwise it is a policy of the user,
///   which says nothing about how completely a type is covered
/// @param fix the steps of the fix, as data; `assess/fixes` reads them
public record Control(
    ControlDescription info,
    ObjectValue definition,
    BoundPolicy policy,
    @Nullable BoundPolicy scope,
    boolean isBuiltIn,
    ObjectValue fix) {

  /// Whether a resource certainly violates the control if its deployment has no other resource.
  public boolean isViolatedBy(Resource resource) {
    Estate alone = new Estate(List.of(resource), List.of(), new SourceFiles());
    return new PolicyEvaluator(EvaluationEstate.predicted(alone)).evaluate(policy, resource).state()
        == ComplianceState.NON_COMPLIANT;
  }
}
