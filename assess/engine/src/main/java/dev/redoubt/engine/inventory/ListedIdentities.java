package dev.redoubt.engine.inventory;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.FederatedTrusts;
import dev.redoubt.facts.Principal;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.facts.ResourceIdentity;
import dev.redoubt.facts.RoleAssignments;
import dev.redoubt.facts.ValueText;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.inventory.DeclaredRoleAssignment;
import dev.redoubt.findings.inventory.WorkloadIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The principals that templates create or name, and their declared roles.
final class ListedIdentities {

  private static final String USER_ASSIGNED = "Microsoft.ManagedIdentity/userAssignedIdentities";

  /// What is known of a principal so far.
  private record Known(
      Principal principal, Set<ResourceKey> usedBy, Set<String> trusts, Origin origin) {}

  private final Map<String, Known> identities = new LinkedHashMap<>();
  private final Map<DeclaredRoleAssignment, Set<String>> assignments = new LinkedHashMap<>();

  void add(DeploymentFacts deployment) {
    for (ResourceFacts each : deployment.resources()) {
      if (each.resource().type().is(USER_ASSIGNED)) {
        Known known = known(Principal.userAssigned(each.key()), each.resource().origin());
        FederatedTrusts.of(deployment, each.key())
            .forEach(trust -> known.trusts().add(trust.text()));
      }
    }
    deployment.resources().forEach(this::addUses);
    for (RoleAssignments.Assignment each : RoleAssignments.of(deployment)) {
      known(each.principal(), each.declaration().resource().origin());
      assignments.computeIfAbsent(declared(each), _ -> new LinkedHashSet<>()).add(deployment.id());
    }
  }

  private Known known(Principal principal, Origin origin) {
    return identities.computeIfAbsent(
        principal.id(),
        _ -> new Known(principal, new LinkedHashSet<>(), new LinkedHashSet<>(), origin));
  }

  private void addUses(ResourceFacts facts) {
    ResourceIdentity identity = ResourceIdentity.of(facts);
    Origin origin = facts.resource().origin();
    if (identity.systemAssigned() == TruthValue.TRUE) {
      known(Principal.systemAssigned(facts.key()), origin).usedBy().add(facts.key());
    }
    for (ResourceKey each : identity.userAssigned()) {
      known(Principal.userAssigned(each), origin).usedBy().add(facts.key());
    }
  }

  private static DeclaredRoleAssignment declared(RoleAssignments.Assignment assignment) {
    ResourceFacts declaration = assignment.declaration();
    return new DeclaredRoleAssignment(
        declaration.key(),
        assignment.principal().id(),
        RoleNames.of(assignment),
        scope(assignment.scope()),
        assignment.scope() instanceof ResourceScope.Resource(var key) ? key : null,
        assignment.condition(),
        declaration.resource().origin(),
        List.of());
  }

  private static String scope(ResourceScope scope) {
    return switch (scope) {
      case ResourceScope.Resource(var key) -> key.shortName();
      case ResourceScope.ResourceGroup(_, var name) ->
          name.isLiteral() ? "resource group " + name : "resource group";
      case ResourceScope.Subscription(var id) ->
          id.isLiteral() ? "subscription " + id : "subscription";
      case ResourceScope.ManagementGroup(var name) -> "management group " + name;
      case ResourceScope.Tenant _ -> "tenant";
      case ResourceScope.Opaque(var id) -> "unknown scope " + ValueText.of(id);
    };
  }

  List<WorkloadIdentity> identities() {
    List<WorkloadIdentity> list = new ArrayList<>();
    identities.forEach(
        (id, known) -> {
          Principal principal = known.principal();
          @Nullable ResourceKey resource = principal.resource();
          list.add(
              new WorkloadIdentity(
                  id,
                  principal.kind(),
                  resource == null ? principal.name() : resource.namesText(),
                  resource,
                  List.copyOf(known.usedBy()),
                  List.copyOf(known.trusts()),
                  known.origin()));
        });
    return list;
  }

  List<DeclaredRoleAssignment> assignments() {
    List<DeclaredRoleAssignment> list = new ArrayList<>();
    assignments.forEach(
        (each, deployments) ->
            list.add(
                new DeclaredRoleAssignment(
                    each.key(),
                    each.identity(),
                    each.role(),
                    each.scope(),
                    each.scopeResource(),
                    each.condition(),
                    each.origin(),
                    List.copyOf(deployments))));
    return list;
  }
}
