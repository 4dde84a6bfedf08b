package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.List;

/// Where a resource lives: a level of Azure's hierarchy, or another resource that it extends.
public sealed interface Scope {

  /// The root of a tenant.
  record Tenant() implements Scope {
    public static final Tenant ROOT = new Tenant();
  }

  record ManagementGroup(Segment name) implements Scope {}

  record Subscription(Segment id) implements Scope {}

  record ResourceGroup(Segment subscription, Segment name) implements Scope {}

  /// The scope of an extension resource: the resource that it extends.
  record Resource(ResourceKey key) implements Scope {}

  /// A scope whose whole id is not known.
  record Opaque(Unknown id) implements Scope {}

  /// Its Azure id: known, known in part, or unknown; without a slash at the end, empty for a
  /// tenant.
  default Value idValue() {
    return Unknown.text(idParts(), Origin.NONE);
  }

  /// The parts whose concatenation is [#idValue].
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
