package dev.redoubt.facts;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.inventory.WorkloadIdentity.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who gets a role. Unknown principals with different expressions are different principals.
///
/// @param id unique in the deployment
/// @param name for people
/// @param resource the managed identity, or the resource that has a system-assigned identity; null
///   for another principal
public record Principal(Kind kind, String id, String name, @Nullable ResourceKey resource) {

  private static final ResourceType USER_ASSIGNED =
      ResourceType.of("Microsoft.ManagedIdentity/userAssignedIdentities");

  /// The system-assigned identity of a resource.
  public static Principal systemAssigned(ResourceKey resource) {
    return new Principal(
        Kind.SYSTEM_ASSIGNED,
        resource.id() + "#identity",
        ValueText.shortName(resource.lastName(), resource.lastName().toString()),
        resource);
  }

  /// A user-assigned identity.
  public static Principal userAssigned(ResourceKey identity) {
    return new Principal(
        Kind.USER_ASSIGNED, identity.id(), ValueText.shortName(identity.lastName(), ""), identity);
  }

  /// The principal with an object id.
  static Principal of(@Nullable Value principalId) {
    if (principalId instanceof StringValue(var text, _) && !text.isEmpty()) {
      String id = PropertyName.folded(text);
      return new Principal(Kind.OTHER, "principal:" + id, text, null);
    }
    Set<Principal> identities = new LinkedHashSet<>();
    for (Value branch : new EffectiveProperty("principalId", principalId).branches()) {
      Principal identity = identity(branch);
      if (identity != null) {
        identities.add(identity);
      } else if (branch != null && !isNothing(branch)) {
        return unknown(principalId);
      }
    }
    return identities.size() == 1 ? identities.iterator().next() : unknown(principalId);
  }

  private static boolean isNothing(Value value) {
    return value instanceof NullValue
        || (value instanceof StringValue(var text, _) && text.isEmpty());
  }

  private static Principal unknown(@Nullable Value principalId) {
    String text = principalId == null ? "no principal" : ValueText.of(principalId);
    return new Principal(Kind.UNKNOWN, "unknown-principal:" + text, text, null);
  }

  /// The managed identity whose run-time property a value is; null for another value.
  private static @Nullable Principal identity(@Nullable Value value) {
    if (!(value
            instanceof
            Unknown(ResidualExpression.RuntimeProperty(var resource, var path, _), _, _, _, _))
        || path.isEmpty()
        || !PropertyName.same(path.getLast(), "principalId")) {
      return null;
    }
    if (resource.type().equals(USER_ASSIGNED)) {
      return userAssigned(resource);
    }
    if (!PropertyName.same(path.getFirst(), "identity")) {
      return null;
    }
    return path.size() == 2 ? systemAssigned(resource) : named(path);
  }

  /// `identity.userAssignedIdentities.ID.principalId`.
  private static @Nullable Principal named(List<String> path) {
    ResourceKey key = path.size() == 4 ? ResourceId.parse(StringValue.of(path.get(2))) : null;
    return key == null ? null : userAssigned(key);
  }
}
