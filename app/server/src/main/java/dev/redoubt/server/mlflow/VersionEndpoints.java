package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.models.ModelSearch;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.NewModelVersion;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.server.stores.RegistryStores;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// MLflow's model version endpoints, except stages: `mlflow/model-versions/...`
final class VersionEndpoints {

  private static final String NAME = ModelEndpoints.NAME;

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final RoutePermission SEEN =
      new RoutePermission.SignedIn("returns only versions of models that the caller may see");

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;
  private final ModelVersionSourceResolver sources;

  VersionEndpoints(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
    this.sources = new ModelVersionSourceResolver(stores, find);
  }

  List<MlflowEndpoint> all() {
    RoutePermission see = RoutePermission.needs(Action.SEE, find.model(NAME));
    RoutePermission register = RoutePermission.needs(Action.REGISTER, find.model(NAME));
    RoutePermission read = RoutePermission.needs(Action.READ_MODEL, this::version);
    RoutePermission record = RoutePermission.needs(Action.RECORD, find.model(NAME));
    RoutePermission delete = RoutePermission.needs(Action.DELETE, find.model(NAME));
    return List.of(
        MlflowEndpoint.post("model-versions/create", register, this::create),
        MlflowEndpoint.get("model-versions/get", see, this::get),
        MlflowEndpoint.get("model-versions/get-download-uri", read, this::downloadUri),
        MlflowEndpoint.get("model-versions/search", SEEN, this::search),
        MlflowEndpoint.patch("model-versions/update", record, this::update),
        MlflowEndpoint.delete("model-versions/delete", delete, this::delete),
        MlflowEndpoint.post("model-versions/set-tag", record, this::setTag),
        MlflowEndpoint.delete("model-versions/delete-tag", record, this::deleteTag));
  }

  /// The environments that a version is released to determine which permission a read needs.
  private AuthorizationResource version(RouteRequest call) {
    String model = ModelEndpoints.name(call);
    ModelVersion version = stores.versions().get(call.caller(), model, number(call));
    return find.model(call.caller(), model).releasedTo(stores.versions().releasedTo(version));
  }

  static long number(RouteRequest call) {
    return ModelVersion.number(call.fields().required("version"));
  }

  static RouteResponse one(ModelVersion version) {
    return RouteResponse.json(MlflowJson.object().set("model_version", ModelJson.version(version)));
  }

  /// Creates a version. The new version gives its files to all readers of the model, so its creator
  /// must be allowed to read them.
  private RouteResponse create(RouteRequest call) throws IOException {
    RequestFields fields = call.fields();
    String model = ModelEndpoints.name(call);
    ModelVersionSource source = sources.of(call.caller(), model, fields.required("source"));
    ModelVersionSource.Reading reading = source.reading();
    if (reading != null) {
      call.permissions().require(reading.action(), reading.target());
      refuseIfMoreSensitive(reading.target(), find.model(NAME).find(call));
    }
    source.check(fields.text("run_id"), fields.text("model_id"));
    NewModelVersion wanted =
        new NewModelVersion(
            model,
            source.address(),
            source.location(),
            source.run(),
            none(fields.text("run_link")),
            source.loggedModel(),
            none(fields.text("description")),
            ParameterAndTagReader.map(fields, "tags"));
    return one(
        reading == null
            ? ready(call, stores.versions().create(call.caller(), wanted))
            : registered(call, stores.registrations().register(call.caller(), wanted)));
  }

  /// Waits briefly: most versions are scanned before a client would poll for the first time.
  private ModelVersion registered(RouteRequest call, ModelVersion version) {
    return stores.intake().awaitRegistration(call.caller(), version, MOMENT);
  }

  /// Rejects files that are more sensitive than the model: its readers may not read their source.
  private static void refuseIfMoreSensitive(
      AuthorizationResource from, AuthorizationResource model) {
    if (!model.label().mayHold(from.label())) {
      throw new RequestRefusedException(
          ErrorCode.PERMISSION_DENIED,
          "the files have the sensitivity `%s`, which is higher than that of the model `%s` (`%s`)"
              .formatted(from.label().sensitivity(), model.id(), model.label().sensitivity()));
    }
  }

  /// A prompt has no files to scan.
  private ModelVersion ready(RouteRequest call, ModelVersion version) {
    return stores.versions().completeWithoutFiles(call.caller(), version.model(), version.number());
  }

  private static @Nullable String none(String text) {
    return text.isEmpty() ? null : text;
  }

  private RouteResponse get(RouteRequest call) {
    return one(stores.versions().get(call.caller(), ModelEndpoints.name(call), number(call)));
  }

  /// Returns the download URI. The caller is about to load the model; each file is authorized again
  /// when it is read.
  private RouteResponse downloadUri(RouteRequest call) {
    ModelVersion version =
        stores.versions().get(call.caller(), ModelEndpoints.name(call), number(call));
    version.refuseIfNotReady();
    return RouteResponse.json(MlflowJson.object().put("artifact_uri", version.location()));
  }

  private RouteResponse search(RouteRequest call) {
    ResultPage<ModelVersion> page =
        stores
            .modelSearch()
            .versions(
                call.caller(), ModelEndpoints.request(call.fields(), ModelSearch.MAX_VERSIONS));
    ObjectNode response = MlflowJson.object();
    MlflowJson.list(response, "model_versions", page.items(), ModelJson::version);
    MlflowJson.text(response, "next_page_token", page.next());
    return RouteResponse.json(response);
  }

  private RouteResponse update(RouteRequest call) {
    String description = call.fields().optional("description");
    return one(
        stores
            .versions()
            .describe(call.caller(), ModelEndpoints.name(call), number(call), description));
  }

  private RouteResponse delete(RouteRequest call) {
    stores.versions().delete(call.caller(), ModelEndpoints.name(call), number(call));
    return RouteResponse.done();
  }

  private RouteResponse setTag(RouteRequest call) {
    RequestFields fields = call.fields();
    stores
        .versions()
        .tag(
            call.caller(),
            ModelEndpoints.name(call),
            number(call),
            fields.required("key"),
            fields.text("value"));
    return RouteResponse.done();
  }

  private RouteResponse deleteTag(RouteRequest call) {
    stores
        .versions()
        .untag(
            call.caller(), ModelEndpoints.name(call), number(call), call.fields().required("key"));
    return RouteResponse.done();
  }
}
