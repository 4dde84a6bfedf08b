package dev.redoubt.effective;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds the principal type to role assignments that leave it out. Azure looks it up in the
/// directory then. The principal of a managed identity is always a service principal, although its
/// id is known only after deployment.
///
/// Source: "Managed identities for Azure resources: how they work", Microsoft Learn, 2025.
final class AssignedPrincipals {

  private static final ResourceType ASSIGNMENT =
      ResourceType.of("Microsoft.Authorization/roleAssignments");
  private static final ResourceType IDENTITY =
      ResourceType.of("Microsoft.ManagedIdentity/userAssignedIdentities");

  private AssignedPrincipals() {}

  /// The payload with `principalType`, if it is absent and follows from `principalId`.
  static ObjectValue withPrincipalType(Resource resource, ObjectValue body) {
    if (!resource.type().equals(ASSIGNMENT)) {
      return body;
    }
    Value declared = body.at("properties.principalType");
    boolean isAbsent = declared == null || declared instanceof NullValue;
    return isAbsent && isManagedIdentity(body.at("properties.principalId"))
        ? EffectiveEstate.withProperty(
            body, "principalType", StringValue.of("ServicePrincipal").at(Origin.DERIVED))
        : body;
  }

  private static boolean isManagedIdentity(@Nullable Value principalId) {
    if (!(principalId instanceof Unknown unknown)) {
      return false;
    }
    return switch (unknown.residual()) {
      case ResidualExpression.RuntimeProperty(var resource, var path, _) ->
          isPrincipalId(resource.type(), path);
      case ResidualExpression.Choice(_, var whenTrue, var whenFalse) ->
          isManagedIdentity(whenTrue) && isManagedIdentity(whenFalse);
      case ResidualExpression.Symbol _,
          ResidualExpression.Call _,
          ResidualExpression.Member _,
          ResidualExpression.Text _,
          ResidualExpression.Failure _ ->
          false;
    };
  }

  /// Whether a run-time property is the id of a managed identity: `identity.principalId` of any
  /// resource, `identity.userAssignedIdentities.ID.principalId`, or `properties.principalId` of a
  /// user-assigned identity.
  private static boolean isPrincipalId(ResourceType type, List<String> path) {
    if (path.size() < 2 || !PropertyName.same(path.getLast(), "principalId")) {
      return false;
    }
    boolean isUserAssigned =
        path.size() == 4
            && PropertyName.same(path.getFirst(), "identity")
            && PropertyName.same(path.get(1), "userAssignedIdentities");
    boolean isSystemAssigned = path.size() == 2 && PropertyName.same(path.getFirst(), "identity");
    boolean isIdentity =
        path.size() == 2
            && PropertyName.same(path.getFirst(), "properties")
            && type.equals(IDENTITY);
    return isSystemAssigned || isUserAssigned || isIdentity;
  }
}
