package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import org.jspecify.annotations.Nullable;

/// A declared resource of an extension (Kubernetes, Microsoft Graph, plain HTTP). It has no Azure
/// id, and controls for Azure resources do not apply to it.
///
/// @param symbol the symbolic name, or null
/// @param type the type in the extension's notation: `core/Service@v1`
/// @param existing whether it refers to an existing resource
/// @param condition the condition, or null
/// @param copy the copy loop, or null
/// @param properties the payload
public record ExtensionDeclaration(
    @Nullable String symbol,
    String type,
    boolean existing,
    @Nullable TemplateExpression condition,
    ResourceDeclaration.@Nullable Copy copy,
    TemplateExpression properties,
    Origin origin) {}
