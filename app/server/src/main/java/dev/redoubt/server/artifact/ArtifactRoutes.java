package dev.redoubt.server.artifact;

import dev.redoubt.http.route.Route;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.server.stores.Stores;
import java.util.ArrayList;
import java.util.List;

/// All that is done with files.
public final class ArtifactRoutes {

  private ArtifactRoutes() {}

  /// Those of some stores.
  ///
  /// @param key signs the addresses of parts
  public static List<Route> of(Stores stores, SecretBytes key) {
    Places places = new Places(stores);
    ProxyEndpoints proxy = new ProxyEndpoints(stores, places, new Reads(stores));
    ListEndpoints lists = new ListEndpoints(stores, places);
    List<Route> all = new ArrayList<>(new MultipartEndpoints(stores, places, key).all());
    for (String root : List.of("/api/2.0/", "/ajax-api/2.0/")) {
      all.addAll(proxy.below(root));
      all.addAll(lists.below(root));
    }
    return all;
  }
}
