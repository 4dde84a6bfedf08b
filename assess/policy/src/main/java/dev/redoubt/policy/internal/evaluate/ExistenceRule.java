package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ResourceType;
import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// The related resource that `auditIfNotExists` and `deployIfNotExists` require.
///
/// @param type its type
/// @param name its name, or null for any name
/// @param kind its kind, or null for any kind
/// @param resourceGroupName the resource group to search, or null for that of the resource
/// @param wholeSubscription whether `existenceScope` is the subscription
/// @param condition the condition that it must meet, or null
public record ExistenceRule(
    ResourceType type,
    @Nullable TemplateExpression name,
    @Nullable TemplateExpression kind,
    @Nullable TemplateExpression resourceGroupName,
    boolean wholeSubscription,
    @Nullable CompiledRules condition) {}
