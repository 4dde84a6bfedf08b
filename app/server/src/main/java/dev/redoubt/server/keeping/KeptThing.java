package dev.redoubt.server.keeping;

import dev.redoubt.access.Label;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Target;
import dev.redoubt.artifacts.Home;
import dev.redoubt.artifacts.Kept;
import dev.redoubt.artifacts.Owner;
import dev.redoubt.http.route.Call;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.registration.Registrations;
import dev.redoubt.registry.tracking.Labels;
import dev.redoubt.server.stores.Stores;
import java.util.Set;
import java.util.regex.Pattern;

/// What can be held, by its address.
enum KeptThing {
  EXPERIMENT("/api/redoubt/experiments/{experiment}") {
    @Override
    Kept find(Stores stores, Call call) {
      return new Kept.OfOwner(new Owner.OfExperiment(experiment(call)));
    }

    @Override
    Target target(Stores stores, Call call) {
      long id = experiment(call);
      Label label = new Labels(stores.database()).ofExperiment(call.caller(), id);
      return KeptThing.target(Target.Kind.EXPERIMENT, call.path("experiment"), label);
    }
  },
  RUN("/api/redoubt/runs/{run}") {
    @Override
    Kept find(Stores stores, Call call) {
      return new Kept.OfHome(new Home.OfRun(call.path("run")));
    }

    @Override
    Target target(Stores stores, Call call) {
      String run = call.path("run");
      Label label = new Labels(stores.database()).ofRun(call.caller(), run);
      return KeptThing.target(Target.Kind.EXPERIMENT, run, label);
    }
  },
  MODEL("/api/redoubt/models/{model}") {
    @Override
    Kept find(Stores stores, Call call) {
      long id = stores.models().number(call.caller(), call.path("model"));
      return new Kept.OfOwner(new Owner.OfRegisteredModel(id));
    }

    @Override
    Target target(Stores stores, Call call) {
      return model(stores, call);
    }
  },
  VERSION("/api/redoubt/models/{model}/versions/{version}") {
    @Override
    Kept find(Stores stores, Call call) {
      long number = ModelVersion.number(call.path("version"));
      ModelVersion version = stores.versions().get(call.caller(), call.path("model"), number);
      return new Kept.OfHome(
          Registrations.home(version)
              .orElseThrow(
                  () ->
                      RefusedException.missing(
                          "version " + number + " of `" + version.model() + "` has no files")));
    }

    @Override
    Target target(Stores stores, Call call) {
      return model(stores, call);
    }
  };

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final String path;

  KeptThing(String path) {
    this.path = path;
  }

  /// Where it is.
  String path() {
    return path;
  }

  /// What a call means.
  ///
  /// @throws RefusedException if it is not there for the caller
  abstract Kept find(Stores stores, Call call);

  /// Whose rights count.
  abstract Target target(Stores stores, Call call);

  private static long experiment(Call call) {
    String id = call.path("experiment");
    if (!NUMBER.matcher(id).matches()) {
      throw RefusedException.missing("No Experiment with id=" + id + " exists");
    }
    return Long.parseLong(id);
  }

  private static Target model(Stores stores, Call call) {
    String name = call.path("model");
    return target(Target.Kind.MODEL, name, stores.models().get(call.caller(), name).label());
  }

  private static Target target(Target.Kind kind, String id, Label label) {
    return new Target(kind, id, label, Set.of(), Set.of());
  }
}
