package dev.redoubt.server.mlflow;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.Target;
import dev.redoubt.http.route.Finder;
import dev.redoubt.registry.models.ModelLabels;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.Labels;
import dev.redoubt.server.stores.Stores;
import java.util.Set;

/// Finds what calls are about, by the fields that MLflow's endpoints have for it. What the caller
/// may not see is missing like anything that is not there.
final class Finders {

  private final Labels labels;
  private final ModelLabels models;

  Finders(Stores stores) {
    this.labels = new Labels(stores.database());
    this.models = new ModelLabels(stores.database());
  }

  /// An experiment by the id in a field.
  Finder experiment(String field) {
    return call -> experiment(call.caller(), call.fields().required(field));
  }

  /// An experiment by the id in a field, and the first one without.
  Finder experimentOrDefault(String field) {
    return call -> experiment(call.caller(), call.fields().text(field));
  }

  private Target experiment(Caller caller, String text) {
    long id = Experiment.id(text);
    return target(Target.Kind.EXPERIMENT, String.valueOf(id), labels.ofExperiment(caller, id));
  }

  /// The experiment of the run that a call is about.
  Finder run() {
    return call -> run(call.caller(), RunEndpoints.id(call));
  }

  /// The experiment of a run.
  Target run(Caller caller, String run) {
    return target(Target.Kind.EXPERIMENT, run, labels.ofRun(caller, run));
  }

  /// The experiment of the logged model in the path.
  Finder loggedModelInPath(String name) {
    return call -> loggedModel(call.caller(), call.path(name));
  }

  /// The experiment of a logged model.
  Target loggedModel(Caller caller, String model) {
    return target(Target.Kind.EXPERIMENT, model, labels.ofLoggedModel(caller, model));
  }

  /// The registered model of the name in a field.
  Finder model(String field) {
    return call -> model(call.caller(), call.fields().required(field));
  }

  /// The registered model of a name.
  Target model(Caller caller, String name) {
    return target(Target.Kind.MODEL, name, models.of(caller, name));
  }

  private static Target target(Target.Kind kind, String id, Label label) {
    return new Target(kind, id, label, Set.of(), Set.of());
  }
}
