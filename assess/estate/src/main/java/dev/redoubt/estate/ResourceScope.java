package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.List;

/// The scope of a resource: a level of Azure's hierarchy, or another resource that it extends.
public sealed interface ResourceScope {

  /// The root of a tenant.
  record Tenant() implements ResourceScope {
    public static final Tenant ROOT = new Tenant();
  }

  record ManagementGroup(NameSegment name) implements ResourceScope {}

  record Subscription(NameSegment id) implements ResourceScope {}

  record ResourceGroup(NameSegment subscription, NameSegment name) implements ResourceScope {}

  /// The scope of an extension resource: the resource that it extends.
  record Resource(ResourceKey key) implements ResourceScope {}

  /// A scope whose id is entirely unknown.
  record Opaque(Unknown id) implements ResourceScope {}

  /// Returns the Azure id, fully known, partially known or unknown; without trailing slash, empty
  /// for a tenant.
  default Value idValue() {
    return Unknown.text(idParts(), Origin.NONE);
  }

  /// Returns the parts whose concatenation is [#idValue].
  default List<Value> idParts() {
    return switch (this) {
      case Tenant _ -> List.of();
      case ManagementGroup(var name) ->
          List.of(
              StringValue.of("/providers/Microsoft.Management/managementGroups/"), name.value());
      case Subscription(var id) -> List.of(StringValue.of("/subscriptions/"), id.value());
      case ResourceGroup(var subscription, var name) ->
          List.of(
              StringValue.of("/subscriptions/"),
              subscription.value(),
              StringValue.of("/resourceGroups/"),
              name.value());
      case Resource(var key) -> new ArrayList<>(key.idParts());
      case Opaque(var id) -> List.of(id);
    };
  }
}
