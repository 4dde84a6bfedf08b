package dev.redoubt.template.deployment;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.Value;

/// A resource of an extension that a template would deploy.
///
/// @param type as the extension calls it: `core/Service@v1`
/// @param properties what is sent
/// @param existence whether it will be there
public record ExtensionResource(
    String type, Value properties, ResourceExistence existence, Origin origin) {}
