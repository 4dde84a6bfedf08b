package dev.redoubt.template.deployment;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.Value;

/// A resource of an extension that a template would deploy.
///
/// @param type the type in the extension's notation: `core/Service@v1`
/// @param properties the payload
/// @param existence whether it will exist
public record ExtensionResource(
    String type, Value properties, ResourceExistence existence, Origin origin) {}
