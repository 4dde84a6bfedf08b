package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.Target;
import dev.redoubt.gate.move.Stage;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import dev.redoubt.registry.models.SearchRequest;
import dev.redoubt.registry.search.Page;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// `mlflow/registered-models/...`, without aliases.
final class ModelEndpoints {

  static final String NAME = "name";

  private static final int USUAL_SIZE = 100;

  private static final Permission SEEN =
      new Permission.SignedIn("models that the caller may not see are left out");

  private final Stores stores;
  private final Finders find;

  ModelEndpoints(Stores stores, Finders find) {
    this.stores = stores;
    this.find = find;
  }

  List<Endpoint> all() {
    Permission see = Permission.needs(Action.SEE, find.model(NAME));
    Permission make = Permission.needs(Action.REGISTER, ModelEndpoints::wanted);
    Permission register = Permission.needs(Action.REGISTER, find.model(NAME));
    Permission record = Permission.needs(Action.RECORD, find.model(NAME));
    Permission delete = Permission.needs(Action.DELETE, find.model(NAME));
    return List.of(
        Endpoint.post("registered-models/create", make, this::create),
        Endpoint.get("registered-models/get", see, this::get),
        Endpoint.get("registered-models/search", SEEN, this::search),
        Endpoint.patch("registered-models/update", record, this::update),
        Endpoint.post("registered-models/rename", register, this::rename),
        Endpoint.delete("registered-models/delete", delete, this::delete),
        Endpoint.get("registered-models/get-latest-versions", see, this::latest),
        Endpoint.post("registered-models/get-latest-versions", see, this::latest),
        Endpoint.post("registered-models/set-tag", record, this::setTag),
        Endpoint.delete("registered-models/delete-tag", record, this::deleteTag));
  }

  static String name(Call call) {
    return call.fields().required(NAME);
  }

  private static Target wanted(Call call) {
    return Target.of(
        Target.Kind.MODEL, WantedLabel.of(call.who(), Entries.of(call.fields(), "tags")));
  }

  private Answer create(Call call) {
    Fields fields = call.fields();
    return one(
        stores
            .models()
            .create(
                call.caller(),
                name(call),
                WantedLabel.of(call.who(), Entries.of(fields, "tags")),
                fields.optional("description"),
                Entries.map(fields, "tags")));
  }

  private Answer get(Call call) {
    return one(stores.models().get(call.caller(), name(call)));
  }

  private static Answer one(RegisteredModel model) {
    return Answer.json(Json.object().set("registered_model", ModelJson.model(model)));
  }

  private Answer search(Call call) {
    Page<RegisteredModel> page =
        stores.modelSearch().models(call.caller(), request(call.fields(), USUAL_SIZE));
    ObjectNode answer = Json.object();
    Json.list(answer, "registered_models", page.items(), ModelJson::model);
    Json.text(answer, "next_page_token", page.next());
    return Answer.json(answer);
  }

  static SearchRequest request(Fields fields, int usualSize) {
    return new SearchRequest(
        fields.text("filter"),
        fields.texts("order_by"),
        fields.size("max_results", usualSize),
        fields.text("page_token"));
  }

  private Answer update(Call call) {
    String description = call.fields().optional("description");
    return one(stores.models().describe(call.caller(), name(call), description));
  }

  private Answer rename(Call call) {
    String to = call.fields().required("new_name");
    return one(stores.models().rename(call.caller(), name(call), to));
  }

  private Answer delete(Call call) {
    stores.models().delete(call.caller(), name(call));
    return Answer.done();
  }

  private Answer latest(Call call) {
    List<Stage> stages = call.fields().texts("stages").stream().map(Stage::of).toList();
    List<ModelVersion> latest = stores.models().latest(call.caller(), name(call), stages);
    ObjectNode answer = Json.object();
    Json.list(answer, "model_versions", latest, ModelJson::version);
    return Answer.json(answer);
  }

  private Answer setTag(Call call) {
    Fields fields = call.fields();
    WantedLabel.refuseIfFixed(fields.required("key"));
    stores.models().tag(call.caller(), name(call), fields.required("key"), fields.text("value"));
    return Answer.done();
  }

  private Answer deleteTag(Call call) {
    WantedLabel.refuseIfFixed(call.fields().required("key"));
    stores.models().untag(call.caller(), name(call), call.fields().required("key"));
    return Answer.done();
  }
}
