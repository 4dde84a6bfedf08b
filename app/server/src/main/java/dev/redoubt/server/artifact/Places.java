package dev.redoubt.server.artifact;

import dev.redoubt.access.Action;
import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.Target;
import dev.redoubt.artifacts.Home;
import dev.redoubt.artifacts.Location;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Permission.Demand;
import dev.redoubt.registry.tracking.Labels;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Where a call's artifacts are, and what may be done there.
final class Places {

  private final Stores stores;
  private final Labels labels;

  Places(Stores stores) {
    this.stores = stores;
    this.labels = new Labels(stores.database());
  }

  /// What reading needs: files of runs may hold raw data, those of versions are models.
  Permission reading(Function<Call, Location> where) {
    return new Permission.Depends(
        "`readModel` for a version's files, `readRunArtifact` for others",
        call -> List.of(demand(call, where.apply(call), Action.READ_RUN_ARTIFACT)));
  }

  /// What writing and deleting need. A version's files are frozen; whoever may not even read them
  /// is not told so.
  Permission writing(Function<Call, Location> where) {
    return new Permission.Depends(
        "`writeArtifact`, and `readModel` for a version's files, which are frozen",
        call -> List.of(demand(call, where.apply(call), Action.WRITE_ARTIFACT)));
  }

  private Demand demand(Call call, Location where, Action ofRuns) {
    Target target = target(call.caller(), where.home());
    where.check(stores.database());
    return new Demand(target.kind() == Target.Kind.MODEL ? Action.READ_MODEL : ofRuns, target);
  }

  /// Whose rights count for a home. A version that is not ready has none to be read.
  Target target(Call call, Home home) {
    return target(call.caller(), home);
  }

  private Target target(Caller caller, Home home) {
    return switch (home) {
      case Home.OfRun(String run) -> experiment(run, labels.ofRun(caller, run));
      case Home.OfLoggedModel(String id) -> experiment(id, labels.ofLoggedModel(caller, id));
      case Home.OfVersion version -> {
        ModelVersionAt at = ModelVersionAt.find(stores, caller, version);
        at.version().refuseIfNotReady();
        yield new Target(Target.Kind.MODEL, at.model(), at.label(), Set.of(), Set.of())
            .releasedTo(stores.versions().releasedTo(at.version()));
      }
    };
  }

  private static Target experiment(String id, Label label) {
    return new Target(Target.Kind.EXPERIMENT, id, label, Set.of(), Set.of());
  }

  /// The place that a path names.
  static Location location(String path) {
    return Location.parse(path);
  }
}
