package dev.redoubt.template;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.ExtensionResource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The result of expanding a template: what it would deploy.
///
/// @param resources the resources in the order of declaration, including `existing` ones; the
///   resources of a nested deployment are in the place of that deployment
/// @param extensionResources the resources of extensions, outside of Azure
/// @param unknownDeployments for each nested deployment with unknown resources, the cause: a module
///   or a linked template that is not available; and for each limit that resources were left out
///   for
/// @param notDeployed the declarations of resources and modules whose condition is false with these
///   parameter values, as names
/// @param outputs by name as written
public record ExpandedTemplate(
    List<Resource> resources,
    List<ExtensionResource> extensionResources,
    List<UnknownCause> unknownDeployments,
    List<String> notDeployed,
    Map<String, Value> outputs,
    List<Problem> problems) {

  public ExpandedTemplate {
    resources = List.copyOf(resources);
    extensionResources = List.copyOf(extensionResources);
    unknownDeployments = List.copyOf(unknownDeployments);
    notDeployed = List.copyOf(notDeployed);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    problems = List.copyOf(problems);
  }
}
