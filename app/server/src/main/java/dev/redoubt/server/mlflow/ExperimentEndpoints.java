package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.Target;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.search.Page;
import dev.redoubt.registry.tracking.Entry;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.NewExperiment;
import dev.redoubt.registry.tracking.Search;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// `mlflow/experiments/...`
final class ExperimentEndpoints {

  private static final String ID = "experiment_id";
  private static final Permission SEEN =
      new Permission.SignedIn("experiments that the caller may not see are left out");

  private final Stores stores;
  private final Finders find;

  ExperimentEndpoints(Stores stores, Finders find) {
    this.stores = stores;
    this.find = find;
  }

  List<Endpoint> all() {
    Permission see = Permission.needs(Action.SEE, find.experiment(ID));
    Permission record = Permission.needs(Action.RECORD, find.experiment(ID));
    Permission delete = Permission.needs(Action.DELETE, find.experiment(ID));
    Permission make = Permission.needs(Action.RECORD, ExperimentEndpoints::wanted);
    return List.of(
        Endpoint.post("experiments/create", make, this::create),
        Endpoint.get("experiments/get", see, this::get),
        Endpoint.get("experiments/get-by-name", SEEN, this::getByName),
        Endpoint.get("experiments/search", SEEN, this::search),
        Endpoint.post("experiments/search", SEEN, this::search),
        Endpoint.post("experiments/update", record, this::update),
        Endpoint.post("experiments/delete", delete, this::delete),
        Endpoint.post("experiments/restore", delete, this::restore),
        Endpoint.post("experiments/set-experiment-tag", record, this::setTag),
        Endpoint.post("experiments/delete-experiment-tag", record, this::deleteTag));
  }

  /// What is about to be made is judged by the label that it is going to have.
  private static Target wanted(Call call) {
    return Target.of(
        Target.Kind.EXPERIMENT, WantedLabel.of(call.who(), Entries.of(call.fields(), "tags")));
  }

  private static long id(Call call) {
    return Experiment.id(call.fields().required(ID));
  }

  private Answer create(Call call) {
    Fields fields = call.fields();
    List<Entry> tags = Entries.of(fields, "tags");
    long id =
        stores
            .experiments()
            .create(
                call.caller(),
                new NewExperiment(
                    fields.required("name"),
                    WantedLabel.of(call.who(), tags),
                    Locations.own(fields.text("artifact_location")),
                    tags));
    return Answer.json(Json.object().put(ID, String.valueOf(id)));
  }

  private Answer get(Call call) {
    return one(stores.experiments().get(call.caller(), id(call)));
  }

  private Answer getByName(Call call) {
    return one(stores.experiments().get(call.caller(), call.fields().required("experiment_name")));
  }

  private static Answer one(Experiment experiment) {
    return Answer.json(Json.object().set("experiment", json(experiment)));
  }

  private Answer search(Call call) {
    Fields fields = call.fields();
    Search search =
        new Search(
            Views.of(fields, "view_type"),
            fields.text("filter"),
            fields.texts("order_by"),
            fields.size("max_results", 1000),
            fields.text("page_token"));
    Page<Experiment> page = stores.experimentSearch().find(call.caller(), search);
    ObjectNode answer = Json.object();
    answer.set("experiments", Json.array(page.items(), ExperimentEndpoints::json));
    Json.text(answer, "next_page_token", page.next());
    return Answer.json(answer);
  }

  private Answer update(Call call) {
    String name = call.fields().text("new_name");
    if (!name.isEmpty()) {
      stores.experiments().rename(call.caller(), id(call), name);
    }
    return Answer.done();
  }

  private Answer delete(Call call) {
    stores.experiments().delete(call.caller(), id(call));
    return Answer.done();
  }

  private Answer restore(Call call) {
    stores.experiments().restore(call.caller(), id(call));
    return Answer.done();
  }

  private Answer setTag(Call call) {
    WantedLabel.refuseIfFixed(call.fields().required("key"));
    stores.experiments().setTag(call.caller(), id(call), Entries.one(call.fields()));
    return Answer.done();
  }

  private Answer deleteTag(Call call) {
    WantedLabel.refuseIfFixed(call.fields().required("key"));
    stores.experiments().deleteTag(call.caller(), id(call), call.fields().required("key"));
    return Answer.done();
  }

  private static ObjectNode json(Experiment experiment) {
    ObjectNode json =
        Json.object()
            .put(ID, String.valueOf(experiment.id()))
            .put("name", experiment.name())
            .put("artifact_location", experiment.artifactLocation())
            .put("lifecycle_stage", experiment.lifecycle().text())
            .put("last_update_time", experiment.lastUpdateTime())
            .put("creation_time", experiment.creationTime());
    Json.entries(json, "tags", experiment.tags());
    return json;
  }
}
