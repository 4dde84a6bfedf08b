package dev.redoubt.template.internal;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.deployment.ExtensionResource;
import java.util.ArrayList;
import java.util.List;

/// What has come together of an expansion so far.
///
/// @param resources those of Azure
/// @param ofExtensions those of extensions
/// @param unknown why it is not known what a nested deployment deploys, each of them
public record DeployedResources(
    List<Resource> resources, List<ExtensionResource> ofExtensions, List<UnknownCause> unknown) {

  public DeployedResources() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }
}
