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
final class ListEndpoints {

  private final RegistryStores stores;
  private final ArtifactStore artifacts;
  private final ArtifactPermissions places;

  ListEndpoints(RegistryStores stores, ArtifactPermissions places) {
    this.stores = stores;
    this.artifacts = stores.artifacts();
    this.places = places;
  }

  List<Route> below(String root) {
    RoutePermission run = RoutePermission.needs(Action.SEE, call -> places.target(call, run(call)));
    RoutePermission model =
        RoutePermission.needs(Action.SEE, call -> places.target(call, model(call)));
    return List.of(
        new Route(HttpMethod.GET, root + "mlflow/artifacts/list", run, this::ofRun),
        new Route(
            HttpMethod.GET,
            root + "mlflow/logged-models/{model}/artifacts/directories",
            model,
            this::ofModel));
  }

  private static ArtifactRoot run(RouteRequest call) {
    String id = call.fields().text("run_id");
    return new ArtifactRoot.OfRun(id.isEmpty() ? call.fields().required("run_uuid") : id);
  }

  private static ArtifactRoot model(RouteRequest call) {
    return new ArtifactRoot.OfLoggedModel(call.path("model"));
  }

  private RouteResponse ofRun(RouteRequest call) {
    ArtifactRoot home = run(call);
    return list(home, call.fields().text("path"), root(call.caller(), home));
  }

  private RouteResponse ofModel(RouteRequest call) {
    ArtifactRoot home = model(call);
    return list(home, call.fields().text("artifact_directory_path"), root(call.caller(), home));
  }

  private String root(Caller caller, ArtifactRoot home) {
    return switch (home) {
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

  private RouteResponse list(ArtifactRoot home, String folder, String root) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("root_uri", root);
    ArrayNode files = answer.putArray("files");
    artifacts.list(home, new ArtifactPath(folder)).forEach(each -> files.add(json(each)));
    return RouteResponse.json(answer);
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
