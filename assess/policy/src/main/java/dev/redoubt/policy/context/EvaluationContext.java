package dev.redoubt.policy.context;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// What the expressions of a policy can read beside the resource. A part that is null is unknown.
///
/// The ids and names of the subscription and the resource group are known from the resource itself;
/// the objects here add the properties that a resource id does not contain.
///
/// @param assignment the result of `policy()`: `assignmentId`, `definitionId`, `setDefinitionId`,
///   `definitionReferenceId`
/// @param managementGroup the management group that contains the subscription
/// @param subscription `subscription()`: `id`, `subscriptionId`, `tenantId`, `displayName`
/// @param resourceGroup `resourceGroup()`: `id`, `name`, `location`, `tags`
/// @param request `requestContext()`: `apiVersion`, `identity`
/// @param clock `utcNow()`
public record EvaluationContext(
    @Nullable ObjectValue assignment,
    @Nullable ObjectValue managementGroup,
    @Nullable ObjectValue subscription,
    @Nullable ObjectValue resourceGroup,
    @Nullable ObjectValue request,
    @Nullable StringValue clock) {

  /// Nothing is known.
  public static final EvaluationContext UNKNOWN =
      new EvaluationContext(null, null, null, null, null, null);

  /// The result of a context function, or null if it is unknown.
  ///
  /// @param function the name as in Microsoft's documentation
  public @Nullable Value find(String function) {
    return switch (function) {
      case "policy" -> assignment;
      case "managementGroup" -> managementGroup;
      case "subscription" -> subscription;
      case "resourceGroup" -> resourceGroup;
      case "requestContext" -> request;
      case "utcNow" -> clock;
      default -> throw new IllegalArgumentException("not a context function: " + function);
    };
  }
}
