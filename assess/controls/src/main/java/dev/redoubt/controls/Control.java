package dev.redoubt.controls;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.policy.BoundPolicy;
import org.jspecify.annotations.Nullable;

/// A control that can be run: what reports say of it, and the Azure Policy that decides it.
///
/// @param info for reports
/// @param definition the policy definition as it is assigned in Azure
/// @param policy the definition with the default values of its parameters
/// @param scope decides for which of the policy's resources the control says anything: those that
///   it finds *not* compliant. Null where it speaks of all of them. Azure has no such thing: there,
///   a resource that a rule does not mean counts as compliant, which a report would print as
///   "holds".
public record Control(
    ControlDescription info,
    ObjectValue definition,
    BoundPolicy policy,
    @Nullable BoundPolicy scope) {}
