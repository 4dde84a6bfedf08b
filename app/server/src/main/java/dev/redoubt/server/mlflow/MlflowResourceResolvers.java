package dev.redoubt.server.mlflow;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Caller;
import dev.redoubt.http.route.ResourceResolver;
import dev.redoubt.registry.models.ModelAttributes;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.ExperimentAttributes;
import dev.redoubt.server.stores.RegistryStores;
import java.util.Set;

/// Finds what calls are about, by the fields that MLflow's endpoints have for it. What the caller
/// may not see is missing like anything that is not there.
final class MlflowResourceResolvers {

  private final ExperimentAttributes labels;
  private final ModelAttributes models;

  MlflowResourceResolvers(RegistryStores stores) {
    this.labels = new ExperimentAttributes(stores.database());
    this.models = new ModelAttributes(stores.database());
  }

  /// An experiment by the id in a field.
  ResourceResolver experiment(String field) {
    return call -> experiment(call.caller(), call.fields().required(field));
  }

  /// An experiment by the id in a field, and the first one without.
  ResourceResolver experimentOrDefault(String field) {
    return call -> experiment(call.caller(), call.fields().text(field));
  }

  private AuthorizationResource experiment(Caller caller, String text) {
    long id = Experiment.id(text);
    return target(
        AuthorizationResource.Kind.EXPERIMENT, String.valueOf(id), labels.ofExperiment(caller, id));
  }

  /// The experiment of the run that a call is about.
  ResourceResolver run() {
    return call -> run(call.caller(), RunEndpoints.id(call));
  }

  /// The experiment of a run.
  AuthorizationResource run(Caller caller, String run) {
    return target(AuthorizationResource.Kind.EXPERIMENT, run, labels.ofRun(caller, run));
  }

  /// The experiment of the logged model in the path.
  ResourceResolver loggedModelInPath(String name) {
    return call -> loggedModel(call.caller(), call.path(name));
  }

  /// The experiment of a logged model.
  AuthorizationResource loggedModel(Caller caller, String model) {
    return target(
        AuthorizationResource.Kind.EXPERIMENT, model, labels.ofLoggedModel(caller, model));
  }

  /// The registered model of the name in a field.
  ResourceResolver model(String field) {
    return call -> model(call.caller(), call.fields().required(field));
  }

  /// The registered model of a name.
  AuthorizationResource model(Caller caller, String name) {
    return target(AuthorizationResource.Kind.MODEL, name, models.of(caller, name));
  }

  private static AuthorizationResource target(
      AuthorizationResource.Kind kind, String id, AccessAttributes label) {
    return new AuthorizationResource(kind, id, label, Set.of(), Set.of());
  }
}
