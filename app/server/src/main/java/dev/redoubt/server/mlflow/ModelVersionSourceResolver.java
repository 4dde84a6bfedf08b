package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.tracking.LoggedModel;
import dev.redoubt.registry.tracking.RunInfo;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Resolves the source of a new model version from the URI in the request.
///
/// Only URIs of this registry are accepted: a bucket, a file or another host would be read with the
/// rights of the server or of whoever loads the model.
final class ModelVersionSourceResolver {

  /// The source that clients send for a prompt.
  private static final Set<String> OF_PROMPTS = Set.of("dummy-source", "prompt-template");

  private static final Pattern RUN = Pattern.compile("runs:/([^/]+)/(.+)");
  private static final Pattern LOGGED_MODEL = Pattern.compile("models:/(m-[0-9a-f]{32})");
  private static final Pattern VERSION = Pattern.compile("models:/([^/]+)/([^/]+)");
  private static final Pattern ALIAS = Pattern.compile("models:/([^/@]+)@([^/@]+)");
  private static final Pattern RUN_FILES =
      Pattern.compile("mlflow-artifacts:/[^/]+/([^/]+)/artifacts(?:/.+)?");
  private static final Pattern MODEL_FILES =
      Pattern.compile("mlflow-artifacts:/[^/]+/models/([^/]+)/artifacts(?:/.+)?");

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;

  ModelVersionSourceResolver(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
  }

  /// Resolves a source URI.
  ///
  /// @param model the model that the version is for
  /// @throws RequestRefusedException if the URI is not of this registry, or if nothing visible to
  ///   the caller is there
  ModelVersionSource of(Caller caller, String model, String address) {
    if (isPrompt(caller, model)) {
      return prompt(address);
    }
    checkPath(address);
    try {
      return find(caller, address);
    } catch (RequestRefusedException refused) {
      throw refused.problem() == ErrorCode.RESOURCE_DOES_NOT_EXIST
          ? invalid(address, String.valueOf(refused.getMessage()))
          : refused;
    }
  }

  private boolean isPrompt(Caller caller, String model) {
    return stores.models().get(caller, model).isPrompt();
  }

  private static ModelVersionSource prompt(String address) {
    if (!OF_PROMPTS.contains(address)) {
      throw invalid(address, "the source of a prompt must be one of " + OF_PROMPTS);
    }
    return new ModelVersionSource(address, address, null, null, null);
  }

  private ModelVersionSource find(Caller caller, String address) {
    Matcher run = RUN.matcher(address);
    if (run.matches()) {
      return ofRun(caller, address, run.group(1), run.group(2));
    }
    Matcher logged = LOGGED_MODEL.matcher(address);
    if (logged.matches()) {
      return ofLoggedModel(caller, address, logged.group(1), "");
    }
    Matcher modelFiles = MODEL_FILES.matcher(address);
    if (modelFiles.matches()) {
      return ofLoggedModel(caller, address, modelFiles.group(1), address);
    }
    Matcher runFiles = RUN_FILES.matcher(address);
    if (runFiles.matches()) {
      return ofRunFiles(caller, address, runFiles.group(1));
    }
    return version(caller, address);
  }

  private ModelVersionSource ofRun(Caller caller, String address, String id, String path) {
    RunInfo run = stores.runs().get(caller, id).info();
    return ofRun(caller, address, run, run.artifactUri() + "/" + path);
  }

  private ModelVersionSource ofRunFiles(Caller caller, String address, String id) {
    RunInfo run = stores.runs().get(caller, id).info();
    checkBelow(address, run.artifactUri());
    return ofRun(caller, address, run, address);
  }

  private ModelVersionSource ofRun(Caller caller, String address, RunInfo run, String location) {
    return new ModelVersionSource(
        address,
        location,
        run.id(),
        null,
        new ModelVersionSource.Reading(Action.READ_RUN_ARTIFACT, find.run(caller, run.id())));
  }

  private ModelVersionSource ofLoggedModel(
      Caller caller, String address, String id, String location) {
    LoggedModel model = stores.loggedModels().get(caller, id, false);
    if (!location.isEmpty()) {
      checkBelow(location, model.artifactUri());
    }
    return new ModelVersionSource(
        address,
        location.isEmpty() ? model.artifactUri() : location,
        model.sourceRun(),
        model.id(),
        new ModelVersionSource.Reading(Action.READ_RUN_ARTIFACT, find.loggedModel(caller, id)));
  }

  private ModelVersionSource version(Caller caller, String address) {
    Matcher version = VERSION.matcher(address);
    if (version.matches()) {
      return ofVersion(
          caller, address, version.group(1), () -> at(caller, version.group(1), version.group(2)));
    }
    Matcher alias = ALIAS.matcher(address);
    if (alias.matches()) {
      return ofVersion(
          caller,
          address,
          alias.group(1),
          () -> stores.aliases().version(caller, alias.group(1), alias.group(2)));
    }
    throw invalid(
        address,
        "expected a run, a logged model or another model version of this registry: "
            + "`runs:/`, `models:/` or `mlflow-artifacts:/` without a host");
  }

  private ModelVersionSource ofVersion(
      Caller caller, String address, String model, Supplier<ModelVersion> found) {
    if (isPrompt(caller, model)) {
      throw invalid(address, "a prompt is not a model");
    }
    ModelVersion version = found.get();
    return new ModelVersionSource(
        "models:/" + version.model() + "/" + version.number(),
        version.location(),
        version.run(),
        version.loggedModel(),
        new ModelVersionSource.Reading(Action.READ_MODEL, find.model(caller, model)));
  }

  /// Finds a version by number, `latest`, or stage.
  private ModelVersion at(Caller caller, String model, String which) {
    if (which.chars().allMatch(each -> each >= '0' && each <= '9')) {
      return stores.versions().get(caller, model, ModelVersion.number(which));
    }
    if (which.toLowerCase(Locale.ROOT).equals("latest")) {
      return stores.aliases().version(caller, model, which);
    }
    List<ModelVersion> latest =
        stores.models().latest(caller, model, List.of(ModelStage.of(which)));
    if (latest.isEmpty()) {
      throw RequestRefusedException.missing(
          "no version of `" + model + "` is in the stage `" + which + "`");
    }
    return latest.getFirst();
  }

  private static void checkBelow(String location, String root) {
    if (!location.equals(root) && !location.startsWith(root + "/")) {
      throw invalid(location, "there are no artifacts at this location");
    }
  }

  /// Rejects ambiguous URIs, which other programs could resolve differently.
  private static void checkPath(String address) {
    String plain = address.toLowerCase(Locale.ROOT).replace('\\', '/');
    boolean climbs =
        ("/" + plain + "/").contains("/../")
            || ("/" + plain + "/").contains("/./")
            || plain.contains("//");
    if (climbs || plain.chars().anyMatch(c -> "%?#".indexOf(c) >= 0 || Character.isISOControl(c))) {
      throw invalid(
          address,
          "it contains a host, `..`, `%`, `?`, `#` or an empty segment; write the plain path");
    }
  }

  private static RequestRefusedException invalid(String address, String why) {
    return RequestRefusedException.invalid(
        "Invalid model version source: '" + address + "': " + why);
  }
}
