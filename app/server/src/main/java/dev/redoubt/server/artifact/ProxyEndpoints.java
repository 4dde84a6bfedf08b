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
final class ProxyEndpoints {

  private final ArtifactStore artifacts;
  private final ArtifactPermissions places;
  private final ArtifactReadAudit reads;
  private final ContributorTracking contributions;

  ProxyEndpoints(RegistryStores stores, ArtifactPermissions places, ArtifactReadAudit reads) {
    this.artifacts = stores.artifacts();
    this.places = places;
    this.reads = reads;
    this.contributions = new ContributorTracking(stores.database());
  }

  List<Route> below(String root) {
    String list = root + "mlflow-artifacts/artifacts";
    String one = list + "/{*path}";
    RoutePermission read = places.reading(ProxyEndpoints::inPath);
    RoutePermission write = places.writing(ProxyEndpoints::inPath);
    return List.of(
        new Route(HttpMethod.GET, list, places.reading(ProxyEndpoints::inQuery), this::list),
        new Route(HttpMethod.GET, one, read, this::get).as(RequestKind.DOWNLOAD),
        new Route(HttpMethod.PUT, one, write, this::put).as(RequestKind.UPLOAD),
        new Route(HttpMethod.DELETE, one, write, this::delete),
        new Route(
            HttpMethod.GET, root + "mlflow-artifacts/presigned/{*path}", read, this::presigned));
  }

  private static ArtifactLocation inPath(RouteRequest call) {
    String path = call.path("path");
    return ArtifactPermissions.location(path.startsWith("/") ? path.substring(1) : path);
  }

  private static ArtifactLocation inQuery(RouteRequest call) {
    return ArtifactPermissions.location(call.fields().text("path"));
  }

  private RouteResponse list(RouteRequest call) {
    ArtifactLocation where = inQuery(call);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode files = answer.putArray("files");
    artifacts.list(where.home(), where.path()).forEach(each -> files.add(json(each)));
    return RouteResponse.json(answer);
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

  private RouteResponse get(RouteRequest call) throws IOException {
    ArtifactLocation where = inPath(call);
    Artifact artifact = artifacts.get(where.home(), where.path());
    reads.reading(call, where.home());
    return ArtifactDownload.of(
        call, artifact, () -> artifacts.open(call.caller(), where.home(), where.path()));
  }

  private RouteResponse put(RouteRequest call) throws IOException {
    ArtifactLocation where = inPath(call);
    if (where.path().isRoot()) {
      throw RequestRefusedException.invalid("the path does not name a file");
    }
    contributions.puts(call.who(), where.home());
    artifacts.put(call.caller(), where.home(), where.path(), call.body());
    return RouteResponse.done();
  }

  private RouteResponse delete(RouteRequest call) {
    ArtifactLocation where = inPath(call);
    artifacts.delete(call.caller(), where.home(), where.path());
    return RouteResponse.done();
  }

  /// Clients fall back to [#get] on this error. With a presigned URL, the server could not
  /// authorize each read.
  private RouteResponse presigned(RouteRequest call) {
    return RouteResponse.notOffered(
        "presigned downloads are not supported: download the artifact from its own URL");
  }
}
