package dev.redoubt.server.artifact;

import dev.redoubt.access.Action;
import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.Artifact;
import dev.redoubt.artifacts.ArtifactPath;
import dev.redoubt.artifacts.Artifacts;
import dev.redoubt.artifacts.Home;
import dev.redoubt.artifacts.Listed;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import dev.redoubt.registry.tracking.LoggedModel;
import dev.redoubt.registry.tracking.Run;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lists the files of runs and logged models, as MLflow's tracking interface has it. Names of files
/// are seen by whoever sees the run; their bytes are another matter.
final class ListEndpoints {

  private final Stores stores;
  private final Artifacts artifacts;
  private final Places places;

  ListEndpoints(Stores stores, Places places) {
    this.stores = stores;
    this.artifacts = stores.artifacts();
    this.places = places;
  }

  List<Route> below(String root) {
    Permission run = Permission.needs(Action.SEE, call -> places.target(call, run(call)));
    Permission model = Permission.needs(Action.SEE, call -> places.target(call, model(call)));
    return List.of(
        new Route(Method.GET, root + "mlflow/artifacts/list", run, this::ofRun),
        new Route(
            Method.GET,
            root + "mlflow/logged-models/{model}/artifacts/directories",
            model,
            this::ofModel));
  }

  private static Home run(Call call) {
    String id = call.fields().text("run_id");
    return new Home.OfRun(id.isEmpty() ? call.fields().required("run_uuid") : id);
  }

  private static Home model(Call call) {
    return new Home.OfLoggedModel(call.path("model"));
  }

  private Answer ofRun(Call call) {
    Home home = run(call);
    return list(home, call.fields().text("path"), root(call.caller(), home));
  }

  private Answer ofModel(Call call) {
    Home home = model(call);
    return list(home, call.fields().text("artifact_directory_path"), root(call.caller(), home));
  }

  private String root(Caller caller, Home home) {
    return switch (home) {
      case Home.OfRun(String id) -> {
        Run run = stores.runs().get(caller, id);
        yield run.info().artifactUri();
      }
      case Home.OfLoggedModel(String id) -> {
        LoggedModel model = stores.loggedModels().get(caller, id, true);
        yield model.artifactUri();
      }
      case Home.OfVersion _ -> throw new IllegalStateException("no list of a version");
    };
  }

  private Answer list(Home home, String folder, String root) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("root_uri", root);
    ArrayNode files = answer.putArray("files");
    artifacts.list(home, new ArtifactPath(folder)).forEach(each -> files.add(json(each)));
    return Answer.json(answer);
  }

  /// By the whole path, as clients expect it here.
  private static ObjectNode json(Listed listed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("path", listed.path().text());
    return switch (listed) {
      case Listed.File(Artifact artifact) ->
          json.put("is_dir", false).put("file_size", artifact.size());
      case Listed.Folder _ -> json.put("is_dir", true);
    };
  }
}
