package dev.redoubt.server.gate;

import dev.redoubt.access.Action;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.Evidence;
import dev.redoubt.gate.EvidenceSubmission;
import dev.redoubt.gate.GateDecision;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.models.ModelVersion;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Routes of the gate API: `api/redoubt/models/MODEL/versions/VERSION/...`
public final class GateRoutes {

  /// The default environment.
  public static final String ENVIRONMENT = "production";

  private static final String VERSION = "/api/redoubt/models/{model}/versions/{version}";

  private final GateServices gate;

  private GateRoutes(GateServices gate) {
    this.gate = gate;
  }

  /// Returns the routes.
  public static List<Route> of(GateServices gate) {
    return new GateRoutes(gate).all();
  }

  private List<Route> all() {
    RoutePermission see =
        RoutePermission.needs(Action.SEE, request -> ModelVersionResolver.model(gate, request));
    RoutePermission evaluate =
        RoutePermission.needs(
            Action.EVALUATE, request -> ModelVersionResolver.model(gate, request));
    RoutePermission approve =
        RoutePermission.needs(
            Action.APPROVE,
            request -> ModelVersionResolver.version(gate, request, environment(request.fields())));
    RoutePermission reject =
        RoutePermission.needs(
            Action.APPROVE,
            request ->
                ModelVersionResolver.withoutMakers(
                    ModelVersionResolver.version(gate, request, environment(request.fields()))));
    return List.of(
        new Route(HttpMethod.GET, VERSION, see, this::status),
        new Route(
            HttpMethod.GET,
            VERSION + "/gate",
            see,
            request -> RouteResponse.json(decision(request, query(request)))),
        new Route(HttpMethod.POST, VERSION + "/approvals", approve, this::approve),
        new Route(HttpMethod.POST, VERSION + "/rejections", reject, this::reject),
        new Route(HttpMethod.POST, VERSION + "/evidence", evaluate, this::add),
        new Route(
            HttpMethod.POST, VERSION + "/evidence/{evidence}/withdrawal", see, this::withdraw));
  }

  private static String environment(RequestFields fields) {
    String environment = fields.text("environment");
    return environment.isEmpty() ? ENVIRONMENT : environment;
  }

  private static String query(RouteRequest request) {
    String environment = request.query("environment");
    return environment.isEmpty() ? ENVIRONMENT : environment;
  }

  private ObjectNode decision(RouteRequest request, String environment) {
    ModelVersionResolver of = ModelVersionResolver.path(request);
    ModelVersion version = gate.stores().versions().get(request.caller(), of.model(), of.number());
    GateDecision decision =
        gate.gates().decide(request.caller(), of.model(), of.number(), environment);
    return GateJson.decision(
        version, gate.gates().facts(request.caller(), of.model(), of.number()).digest(), decision);
  }

  private RouteResponse status(RouteRequest request) {
    ObjectNode json = decision(request, query(request));
    ModelVersionResolver of = ModelVersionResolver.path(request);
    json.set(
        "evidence",
        GateJson.evidence(gate.gates().evidence(request.caller(), of.model(), of.number())));
    return RouteResponse.json(json);
  }

  private RouteResponse approve(RouteRequest request) {
    RequestFields fields = request.fields();
    ModelVersionResolver of = ModelVersionResolver.path(request);
    String environment = environment(fields);
    gate.approvals()
        .approve(
            request.caller(),
            request.principal(),
            of.model(),
            of.number(),
            environment,
            fields.text("comment"),
            instant("expires", fields.text("expires")));
    return RouteResponse.json(decision(request, environment));
  }

  private RouteResponse reject(RouteRequest request) {
    RequestFields fields = request.fields();
    ModelVersionResolver of = ModelVersionResolver.path(request);
    String environment = environment(fields);
    gate.approvals()
        .reject(
            request.caller(),
            request.principal(),
            of.model(),
            of.number(),
            environment,
            fields.required("reason"));
    return RouteResponse.json(decision(request, environment));
  }

  /// Adds an attestation. The body is an in-toto statement, or a bundle that contains one.
  private RouteResponse add(RouteRequest request) throws IOException {
    byte[] body = request.body().readNBytes(EvidenceSubmission.MAX_BYTES + 1);
    ModelVersionResolver of = ModelVersionResolver.path(request);
    Optional<Instant> expires = instant("expires", request.query("expires"));
    Evidence added =
        gate.statements()
            .add(request.caller(), request.principal(), of.model(), of.number(), body, expires);
    return RouteResponse.json(GateJson.evidence(added));
  }

  private RouteResponse withdraw(RouteRequest request) {
    ModelVersionResolver of = ModelVersionResolver.path(request);
    Evidence added =
        gate.approvals()
            .revoke(
                request.caller(),
                request.principal(),
                of.model(),
                of.number(),
                ModelVersion.number(request.path("evidence")),
                request.fields().text("reason"));
    return RouteResponse.json(GateJson.evidence(added));
  }

  private static Optional<Instant> instant(String name, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      throw RequestRefusedException.invalid(
          "Invalid value '"
              + text
              + "' for parameter '"
              + name
              + "': expected a timestamp such as 2026-12-31T00:00:00Z");
    }
  }
}
