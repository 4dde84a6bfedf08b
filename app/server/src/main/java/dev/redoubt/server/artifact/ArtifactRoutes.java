package dev.redoubt.server.artifact;

import dev.redoubt.http.route.Route;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.server.stores.RegistryStores;
import java.util.ArrayList;
import java.util.List;

/// The routes for artifacts: proxy, lists and multipart uploads.
public final class ArtifactRoutes {

  private ArtifactRoutes() {}

  /// Returns the routes.
  ///
  /// @param key signs the URLs of parts
  public static List<Route> of(RegistryStores stores, SecretBytes key) {
    ArtifactPermissions permissions = new ArtifactPermissions(stores);
    ArtifactProxyEndpoints proxy =
        new ArtifactProxyEndpoints(stores, permissions, new ArtifactReadAudit(stores));
    ArtifactListEndpoints lists = new ArtifactListEndpoints(stores, permissions);
    List<Route> all = new ArrayList<>(new MultipartUploadEndpoints(stores, permissions, key).all());
    for (String root : List.of("/api/2.0/", "/ajax-api/2.0/")) {
      all.addAll(proxy.below(root));
      all.addAll(lists.below(root));
    }
    return all;
  }
}
