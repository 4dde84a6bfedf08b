package dev.redoubt.server.gate;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.gate.VersionFacts;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import java.util.Set;

/// The model version in the path of a request.
public record ModelVersionResolver(String model, long number) {

  /// Parses the path.
  public static ModelVersionResolver path(RouteRequest request) {
    return new ModelVersionResolver(
        request.path("model"), ModelVersion.number(request.path("version")));
  }

  /// Returns the model as a resource, with its own label.
  public static AuthorizationResource model(GateServices gate, RouteRequest request) {
    RegisteredModel model = gate.stores().models().get(request.caller(), request.path("model"));
    return new AuthorizationResource(
        AuthorizationResource.Kind.MODEL, model.name(), model.label(), Set.of(), Set.of());
  }

  /// Returns the model as a resource in an environment, with all authors of and contributors to the
  /// version.
  public static AuthorizationResource version(
      GateServices gate, RouteRequest request, String environment) {
    ModelVersionResolver version = path(request);
    AccessAttributes label = model(gate, request).label();
    VersionFacts facts = gate.gates().facts(request.caller(), version.model(), version.number());
    return new AuthorizationResource(
        AuthorizationResource.Kind.MODEL,
        version.model(),
        new AccessAttributes(label.project(), environment, label.sensitivity()),
        facts.authors(),
        facts.authors());
  }

  /// Returns the resource without authors, for a rejection: authors may reject their own work.
  static AuthorizationResource withoutMakers(AuthorizationResource version) {
    return new AuthorizationResource(
        version.kind(), version.id(), version.label(), Set.of(), Set.of());
  }
}
