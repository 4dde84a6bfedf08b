package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// The deployment scope of a resource or a module.
sealed interface DeclaredScope {

  /// The scope of the file itself: no `scope` property.
  record Here() implements DeclaredScope {}

  record Tenant() implements DeclaredScope {}

  /// A management group.
  ///
  /// @param name null for the one of the deployment
  record ManagementGroup(@Nullable TemplateExpression name) implements DeclaredScope {}

  /// A subscription.
  ///
  /// @param id null for the one of the deployment
  record Subscription(@Nullable TemplateExpression id) implements DeclaredScope {}

  /// A resource group.
  ///
  /// @param subscription null for the one of the deployment
  /// @param name null for the one of the deployment
  record ResourceGroup(@Nullable TemplateExpression subscription, @Nullable TemplateExpression name)
      implements DeclaredScope {}

  /// The scope of an extension resource: the resource that it extends.
  record Extended(ResourceReference resource) implements DeclaredScope {}
}
