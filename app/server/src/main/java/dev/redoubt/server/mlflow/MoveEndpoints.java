package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.gate.move.Stage;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.server.stores.Stores;
import java.util.List;

/// Stages and aliases: `mlflow/model-versions/transition-stage` and
/// `mlflow/registered-models/alias`.
final class MoveEndpoints {

  private static final String NAME = ModelEndpoints.NAME;
  private static final String ALIAS = "alias";

  private final Stores stores;
  private final Finders find;

  MoveEndpoints(Stores stores, Finders find) {
    this.stores = stores;
    this.find = find;
  }

  List<Endpoint> all() {
    Permission see = Permission.needs(Action.SEE, find.model(NAME));
    return List.of(
        Endpoint.post("model-versions/transition-stage", see, this::toStage),
        Endpoint.get("registered-models/alias", see, this::get),
        Endpoint.post("registered-models/alias", see, this::set),
        Endpoint.delete("registered-models/alias", see, this::delete));
  }

  private String movable(Call call) {
    String name = ModelEndpoints.name(call);
    Moves.demand(call.rights(), find.model(call.caller(), name));
    return name;
  }

  private Answer toStage(Call call) {
    Fields fields = call.fields();
    String model = movable(call);
    ModelVersion version =
        stores
            .stages()
            .move(
                call.caller(),
                model,
                VersionEndpoints.number(call),
                Stage.of(fields.required("stage")),
                fields.flag("archive_existing_versions"));
    return VersionEndpoints.one(version);
  }

  private Answer get(Call call) {
    return VersionEndpoints.one(
        stores
            .aliases()
            .version(call.caller(), ModelEndpoints.name(call), call.fields().required(ALIAS)));
  }

  private Answer set(Call call) {
    String model = movable(call);
    String alias = call.fields().required(ALIAS);
    stores.aliases().set(call.caller(), model, alias, VersionEndpoints.number(call));
    return Answer.done();
  }

  private Answer delete(Call call) {
    String model = movable(call);
    stores.aliases().delete(call.caller(), model, call.fields().required(ALIAS));
    return Answer.done();
  }
}
