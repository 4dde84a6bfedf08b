package dev.redoubt.server.artifact;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.ArtifactLocation;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RoutePermission.Demand;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.registry.tracking.ExperimentAttributes;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Determines the permissions that artifact requests need.
final class ArtifactPermissions {

  private final RegistryStores stores;
  private final ExperimentAttributes labels;

  ArtifactPermissions(RegistryStores stores) {
    this.stores = stores;
    this.labels = new ExperimentAttributes(stores.database());
  }

  /// Returns the permission to read: artifacts of runs may contain raw data, those of versions are
  /// models.
  RoutePermission reading(Function<RouteRequest, ArtifactLocation> where) {
    return new RoutePermission.Depends(
        "`readModel` for a version's files, `readRunArtifact` for others",
        request -> List.of(demand(request, where.apply(request), Action.READ_RUN_ARTIFACT)));
  }

  /// Returns the permission to write or delete. The files of a version are read-only; callers who
  /// may not read them do not learn that.
  RoutePermission writing(Function<RouteRequest, ArtifactLocation> where) {
    return new RoutePermission.Depends(
        "`writeArtifact`, and `readModel` for a version's files, which are read-only",
        request -> List.of(demand(request, where.apply(request), Action.WRITE_ARTIFACT)));
  }

  private Demand demand(RouteRequest request, ArtifactLocation where, Action ofRuns) {
    AuthorizationResource target = target(request.caller(), where.root());
    where.check(stores.database());
    return new Demand(
        target.kind() == AuthorizationResource.Kind.MODEL ? Action.READ_MODEL : ofRuns, target);
  }

  /// Returns the resource to authorize for an artifact root. A version that is not ready has no
  /// files to read.
  AuthorizationResource target(RouteRequest request, ArtifactRoot root) {
    return target(request.caller(), root);
  }

  private AuthorizationResource target(Caller caller, ArtifactRoot root) {
    return switch (root) {
      case ArtifactRoot.OfRun(String run) -> experiment(run, labels.ofRun(caller, run));
      case ArtifactRoot.OfLoggedModel(String id) ->
          experiment(id, labels.ofLoggedModel(caller, id));
      case ArtifactRoot.OfVersion version -> {
        SnapshotVersionResolver at = SnapshotVersionResolver.find(stores, caller, version);
        at.version().refuseIfNotReady();
        yield new AuthorizationResource(
                AuthorizationResource.Kind.MODEL, at.model(), at.label(), Set.of(), Set.of())
            .releasedTo(stores.versions().releasedTo(at.version()));
      }
    };
  }

  private static AuthorizationResource experiment(String id, AccessAttributes label) {
    return new AuthorizationResource(
        AuthorizationResource.Kind.EXPERIMENT, id, label, Set.of(), Set.of());
  }

  /// Parses an artifact path.
  static ArtifactLocation location(String path) {
    return ArtifactLocation.parse(path);
  }
}
