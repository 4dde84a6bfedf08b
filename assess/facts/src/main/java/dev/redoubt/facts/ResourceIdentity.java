package dev.redoubt.facts;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import java.util.List;

/// The managed identities that a resource acts as.
///
/// @param systemAssigned whether it has a system-assigned identity
/// @param userAssigned the user-assigned identities that it names, whether the deployment has them
///   or not
public record ResourceIdentity(TruthValue systemAssigned, List<ResourceKey> userAssigned) {

  private static final ResourceType USER_ASSIGNED =
      ResourceType.of("Microsoft.ManagedIdentity/userAssignedIdentities");

  /// Where Kubernetes clusters name the identity of their nodes.
  private static final String KUBELET = "properties.identityProfile";

  public ResourceIdentity {
    userAssigned = List.copyOf(userAssigned);
  }

  /// The identities of a resource.
  public static ResourceIdentity of(ResourceFacts resource) {
    EffectiveProperty type = resource.property("identity.type");
    List<ResourceKey> named =
        ReferenceReader.keys(
            resource.deployment(), resource.property("identity.userAssignedIdentities").value());
    if (resource.resource().managed()) {
      named.addAll(ReferenceReader.keys(resource.deployment(), resource.property(KUBELET).value()));
    }
    named.removeIf(key -> !key.type().equals(USER_ASSIGNED));
    return new ResourceIdentity(hasSystemAssigned(type), named.stream().distinct().toList());
  }

  private static TruthValue hasSystemAssigned(EffectiveProperty type) {
    TruthValue truth = null;
    for (Value branch : type.branches()) {
      TruthValue here =
          switch (branch) {
            case StringValue(var text, _) ->
                TruthValue.of(PropertyName.folded(text).contains("systemassigned"));
            case Unknown _ -> TruthValue.UNKNOWN;
            case null, default -> TruthValue.FALSE;
          };
      truth = truth == null ? here : truth.join(here);
    }
    return truth == null ? TruthValue.FALSE : truth;
  }
}
