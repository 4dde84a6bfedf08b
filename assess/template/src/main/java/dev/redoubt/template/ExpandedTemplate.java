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

/// What a template would deploy.
///
/// @param resources in the order of deployment's declaration, those of nested deployments in place
///   of these; `existing` ones as well
/// @param extensionResources what it would deploy by extensions, outside of Azure
/// @param unknownDeployments why it is not known what a nested deployment deploys, each of them: a
///   module or a linked template that cannot be had
/// @param outputs by name as written
public record ExpandedTemplate(
    List<Resource> resources,
    List<ExtensionResource> extensionResources,
    List<UnknownCause> unknownDeployments,
    Map<String, Value> outputs,
    List<Problem> problems) {

  public ExpandedTemplate {
    resources = List.copyOf(resources);
    extensionResources = List.copyOf(extensionResources);
    unknownDeployments = List.copyOf(unknownDeployments);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    problems = List.copyOf(problems);
  }
}
