package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ResourceType;

/// The resource types as policies name them.
final class PolicyResourceType {

  /// Templates declare a resource group as `Microsoft.Resources/resourceGroups`; its type in Azure
  /// contains the subscription.
  private static final String RESOURCE_GROUP = "Microsoft.Resources/subscriptions/resourceGroups";

  private PolicyResourceType() {}

  /// The value of the field `type`.
  static String of(ResourceType type) {
    return type.equals(ResourceType.RESOURCE_GROUP) ? RESOURCE_GROUP : type.toString();
  }
}
