package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.Expression;
import org.jspecify.annotations.Nullable;

/// Where a resource or a module goes.
sealed interface ScopeData {

  /// Where the file itself is deployed to: no scope is written.
  record Here() implements ScopeData {}

  record Tenant() implements ScopeData {}

  /// A management group.
  ///
  /// @param name null for the one that the file is deployed to
  record ManagementGroup(@Nullable Expression name) implements ScopeData {}

  /// A subscription.
  ///
  /// @param id null for the one that the file is deployed to
  record Subscription(@Nullable Expression id) implements ScopeData {}

  /// A resource group.
  ///
  /// @param subscription null for the one that the file is deployed to
  /// @param name null for the one that the file is deployed to
  record ResourceGroup(@Nullable Expression subscription, @Nullable Expression name)
      implements ScopeData {}

  /// A resource that is extended.
  record Extended(ResourceReference resource) implements ScopeData {}
}
