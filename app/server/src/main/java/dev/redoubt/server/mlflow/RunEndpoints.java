package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.search.Page;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.NewRun;
import dev.redoubt.registry.tracking.Run;
import dev.redoubt.registry.tracking.RunInfo;
import dev.redoubt.registry.tracking.RunStatus;
import dev.redoubt.registry.tracking.RunUpdate;
import dev.redoubt.registry.tracking.Search;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// `mlflow/runs/...`: runs themselves.
final class RunEndpoints {

  static final String ID = "run_id";
  static final String EXPERIMENT = "experiment_id";

  private static final Permission SEEN =
      new Permission.SignedIn("runs of experiments that the caller may not see are left out");

  /// Protocol Buffers count them from 1.
  private static final List<String> STATUSES =
      List.of("", "RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED");

  private final Stores stores;
  private final Finders find;

  RunEndpoints(Stores stores, Finders find) {
    this.stores = stores;
    this.find = find;
  }

  List<Endpoint> all() {
    Permission see = Permission.needs(Action.SEE, find.run());
    Permission make = Permission.needs(Action.RECORD, find.experimentOrDefault(EXPERIMENT));
    Permission record = Permission.needs(Action.RECORD, find.run());
    Permission delete = Permission.needs(Action.DELETE, find.run());
    return List.of(
        Endpoint.post("runs/create", make, this::create),
        Endpoint.get("runs/get", see, this::get),
        Endpoint.post("runs/update", record, this::update),
        Endpoint.post("runs/delete", delete, this::delete),
        Endpoint.post("runs/restore", delete, this::restore),
        Endpoint.post("runs/search", SEEN, this::search));
  }

  /// Which run a call is about. Older clients say so in a field of its older name.
  static String id(Call call) {
    String id = call.fields().text(ID);
    String any = id.isEmpty() ? call.fields().text("run_uuid") : id;
    return any.isEmpty() ? call.fields().required(ID) : any;
  }

  private Answer create(Call call) {
    Fields fields = call.fields();
    NewRun wanted =
        new NewRun(
            Experiment.id(fields.text(EXPERIMENT)),
            fields.text("run_name"),
            fields.text("user_id"),
            fields.number("start_time").orElse(0),
            Entries.of(fields, "tags"));
    return one(stores.runs().create(call.caller(), wanted));
  }

  private Answer get(Call call) {
    return one(stores.runs().get(call.caller(), id(call)));
  }

  private static Answer one(Run run) {
    return Answer.json(Json.object().set("run", RunJson.run(run)));
  }

  private Answer update(Call call) {
    Fields fields = call.fields();
    String status = fields.constant("status", STATUSES);
    OptionalLong end = fields.number("end_time");
    RunUpdate update =
        new RunUpdate(
            status.isEmpty() ? null : RunStatus.valueOf(status),
            end.isEmpty() ? null : end.getAsLong(),
            fields.text("run_name"));
    RunInfo info = stores.runs().update(call.caller(), id(call), update);
    return Answer.json(Json.object().set("run_info", RunJson.info(info)));
  }

  private Answer delete(Call call) {
    stores.runs().delete(call.caller(), id(call));
    return Answer.done();
  }

  private Answer restore(Call call) {
    stores.runs().restore(call.caller(), id(call));
    return Answer.done();
  }

  private Answer search(Call call) {
    Fields fields = call.fields();
    List<Long> experiments = fields.texts("experiment_ids").stream().map(Experiment::id).toList();
    Search search =
        new Search(
            Views.of(fields, "run_view_type"),
            fields.text("filter"),
            fields.texts("order_by"),
            fields.size("max_results", 1000),
            fields.text("page_token"));
    Page<Run> page = stores.runSearch().find(call.caller(), experiments, search);
    ObjectNode answer = Json.object();
    Json.list(answer, "runs", page.items(), RunJson::run);
    Json.text(answer, "next_page_token", page.next());
    return Answer.json(answer);
  }
}
