package dev.redoubt.policy.internal.rule;

import dev.redoubt.estate.ResourceType;
import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// The related resource that `auditIfNotExists` looks for.
///
/// @param type its type
/// @param name its name, or null where any will do
/// @param kind its kind, or null where any will do
/// @param resourceGroupName where to look, or null for the resource's own group
/// @param wholeSubscription whether `existenceScope` is the subscription
/// @param condition what it must meet, or null where being there is enough
public record ExistenceRule(
    ResourceType type,
    @Nullable TemplateExpression name,
    @Nullable TemplateExpression kind,
    @Nullable TemplateExpression resourceGroupName,
    boolean wholeSubscription,
    @Nullable BoundCondition condition) {}
