package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.NewRun;
import dev.redoubt.registry.tracking.Run;
import dev.redoubt.registry.tracking.RunInfo;
import dev.redoubt.registry.tracking.RunStatus;
import dev.redoubt.registry.tracking.RunUpdate;
import dev.redoubt.registry.tracking.SearchRequest;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// MLflow's run endpoints: `mlflow/runs/...`
final class RunEndpoints {

  static final String ID = "run_id";
  static final String EXPERIMENT = "experiment_id";

  private static final RoutePermission SEEN =
      new RoutePermission.SignedIn("returns only runs of experiments that the caller may see");

  /// Indexed by their Protocol Buffers number, which starts at 1.
  private static final List<String> STATUSES =
      List.of("", "RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED");

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;

  RunEndpoints(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
  }

  List<MlflowEndpoint> all() {
    RoutePermission see = RoutePermission.needs(Action.SEE, find.run());
    RoutePermission make =
        RoutePermission.needs(Action.RECORD, find.experimentOrDefault(EXPERIMENT));
    RoutePermission record = RoutePermission.needs(Action.RECORD, find.run());
    RoutePermission delete = RoutePermission.needs(Action.DELETE, find.run());
    return List.of(
        MlflowEndpoint.post("runs/create", make, this::create),
        MlflowEndpoint.get("runs/get", see, this::get),
        MlflowEndpoint.post("runs/update", record, this::update),
        MlflowEndpoint.post("runs/delete", delete, this::delete),
        MlflowEndpoint.post("runs/restore", delete, this::restore),
        MlflowEndpoint.post("runs/search", SEEN, this::search));
  }

  /// Returns the run id of a request. Older clients send it in the field `run_uuid`.
  static String id(RouteRequest request) {
    String id = request.fields().text(ID);
    String any = id.isEmpty() ? request.fields().text("run_uuid") : id;
    return any.isEmpty() ? request.fields().required(ID) : any;
  }

  private RouteResponse create(RouteRequest request) {
    RequestFields fields = request.fields();
    NewRun wanted =
        new NewRun(
            Experiment.id(fields.text(EXPERIMENT)),
            fields.text("run_name"),
            fields.text("user_id"),
            fields.number("start_time").orElse(0),
            ParameterAndTagReader.of(fields, "tags"));
    return one(stores.runs().create(request.caller(), wanted));
  }

  private RouteResponse get(RouteRequest request) {
    return one(stores.runs().get(request.caller(), id(request)));
  }

  private static RouteResponse one(Run run) {
    return RouteResponse.json(MlflowJson.object().set("run", RunJson.run(run)));
  }

  private RouteResponse update(RouteRequest request) {
    RequestFields fields = request.fields();
    String status = fields.constant("status", STATUSES);
    OptionalLong end = fields.number("end_time");
    RunUpdate update =
        new RunUpdate(
            status.isEmpty() ? null : RunStatus.valueOf(status),
            end.isEmpty() ? null : end.getAsLong(),
            fields.text("run_name"));
    RunInfo info = stores.runs().update(request.caller(), id(request), update);
    return RouteResponse.json(MlflowJson.object().set("run_info", RunJson.info(info)));
  }

  private RouteResponse delete(RouteRequest request) {
    stores.runs().delete(request.caller(), id(request));
    return RouteResponse.done();
  }

  private RouteResponse restore(RouteRequest request) {
    stores.runs().restore(request.caller(), id(request));
    return RouteResponse.done();
  }

  private RouteResponse search(RouteRequest request) {
    RequestFields fields = request.fields();
    List<Long> experiments = fields.texts("experiment_ids").stream().map(Experiment::id).toList();
    SearchRequest search =
        new SearchRequest(
            ViewTypes.of(fields, "run_view_type"),
            fields.text("filter"),
            fields.texts("order_by"),
            fields.size("max_results", 1000),
            fields.text("page_token"));
    ResultPage<Run> page = stores.runSearch().find(request.caller(), experiments, search);
    ObjectNode response = MlflowJson.object();
    MlflowJson.list(response, "runs", page.items(), RunJson::run);
    MlflowJson.text(response, "next_page_token", page.next());
    return RouteResponse.json(response);
  }
}
