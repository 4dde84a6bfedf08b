package dev.redoubt.server.keeping;

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
    RetentionTarget find(RegistryStores stores, RouteRequest call) {
      return new RetentionTarget.OfOwner(new KeyOwner.OfExperiment(experiment(call)));
    }

    @Override
    AuthorizationResource target(RegistryStores stores, RouteRequest call) {
      long id = experiment(call);
      AccessAttributes label =
          new ExperimentAttributes(stores.database()).ofExperiment(call.caller(), id);
      return RetentionTargetPath.target(
          AuthorizationResource.Kind.EXPERIMENT, call.path("experiment"), label);
    }
  },
  RUN("/api/redoubt/runs/{run}") {
    @Override
    RetentionTarget find(RegistryStores stores, RouteRequest call) {
      return new RetentionTarget.OfHome(new ArtifactRoot.OfRun(call.path("run")));
    }

    @Override
    AuthorizationResource target(RegistryStores stores, RouteRequest call) {
      String run = call.path("run");
      AccessAttributes label =
          new ExperimentAttributes(stores.database()).ofRun(call.caller(), run);
      return RetentionTargetPath.target(AuthorizationResource.Kind.EXPERIMENT, run, label);
    }
  },
  MODEL("/api/redoubt/models/{model}") {
    @Override
    RetentionTarget find(RegistryStores stores, RouteRequest call) {
      long id = stores.models().number(call.caller(), call.path("model"));
      return new RetentionTarget.OfOwner(new KeyOwner.OfRegisteredModel(id));
    }

    @Override
    AuthorizationResource target(RegistryStores stores, RouteRequest call) {
      return model(stores, call);
    }
  },
  VERSION("/api/redoubt/models/{model}/versions/{version}") {
    @Override
    RetentionTarget find(RegistryStores stores, RouteRequest call) {
      long number = ModelVersion.number(call.path("version"));
      ModelVersion version = stores.versions().get(call.caller(), call.path("model"), number);
      return new RetentionTarget.OfHome(
          VersionRegistration.home(version)
              .orElseThrow(
                  () ->
                      RequestRefusedException.missing(
                          "version " + number + " of `" + version.model() + "` has no files")));
    }

    @Override
    AuthorizationResource target(RegistryStores stores, RouteRequest call) {
      return model(stores, call);
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
  abstract RetentionTarget find(RegistryStores stores, RouteRequest call);

  /// Returns the resource to authorize.
  abstract AuthorizationResource target(RegistryStores stores, RouteRequest call);

  private static long experiment(RouteRequest call) {
    String id = call.path("experiment");
    if (!NUMBER.matcher(id).matches()) {
      throw RequestRefusedException.missing("No Experiment with id=" + id + " exists");
    }
    return Long.parseLong(id);
  }

  private static AuthorizationResource model(RegistryStores stores, RouteRequest call) {
    String name = call.path("model");
    return target(
        AuthorizationResource.Kind.MODEL, name, stores.models().get(call.caller(), name).label());
  }

  private static AuthorizationResource target(
      AuthorizationResource.Kind kind, String id, AccessAttributes label) {
    return new AuthorizationResource(kind, id, label, Set.of(), Set.of());
  }
}
