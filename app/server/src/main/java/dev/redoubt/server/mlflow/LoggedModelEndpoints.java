package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.RefusedException;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.LoggedModel;
import dev.redoubt.registry.tracking.LoggedModelStatus;
import dev.redoubt.registry.tracking.NewLoggedModel;
import dev.redoubt.server.stores.Stores;
import java.util.List;

/// `mlflow/logged-models/...`
final class LoggedModelEndpoints {

  private static final String ID = "model_id";
  private static final String TAG = "tag_key";
  private static final String ALL = "logged-models";
  private static final String ONE = ALL + "/{" + ID + "}";

  private final Stores stores;
  private final Finders find;

  LoggedModelEndpoints(Stores stores, Finders find) {
    this.stores = stores;
    this.find = find;
  }

  List<Endpoint> all() {
    Permission see = Permission.needs(Action.SEE, find.loggedModelInPath(ID));
    Permission record = Permission.needs(Action.RECORD, find.loggedModelInPath(ID));
    Permission delete = Permission.needs(Action.DELETE, find.loggedModelInPath(ID));
    Permission make = Permission.needs(Action.RECORD, find.experiment(RunEndpoints.EXPERIMENT));
    return List.of(
        Endpoint.post(ALL, make, this::create),
        Endpoint.get(ONE, see, this::get),
        Endpoint.patch(ONE, record, this::complete),
        Endpoint.delete(ONE, delete, this::delete),
        Endpoint.patch(ONE + "/tags", record, this::setTags),
        Endpoint.delete(ONE + "/tags/{*" + TAG + "}", record, this::deleteTag),
        Endpoint.post(ONE + "/params", record, this::logParameters));
  }

  private static String id(Call call) {
    return call.path(ID);
  }

  /// Whoever says that a run has made it writes to that run, too.
  private Answer create(Call call) {
    Fields fields = call.fields();
    String run = fields.text("source_run_id");
    if (!run.isEmpty()) {
      call.rights().demand(Action.RECORD, find.run(call.caller(), run));
    }
    NewLoggedModel wanted =
        new NewLoggedModel(
            Experiment.id(fields.required(RunEndpoints.EXPERIMENT)),
            fields.text("name"),
            fields.text("model_type"),
            run,
            Entries.of(fields, "tags"),
            Entries.of(fields, "params"));
    return one(stores.loggedModels().create(call.caller(), wanted));
  }

  private Answer get(Call call) {
    boolean deleted = call.fields().flag("allow_deleted");
    return one(stores.loggedModels().get(call.caller(), id(call), deleted));
  }

  private static Answer one(LoggedModel model) {
    return Answer.json(Json.object().set("model", LoggedModelJson.model(model)));
  }

  private Answer complete(Call call) {
    String name = call.fields().constant("status", LoggedModelJson.statuses());
    if (name.isEmpty()) {
      throw Fields.missing("status");
    }
    if (name.equals(LoggedModelJson.statuses().getFirst())) {
      throw RefusedException.invalid(
          "Invalid value `" + name + "` for parameter 'status': it says nothing");
    }
    LoggedModelStatus status = LoggedModelJson.status(name);
    return one(stores.loggedModels().setStatus(call.caller(), id(call), status));
  }

  private Answer delete(Call call) {
    stores.loggedModels().delete(call.caller(), id(call));
    return Answer.done();
  }

  private Answer setTags(Call call) {
    stores.loggedModels().setTags(call.caller(), id(call), Entries.of(call.fields(), "tags"));
    return Answer.done();
  }

  /// The key may have slashes, which clients leave as they are.
  private Answer deleteTag(Call call) {
    String tag = call.path(TAG).substring(1);
    stores.loggedModels().deleteTag(call.caller(), id(call), tag);
    return Answer.done();
  }

  private Answer logParameters(Call call) {
    stores
        .loggedModels()
        .logParameters(call.caller(), id(call), Entries.of(call.fields(), "params"));
    return Answer.done();
  }
}
