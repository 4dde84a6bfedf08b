package dev.redoubt.server.artifact;

import dev.redoubt.access.Action;
import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.Artifact;
import dev.redoubt.artifacts.ArtifactPath;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.artifacts.FolderEntry;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.tracking.LoggedModel;
import dev.redoubt.registry.tracking.Run;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lists the files of runs and logged models, as in MLflow's tracking API. Everyone who sees a run
/// sees its file names; reading the files needs another permission.
final class ArtifactListEndpoints {

  private final RegistryStores stores;
  private final ArtifactStore artifacts;
  private final ArtifactPermissions permissions;

  ArtifactListEndpoints(RegistryStores stores, ArtifactPermissions permissions) {
    this.stores = stores;
    this.artifacts = stores.artifacts();
    this.permissions = permissions;
  }

  List<Route> below(String root) {
    RoutePermission run =
        RoutePermission.needs(Action.SEE, request -> permissions.target(request, run(request)));
    RoutePermission model =
        RoutePermission.needs(Action.SEE, request -> permissions.target(request, model(request)));
    return List.of(
        new Route(HttpMethod.GET, root + "mlflow/artifacts/list", run, this::ofRun),
        new Route(
            HttpMethod.GET,
            root + "mlflow/logged-models/{model}/artifacts/directories",
            model,
            this::ofModel));
  }

  private static ArtifactRoot run(RouteRequest request) {
    String id = request.fields().text("run_id");
    return new ArtifactRoot.OfRun(id.isEmpty() ? request.fields().required("run_uuid") : id);
  }

  private static ArtifactRoot model(RouteRequest request) {
    return new ArtifactRoot.OfLoggedModel(request.path("model"));
  }

  private RouteResponse ofRun(RouteRequest request) {
    ArtifactRoot artifactRoot = run(request);
    return list(artifactRoot, request.fields().text("path"), root(request.caller(), artifactRoot));
  }

  private RouteResponse ofModel(RouteRequest request) {
    ArtifactRoot artifactRoot = model(request);
    return list(
        artifactRoot,
        request.fields().text("artifact_directory_path"),
        root(request.caller(), artifactRoot));
  }

  private String root(Caller caller, ArtifactRoot artifactRoot) {
    return switch (artifactRoot) {
      case ArtifactRoot.OfRun(String id) -> {
        Run run = stores.runs().get(caller, id);
        yield run.info().artifactUri();
      }
      case ArtifactRoot.OfLoggedModel(String id) -> {
        LoggedModel model = stores.loggedModels().get(caller, id, true);
        yield model.artifactUri();
      }
      case ArtifactRoot.OfVersion _ -> throw new IllegalStateException("no list of a version");
    };
  }

  private RouteResponse list(ArtifactRoot artifactRoot, String folder, String root) {
    ObjectNode response = JsonNodeFactory.instance.objectNode().put("root_uri", root);
    ArrayNode files = response.putArray("files");
    artifacts.list(artifactRoot, new ArtifactPath(folder)).forEach(each -> files.add(json(each)));
    return RouteResponse.json(response);
  }

  /// Entries have the whole path, as MLflow clients expect here.
  private static ObjectNode json(FolderEntry listed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("path", listed.path().text());
    return switch (listed) {
      case FolderEntry.File(Artifact artifact) ->
          json.put("is_dir", false).put("file_size", artifact.size());
      case FolderEntry.Folder _ -> json.put("is_dir", true);
    };
  }
}
