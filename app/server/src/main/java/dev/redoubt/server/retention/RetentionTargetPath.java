package dev.redoubt.server.retention;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.artifacts.KeyOwner;
import dev.redoubt.artifacts.RetentionTarget;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.registration.VersionRegistration;
import dev.redoubt.registry.tracking.ExperimentAttributes;
import dev.redoubt.server.stores.RegistryStores;
import java.util.Set;
import java.util.regex.Pattern;

/// The kinds of retention targets, with their URL paths.
enum RetentionTargetPath {
  EXPERIMENT("/api/redoubt/experiments/{experiment}") {
    @Override
    RetentionTarget find(RegistryStores stores, RouteRequest request) {
      return new RetentionTarget.OfOwner(new KeyOwner.OfExperiment(experiment(request)));
    }

    @Override
    AuthorizationResource target(RegistryStores stores, RouteRequest request) {
      long id = experiment(request);
      AccessAttributes label =
          new ExperimentAttributes(stores.database()).ofExperiment(request.caller(), id);
      return RetentionTargetPath.target(
          AuthorizationResource.Kind.EXPERIMENT, request.path("experiment"), label);
    }
  },
  RUN("/api/redoubt/runs/{run}") {
    @Override
    RetentionTarget find(RegistryStores stores, RouteRequest request) {
      return new RetentionTarget.OfRoot(new ArtifactRoot.OfRun(request.path("run")));
    }

    @Override
    AuthorizationResource target(RegistryStores stores, RouteRequest request) {
      String run = request.path("run");
      AccessAttributes label =
          new ExperimentAttributes(stores.database()).ofRun(request.caller(), run);
      return RetentionTargetPath.target(AuthorizationResource.Kind.EXPERIMENT, run, label);
    }
  },
  MODEL("/api/redoubt/models/{model}") {
    @Override
    RetentionTarget find(RegistryStores stores, RouteRequest request) {
      long id = stores.models().number(request.caller(), request.path("model"));
      return new RetentionTarget.OfOwner(new KeyOwner.OfRegisteredModel(id));
    }

    @Override
    AuthorizationResource target(RegistryStores stores, RouteRequest request) {
      return model(stores, request);
    }
  },
  VERSION("/api/redoubt/models/{model}/versions/{version}") {
    @Override
    RetentionTarget find(RegistryStores stores, RouteRequest request) {
      long number = ModelVersion.number(request.path("version"));
      ModelVersion version = stores.versions().get(request.caller(), request.path("model"), number);
      return new RetentionTarget.OfRoot(
          VersionRegistration.artifactRoot(version)
              .orElseThrow(
                  () ->
                      RequestRefusedException.missing(
                          "version " + number + " of `" + version.model() + "` has no files")));
    }

    @Override
    AuthorizationResource target(RegistryStores stores, RouteRequest request) {
      return model(stores, request);
    }
  };

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final String path;

  RetentionTargetPath(String path) {
    this.path = path;
  }

  /// Returns the path pattern.
  String path() {
    return path;
  }

  /// Finds the retention target of a request.
  ///
  /// @throws RequestRefusedException if it is not visible to the caller
  abstract RetentionTarget find(RegistryStores stores, RouteRequest request);

  /// Returns the resource to authorize.
  abstract AuthorizationResource target(RegistryStores stores, RouteRequest request);

  private static long experiment(RouteRequest request) {
    String id = request.path("experiment");
    if (!NUMBER.matcher(id).matches()) {
      throw RequestRefusedException.missing("No Experiment with id=" + id + " exists");
    }
    return Long.parseLong(id);
  }

  private static AuthorizationResource model(RegistryStores stores, RouteRequest request) {
    String name = request.path("model");
    return target(
        AuthorizationResource.Kind.MODEL,
        name,
        stores.models().get(request.caller(), name).label());
  }

  private static AuthorizationResource target(
      AuthorizationResource.Kind kind, String id, AccessAttributes label) {
    return new AuthorizationResource(kind, id, label, Set.of(), Set.of());
  }
}
