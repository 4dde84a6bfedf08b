package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// Where a resource or a module goes.
sealed interface DeclaredScope {

  /// Where the file itself is deployed to: no scope is written.
  record Here() implements DeclaredScope {}

  record Tenant() implements DeclaredScope {}

  /// A management group.
  ///
  /// @param name null for the one that the file is deployed to
  record ManagementGroup(@Nullable TemplateExpression name) implements DeclaredScope {}

  /// A subscription.
  ///
  /// @param id null for the one that the file is deployed to
  record Subscription(@Nullable TemplateExpression id) implements DeclaredScope {}

  /// A resource group.
  ///
  /// @param subscription null for the one that the file is deployed to
  /// @param name null for the one that the file is deployed to
  record ResourceGroup(@Nullable TemplateExpression subscription, @Nullable TemplateExpression name)
      implements DeclaredScope {}

  /// A resource that is extended.
  record Extended(ResourceReference resource) implements DeclaredScope {}
}
