package dev.redoubt.server.artifact;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.Artifact;
import dev.redoubt.artifacts.ArtifactLocation;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.artifacts.FolderEntry;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.RequestKind;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.registration.ContributorTracking;
import dev.redoubt.server.stores.RegistryStores;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The artifact proxy: `mlflow-artifacts/artifacts/...`. Uploads, downloads, lists and deletes
/// files by path. The path identifies database rows, never files of the server.
final class ArtifactProxyEndpoints {

  private final ArtifactStore artifacts;
  private final ArtifactPermissions permissions;
  private final ArtifactReadAudit reads;
  private final ContributorTracking contributions;

  ArtifactProxyEndpoints(
      RegistryStores stores, ArtifactPermissions permissions, ArtifactReadAudit reads) {
    this.artifacts = stores.artifacts();
    this.permissions = permissions;
    this.reads = reads;
    this.contributions = new ContributorTracking(stores.database());
  }

  List<Route> below(String root) {
    String list = root + "mlflow-artifacts/artifacts";
    String one = list + "/{*path}";
    RoutePermission read = permissions.reading(ArtifactProxyEndpoints::inPath);
    RoutePermission write = permissions.writing(ArtifactProxyEndpoints::inPath);
    return List.of(
        new Route(
            HttpMethod.GET, list, permissions.reading(ArtifactProxyEndpoints::inQuery), this::list),
        new Route(HttpMethod.GET, one, read, this::get).as(RequestKind.DOWNLOAD),
        new Route(HttpMethod.PUT, one, write, this::put).as(RequestKind.UPLOAD),
        new Route(HttpMethod.DELETE, one, write, this::delete),
        new Route(
            HttpMethod.GET, root + "mlflow-artifacts/presigned/{*path}", read, this::presigned));
  }

  private static ArtifactLocation inPath(RouteRequest request) {
    String path = request.path("path");
    return ArtifactPermissions.location(path.startsWith("/") ? path.substring(1) : path);
  }

  private static ArtifactLocation inQuery(RouteRequest request) {
    return ArtifactPermissions.location(request.fields().text("path"));
  }

  private RouteResponse list(RouteRequest request) {
    ArtifactLocation where = inQuery(request);
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    ArrayNode files = response.putArray("files");
    artifacts.list(where.root(), where.path()).forEach(each -> files.add(json(each)));
    return RouteResponse.json(response);
  }

  /// Entries have only the file name, as MLflow clients expect here.
  private static ObjectNode json(FolderEntry listed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("path", listed.path().name());
    return switch (listed) {
      case FolderEntry.File(Artifact artifact) ->
          json.put("is_dir", false).put("file_size", artifact.size());
      case FolderEntry.Folder _ -> json.put("is_dir", true);
    };
  }

  private RouteResponse get(RouteRequest request) throws IOException {
    ArtifactLocation where = inPath(request);
    Artifact artifact = artifacts.get(where.root(), where.path());
    reads.reading(request, where.root());
    return ArtifactDownload.of(
        request, artifact, () -> artifacts.open(request.caller(), where.root(), where.path()));
  }

  private RouteResponse put(RouteRequest request) throws IOException {
    ArtifactLocation where = inPath(request);
    if (where.path().isRoot()) {
      throw RequestRefusedException.invalid("the path does not name a file");
    }
    contributions.recordUpload(request.principal(), where.root());
    artifacts.put(request.caller(), where.root(), where.path(), request.body());
    return RouteResponse.done();
  }

  private RouteResponse delete(RouteRequest request) {
    ArtifactLocation where = inPath(request);
    artifacts.delete(request.caller(), where.root(), where.path());
    return RouteResponse.done();
  }

  /// Clients fall back to [#get] on this error. With a presigned URL, the server could not
  /// authorize each read.
  private RouteResponse presigned(RouteRequest request) {
    return RouteResponse.notOffered(
        "presigned downloads are not supported: download the artifact from its own URL");
  }
}
