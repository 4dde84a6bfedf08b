package dev.redoubt.findings.inventory;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A role assignment in the templates. It is declared, not effective: the assignments that the
/// principal inherits are not in the templates.
///
/// @param identity the id of the [WorkloadIdentity] that gets the role
/// @param role the name of the role if it is known, otherwise its id or the expression for it
/// @param scope where the role applies, one phrase: `resource group`, `storageAccounts stlake`
/// @param scopeResource the resource where it applies; null for a group or a subscription
/// @param condition the condition of the assignment, or of its existence; null if there is none
/// @param deployments the ids of the deployments that have it
public record DeclaredRoleAssignment(
    ResourceKey key,
    String identity,
    String role,
    String scope,
    @Nullable ResourceKey scopeResource,
    @Nullable String condition,
    Origin origin,
    List<String> deployments) {

  public DeclaredRoleAssignment {
    deployments = List.copyOf(deployments);
  }
}
