package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Target;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.models.ModelSearch;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.NewVersion;
import dev.redoubt.registry.search.Page;
import dev.redoubt.server.stores.Stores;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `mlflow/model-versions/...`, without stages.
final class VersionEndpoints {

  private static final String NAME = ModelEndpoints.NAME;

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final Permission SEEN =
      new Permission.SignedIn("versions of models that the caller may not see are left out");

  private final Stores stores;
  private final Finders find;
  private final Sources sources;

  VersionEndpoints(Stores stores, Finders find) {
    this.stores = stores;
    this.find = find;
    this.sources = new Sources(stores, find);
  }

  List<Endpoint> all() {
    Permission see = Permission.needs(Action.SEE, find.model(NAME));
    Permission register = Permission.needs(Action.REGISTER, find.model(NAME));
    Permission read = Permission.needs(Action.READ_MODEL, this::version);
    Permission record = Permission.needs(Action.RECORD, find.model(NAME));
    Permission delete = Permission.needs(Action.DELETE, find.model(NAME));
    return List.of(
        Endpoint.post("model-versions/create", register, this::create),
        Endpoint.get("model-versions/get", see, this::get),
        Endpoint.get("model-versions/get-download-uri", read, this::downloadUri),
        Endpoint.get("model-versions/search", SEEN, this::search),
        Endpoint.patch("model-versions/update", record, this::update),
        Endpoint.delete("model-versions/delete", delete, this::delete),
        Endpoint.post("model-versions/set-tag", record, this::setTag),
        Endpoint.delete("model-versions/delete-tag", record, this::deleteTag));
  }

  /// What reading a version needs depends on where it is released to.
  private Target version(Call call) {
    String model = ModelEndpoints.name(call);
    ModelVersion version = stores.versions().get(call.caller(), model, number(call));
    return find.model(call.caller(), model).releasedTo(stores.versions().releasedTo(version));
  }

  static long number(Call call) {
    return ModelVersion.number(call.fields().required("version"));
  }

  static Answer one(ModelVersion version) {
    return Answer.json(Json.object().set("model_version", ModelJson.version(version)));
  }

  /// Whoever makes a version of something gives its files to those who read the model, and must
  /// therefore be allowed to read them.
  private Answer create(Call call) throws IOException {
    Fields fields = call.fields();
    String model = ModelEndpoints.name(call);
    Source source = sources.of(call.caller(), model, fields.required("source"));
    Source.Reading reading = source.reading();
    if (reading != null) {
      call.rights().demand(reading.action(), reading.target());
      refuseIfMoreSensitive(reading.target(), find.model(NAME).find(call));
    }
    source.check(fields.text("run_id"), fields.text("model_id"));
    NewVersion wanted =
        new NewVersion(
            model,
            source.address(),
            source.location(),
            source.run(),
            none(fields.text("run_link")),
            source.loggedModel(),
            none(fields.text("description")),
            Entries.map(fields, "tags"));
    return one(
        reading == null
            ? ready(call, stores.versions().create(call.caller(), wanted))
            : registered(call, stores.registrations().register(call.caller(), wanted)));
  }

  /// Most are scanned before a client would ask for the first time how far it is.
  private ModelVersion registered(Call call, ModelVersion version) {
    return stores.intake().taken(call.caller(), version, MOMENT);
  }

  /// Who may read the model would get what they may not read where it comes from.
  private static void refuseIfMoreSensitive(Target from, Target model) {
    if (!model.label().mayHold(from.label())) {
      throw new RefusedException(
          Problem.PERMISSION_DENIED,
          "the files are `%s`, and the model `%s` is `%s`: what is more sensitive does not go there"
              .formatted(from.label().sensitivity(), model.id(), model.label().sensitivity()));
    }
  }

  /// A prompt has no files, and so nothing to wait for.
  private ModelVersion ready(Call call, ModelVersion version) {
    return stores.versions().completeWithoutFiles(call.caller(), version.model(), version.number());
  }

  private static @Nullable String none(String text) {
    return text.isEmpty() ? null : text;
  }

  private Answer get(Call call) {
    return one(stores.versions().get(call.caller(), ModelEndpoints.name(call), number(call)));
  }

  /// Who asks for this is about to load the model; whether they may is asked at each file again.
  private Answer downloadUri(Call call) {
    ModelVersion version =
        stores.versions().get(call.caller(), ModelEndpoints.name(call), number(call));
    version.refuseIfNotReady();
    return Answer.json(Json.object().put("artifact_uri", version.location()));
  }

  private Answer search(Call call) {
    Page<ModelVersion> page =
        stores
            .modelSearch()
            .versions(
                call.caller(), ModelEndpoints.request(call.fields(), ModelSearch.MAX_VERSIONS));
    ObjectNode answer = Json.object();
    Json.list(answer, "model_versions", page.items(), ModelJson::version);
    Json.text(answer, "next_page_token", page.next());
    return Answer.json(answer);
  }

  private Answer update(Call call) {
    String description = call.fields().optional("description");
    return one(
        stores
            .versions()
            .describe(call.caller(), ModelEndpoints.name(call), number(call), description));
  }

  private Answer delete(Call call) {
    stores.versions().delete(call.caller(), ModelEndpoints.name(call), number(call));
    return Answer.done();
  }

  private Answer setTag(Call call) {
    Fields fields = call.fields();
    stores
        .versions()
        .tag(
            call.caller(),
            ModelEndpoints.name(call),
            number(call),
            fields.required("key"),
            fields.text("value"));
    return Answer.done();
  }

  private Answer deleteTag(Call call) {
    stores
        .versions()
        .untag(
            call.caller(), ModelEndpoints.name(call), number(call), call.fields().required("key"));
    return Answer.done();
  }
}
