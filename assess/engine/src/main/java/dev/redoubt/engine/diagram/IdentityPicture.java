package dev.redoubt.engine.diagram;

import dev.redoubt.engine.inventory.RoleNames;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.FederatedTrusts;
import dev.redoubt.facts.Principal;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.facts.ResourceIdentity;
import dev.redoubt.facts.RoleAssignments;
import dev.redoubt.facts.TypeDescription.Shape;
import dev.redoubt.facts.ValueText;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.inventory.WorkloadIdentity;
import org.jspecify.annotations.Nullable;

/// Who may act as which identity, what runs as it, and which roles it has where.
final class IdentityPicture {

  private final Picture picture;
  private final DeploymentFacts deployment;
  private int unused;

  private IdentityPicture(DeploymentFacts deployment) {
    this.deployment = deployment;
    this.picture = new Picture(deployment);
  }

  static Picture of(DeploymentFacts deployment) {
    IdentityPicture made = new IdentityPicture(deployment);
    made.addIdentities();
    RoleAssignments.of(deployment).forEach(made::addAssignment);
    made.addRunners();
    made.countRest();
    return made.picture;
  }

  private void addIdentities() {
    for (ResourceFacts each : Picture.declared(deployment)) {
      if (each.resource().type().is("Microsoft.ManagedIdentity/userAssignedIdentities")) {
        DrawnNode node = picture.add(each, DiagramNode.Kind.IDENTITY, null);
        for (FederatedTrusts.Trust trust : FederatedTrusts.of(deployment, each.key())) {
          String id = "federation:" + trust.issuer() + "/" + trust.subject();
          picture.add(
              id,
              DiagramNode.Kind.OUTSIDE,
              DiagramSymbol.PERSON,
              Labels.shortened(trust.subject()),
              "federated by " + issuer(trust.issuer()));
          picture.connect(
              id,
              node.id,
              DiagramEdge.Kind.FEDERATION,
              "",
              trust.declaration().resource().existence().isCertain());
        }
      }
    }
  }

  private static String issuer(String url) {
    if (url.equals("https://token.actions.githubusercontent.com")) {
      return "GitHub Actions";
    }
    return Labels.shortened(url.replaceFirst("^https://", "").replaceFirst("/.*", ""));
  }

  private void addAssignment(RoleAssignments.Assignment assignment) {
    DrawnNode principal = principal(assignment.principal());
    String scope = scope(assignment.scope());
    picture.connect(
        principal.id,
        scope,
        DiagramEdge.Kind.ROLE,
        RoleNames.of(assignment),
        assignment.declaration().resource().existence().isCertain());
    ResourceKey declaration = assignment.declaration().key();
    if (!picture.isPlaced(declaration)) {
      picture.count(assignment.declaration(), scope, "drawn as lines");
    }
  }

  private DrawnNode principal(Principal principal) {
    ResourceFacts known =
        principal.kind() == WorkloadIdentity.Kind.USER_ASSIGNED && principal.resource() != null
            ? deployment.find(principal.resource())
            : null;
    String place = known == null ? null : picture.place(known.key());
    DrawnNode declared = place == null ? null : picture.nodes.get(place);
    if (declared != null) {
      return declared;
    }
    boolean isNamed = principal.kind() == WorkloadIdentity.Kind.OTHER;
    DrawnNode node =
        picture.add(
            principal.id(),
            DiagramNode.Kind.IDENTITY,
            isNamed ? DiagramSymbol.PERSON : DiagramSymbol.IDENTITY,
            Labels.ofExpression(principal.name()),
            words(principal));
    node.isCertain = principal.kind() != WorkloadIdentity.Kind.UNKNOWN;
    return node;
  }

  private static String words(Principal principal) {
    return switch (principal.kind()) {
      case SYSTEM_ASSIGNED -> "system-assigned identity";
      case USER_ASSIGNED -> "other managed identity";
      case OTHER -> "principal named by its id";
      case UNKNOWN -> "unknown principal";
    };
  }

