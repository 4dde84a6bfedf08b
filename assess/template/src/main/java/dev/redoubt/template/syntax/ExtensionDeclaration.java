package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import org.jspecify.annotations.Nullable;

/// A resource of an extension (Kubernetes, Microsoft Graph, plain HTTP), as written: it has no
/// Azure id, and no rule for Azure resources is about it.
///
/// @param symbol the symbolic name, or null
/// @param type as the extension calls it: `core/Service@v1`
/// @param existing whether it only refers to something that is there already
/// @param condition null where it has none
/// @param copy null where it is not repeated
/// @param properties what is sent
public record ExtensionDeclaration(
    @Nullable String symbol,
    String type,
    boolean existing,
    @Nullable TemplateExpression condition,
    ResourceDeclaration.@Nullable Copy copy,
    TemplateExpression properties,
    Origin origin) {}
