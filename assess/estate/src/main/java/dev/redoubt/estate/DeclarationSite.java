package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where templates declare a resource: the declaration, and the modules or nested deployments
/// around it. It does not depend on values of parameters.
///
/// @param symbol the symbolic name; empty in a template without symbolic names
/// @param module the module or nested deployment that contains the declaration; null at the top
public record DeclarationSite(String symbol, Origin origin, @Nullable DeclarationSite module) {

  /// The sites from the entry point to this declaration.
  public List<DeclarationSite> fromTop() {
    List<DeclarationSite> sites = new ArrayList<>();
    for (DeclarationSite site = this; site != null; site = site.module) {
      sites.add(site);
    }
    return sites.reversed();
  }
}
