package dev.redoubt.server.mlflow;

import dev.redoubt.registry.Label;
import dev.redoubt.registry.access.Target;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.Labels;
import dev.redoubt.server.Stores;
import dev.redoubt.server.route.Finder;
import java.util.Set;

/// Finds what calls are about, by the fields that MLflow's endpoints have for it.
final class Finders {

  private final Labels labels;

  Finders(Stores stores) {
    this.labels = new Labels(stores.database());
  }

  /// An experiment by the id in a field.
  Finder experiment(String field) {
    return call -> {
      long id = Experiment.id(call.fields().required(field));
      return target(String.valueOf(id), labels.ofExperiment(call.caller(), id));
    };
  }

  /// The experiment of the run in a field.
  Finder run(String field) {
    return call -> {
      String run = call.fields().required(field);
      return target(run, labels.ofRun(call.caller(), run));
    };
  }

  private static Target target(String id, Label label) {
    return new Target(Target.Kind.EXPERIMENT, id, label, Set.of(), Set.of());
  }
}
