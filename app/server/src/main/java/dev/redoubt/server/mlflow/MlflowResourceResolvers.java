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

/// Finds the resource of an MLflow request by its fields. A resource that is not visible to the
/// caller is reported as missing.
final class MlflowResourceResolvers {

  private final ExperimentAttributes labels;
  private final ModelAttributes models;

  MlflowResourceResolvers(RegistryStores stores) {
    this.labels = new ExperimentAttributes(stores.database());
    this.models = new ModelAttributes(stores.database());
  }

  /// Finds an experiment by the id in a field.
  ResourceResolver experiment(String field) {
    return request -> experiment(request.caller(), request.fields().required(field));
  }

  /// Finds an experiment by the id in a field; the default experiment if the field is absent.
  ResourceResolver experimentOrDefault(String field) {
    return request -> experiment(request.caller(), request.fields().text(field));
  }

  private AuthorizationResource experiment(Caller caller, String text) {
    long id = Experiment.id(text);
    return target(
        AuthorizationResource.Kind.EXPERIMENT, String.valueOf(id), labels.ofExperiment(caller, id));
  }

  /// Finds the experiment of the run in the request.
  ResourceResolver run() {
    return request -> run(request.caller(), RunEndpoints.id(request));
  }

  /// Finds the experiment of a run.
  AuthorizationResource run(Caller caller, String run) {
    return target(AuthorizationResource.Kind.EXPERIMENT, run, labels.ofRun(caller, run));
  }

  /// Finds the experiment of the logged model in the path.
  ResourceResolver loggedModelInPath(String name) {
    return request -> loggedModel(request.caller(), request.path(name));
  }

  /// Finds the experiment of a logged model.
  AuthorizationResource loggedModel(Caller caller, String model) {
    return target(
        AuthorizationResource.Kind.EXPERIMENT, model, labels.ofLoggedModel(caller, model));
  }

  /// Finds a registered model by the name in a field.
  ResourceResolver model(String field) {
    return request -> model(request.caller(), request.fields().required(field));
  }

  /// Finds a registered model by name.
  AuthorizationResource model(Caller caller, String name) {
    return target(AuthorizationResource.Kind.MODEL, name, models.of(caller, name));
  }

  private static AuthorizationResource target(
      AuthorizationResource.Kind kind, String id, AccessAttributes label) {
    return new AuthorizationResource(kind, id, label, Set.of(), Set.of());
  }
}
