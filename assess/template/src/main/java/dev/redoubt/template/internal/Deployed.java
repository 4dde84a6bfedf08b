package dev.redoubt.template.internal;

import dev.redoubt.estate.Resource;
import dev.redoubt.template.ExtensionResource;
import java.util.ArrayList;
import java.util.List;

/// What has come together of an expansion so far.
///
/// @param resources those of Azure
/// @param ofExtensions those of extensions
public record Deployed(List<Resource> resources, List<ExtensionResource> ofExtensions) {

  public Deployed() {
    this(new ArrayList<>(), new ArrayList<>());
  }
}
