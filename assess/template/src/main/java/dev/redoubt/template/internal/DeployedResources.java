package dev.redoubt.template.internal;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.deployment.ExtensionResource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Accumulates the results of an expansion.
///
/// @param resources the Azure resources
/// @param declared for each Azure resource, its declaration
/// @param extensionResources the resources of extensions
/// @param unknown for each nested deployment with unknown resources, the cause
/// @param notDeployed the declarations whose condition is false: the symbolic names of the modules
///   and the resource, or type and name where there are none
public record DeployedResources(
    List<Resource> resources,
    List<DeclaredResource> declared,
    List<ExtensionResource> extensionResources,
    List<UnknownCause> unknown,
    Set<String> notDeployed) {

  public DeployedResources() {
    this(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new LinkedHashSet<>());
  }
}