  /// The node of a scope: a resource, or a level above resources.
  private String scope(ResourceScope scope) {
    return switch (scope) {
      case ResourceScope.Resource(var key) -> resourceScope(key);
      case ResourceScope.ResourceGroup(_, var name) ->
          level(scope, "resource group", ValueText.shortName(name, ""), name.isLiteral());
      case ResourceScope.Subscription(var id) ->
          level(scope, "subscription", ValueText.shortName(id, ""), id.isLiteral());
      case ResourceScope.ManagementGroup(var name) ->
          level(scope, "management group", ValueText.shortName(name, ""), name.isLiteral());
      case ResourceScope.Tenant _ -> level(scope, "tenant", "tenant", true);
      case ResourceScope.Opaque(var id) ->
          level(scope, "unknown scope", Labels.shortened(ValueText.of(id)), false);
    };
  }

  private String level(ResourceScope scope, String words, String name, boolean isKnown) {
    String label = isKnown ? name : "the " + words;
    return picture.add(
            "scope:" + ValueText.of(scope.idValue()),
            DiagramNode.Kind.SCOPE,
            DiagramSymbol.POLICY,
            label,
            words)
        .id;
  }

  private String resourceScope(ResourceKey key) {
    ResourceFacts facts = nearest(key);
    if (facts == null) {
      DrawnNode node =
          picture.add(
              "scope:" + key.id(),
              DiagramNode.Kind.SCOPE,
              DiagramSymbol.RESOURCE,
              ValueText.shortName(key.lastName(), ""),
              "other resource");
      node.isCertain = false;
      return node.id;
    }
    if (picture.isPlaced(facts.key())) {
      return String.valueOf(picture.place(facts.key()));
    }
    DrawnNode node = picture.add(facts, DiagramNode.Kind.RESOURCE, null);
    ResourceKey owner = facts.key().parent();
    if (owner != null) {
      node.remarks.add("in " + ValueText.shortName(owner.names().getFirst(), ""));
    }
    return node.id;
  }

  private @Nullable ResourceFacts nearest(ResourceKey key) {
    for (ResourceKey here = key; here != null; here = here.parent()) {
      ResourceFacts found = deployment.find(here);
      if (found != null && !found.isCreatedByService()) {
        return found;
      }
    }
    return null;
  }

  private void addRunners() {
    for (ResourceFacts each : Picture.declared(deployment)) {
      ResourceIdentity identity = ResourceIdentity.of(each);
      Principal own = Principal.systemAssigned(each.key());
      if (identity.systemAssigned() == TruthValue.TRUE) {
        if (picture.nodes.containsKey(own.id())) {
          run(each, own.id());
        } else {
          unused++;
        }
      }
      for (ResourceKey named : identity.userAssigned()) {
        run(each, principal(Principal.userAssigned(named)).id);
      }
    }
    if (unused > 0) {
      picture.remarks.add(
          "Not drawn: %s without a role in the templates"
              .formatted(
                  unused == 1
                      ? "1 system-assigned identity"
                      : unused + " system-assigned identities"));
    }
  }

  private void run(ResourceFacts runner, String identity) {
    boolean isOwn = runner.description().shape() == Shape.COMPONENT;
    String place = isOwn && !picture.isPlaced(runner.key()) ? null : picture.place(runner.key());
    DrawnNode node =
        place == null
            ? picture.add(runner, DiagramNode.Kind.RESOURCE, null)
            : picture.nodes.get(place);
    picture.connect(
        node == null ? null : node.id,
        identity,
        DiagramEdge.Kind.RUNS_AS,
        "",
        runner.resource().existence().isCertain());
  }

  private void countRest() {
    for (ResourceFacts each : Picture.declared(deployment)) {
      if (!picture.isPlaced(each.key())) {
        String parent = picture.place(each.key().parent());
        picture.count(
            each,
            parent,
            parent == null ? "without an identity or a role" : "drawn with their parents");
      }
    }
  }
}
