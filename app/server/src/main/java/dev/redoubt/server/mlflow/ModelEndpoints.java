package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.models.ModelSearchRequest;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// MLflow's registered model endpoints, except aliases: `mlflow/registered-models/...`
final class ModelEndpoints {

  static final String NAME = "name";

  private static final int USUAL_SIZE = 100;

  private static final RoutePermission SEEN =
      new RoutePermission.SignedIn("returns only models that the caller may see");

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;

  ModelEndpoints(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
  }

  List<MlflowEndpoint> all() {
    RoutePermission see = RoutePermission.needs(Action.SEE, find.model(NAME));
    RoutePermission make = RoutePermission.needs(Action.REGISTER, ModelEndpoints::wanted);
    RoutePermission register = RoutePermission.needs(Action.REGISTER, find.model(NAME));
    RoutePermission record = RoutePermission.needs(Action.RECORD, find.model(NAME));
    RoutePermission delete = RoutePermission.needs(Action.DELETE, find.model(NAME));
    return List.of(
        MlflowEndpoint.post("registered-models/create", make, this::create),
        MlflowEndpoint.get("registered-models/get", see, this::get),
        MlflowEndpoint.get("registered-models/search", SEEN, this::search),
        MlflowEndpoint.patch("registered-models/update", record, this::update),
        MlflowEndpoint.post("registered-models/rename", register, this::rename),
        MlflowEndpoint.delete("registered-models/delete", delete, this::delete),
        MlflowEndpoint.get("registered-models/get-latest-versions", see, this::latest),
        MlflowEndpoint.post("registered-models/get-latest-versions", see, this::latest),
        MlflowEndpoint.post("registered-models/set-tag", record, this::setTag),
        MlflowEndpoint.delete("registered-models/delete-tag", record, this::deleteTag));
  }

  static String name(RouteRequest call) {
    return call.fields().required(NAME);
  }

  private static AuthorizationResource wanted(RouteRequest call) {
    return AuthorizationResource.of(
        AuthorizationResource.Kind.MODEL,
        RequestedAttributes.of(call.principal(), ParameterAndTagReader.of(call.fields(), "tags")));
  }

  private RouteResponse create(RouteRequest call) {
    RequestFields fields = call.fields();
    return one(
        stores
            .models()
            .create(
                call.caller(),
                name(call),
                RequestedAttributes.of(call.principal(), ParameterAndTagReader.of(fields, "tags")),
                fields.optional("description"),
                ParameterAndTagReader.map(fields, "tags")));
  }

  private RouteResponse get(RouteRequest call) {
    return one(stores.models().get(call.caller(), name(call)));
  }

  private static RouteResponse one(RegisteredModel model) {
    return RouteResponse.json(MlflowJson.object().set("registered_model", ModelJson.model(model)));
  }

  private RouteResponse search(RouteRequest call) {
    ResultPage<RegisteredModel> page =
        stores.modelSearch().models(call.caller(), request(call.fields(), USUAL_SIZE));
    ObjectNode response = MlflowJson.object();
    MlflowJson.list(response, "registered_models", page.items(), ModelJson::model);
    MlflowJson.text(response, "next_page_token", page.next());
    return RouteResponse.json(response);
  }

  static ModelSearchRequest request(RequestFields fields, int usualSize) {
    return new ModelSearchRequest(
        fields.text("filter"),
        fields.texts("order_by"),
        fields.size("max_results", usualSize),
        fields.text("page_token"));
  }

  private RouteResponse update(RouteRequest call) {
    String description = call.fields().optional("description");
    return one(stores.models().describe(call.caller(), name(call), description));
  }

  private RouteResponse rename(RouteRequest call) {
    String to = call.fields().required("new_name");
    return one(stores.models().rename(call.caller(), name(call), to));
  }

  private RouteResponse delete(RouteRequest call) {
    stores.models().delete(call.caller(), name(call));
    return RouteResponse.done();
  }

  private RouteResponse latest(RouteRequest call) {
    List<ModelStage> stages = call.fields().texts("stages").stream().map(ModelStage::of).toList();
    List<ModelVersion> latest = stores.models().latest(call.caller(), name(call), stages);
    ObjectNode response = MlflowJson.object();
    MlflowJson.list(response, "model_versions", latest, ModelJson::version);
    return RouteResponse.json(response);
  }

  private RouteResponse setTag(RouteRequest call) {
    RequestFields fields = call.fields();
    RequestedAttributes.refuseIfFixed(fields.required("key"));
    stores.models().tag(call.caller(), name(call), fields.required("key"), fields.text("value"));
    return RouteResponse.done();
  }

  private RouteResponse deleteTag(RouteRequest call) {
    RequestedAttributes.refuseIfFixed(call.fields().required("key"));
    stores.models().untag(call.caller(), name(call), call.fields().required("key"));
    return RouteResponse.done();
  }
}
