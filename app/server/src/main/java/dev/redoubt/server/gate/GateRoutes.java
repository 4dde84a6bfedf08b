package dev.redoubt.server.gate;

import dev.redoubt.access.Action;
import dev.redoubt.access.RefusedException;
import dev.redoubt.gate.Evidence;
import dev.redoubt.gate.GateDecision;
import dev.redoubt.gate.Statements;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import dev.redoubt.registry.models.ModelVersion;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `api/redoubt/models/MODEL/versions/VERSION/...`
public final class GateRoutes {

  /// Asked for where nobody names one.
  public static final String ENVIRONMENT = "production";

  private static final String VERSION = "/api/redoubt/models/{model}/versions/{version}";

  private final GateStores gate;

  private GateRoutes(GateStores gate) {
    this.gate = gate;
  }

  /// All of them.
  public static List<Route> of(GateStores gate) {
    return new GateRoutes(gate).all();
  }

  private List<Route> all() {
    Permission see = Permission.needs(Action.SEE, call -> VersionOf.model(gate, call));
    Permission evaluate = Permission.needs(Action.EVALUATE, call -> VersionOf.model(gate, call));
    Permission approve =
        Permission.needs(
            Action.APPROVE, call -> VersionOf.version(gate, call, environment(call.fields())));
    Permission reject =
        Permission.needs(
            Action.APPROVE,
            call ->
                VersionOf.withoutMakers(VersionOf.version(gate, call, environment(call.fields()))));
    return List.of(
        new Route(Method.GET, VERSION, see, this::status),
        new Route(
            Method.GET, VERSION + "/gate", see, call -> Answer.json(decision(call, query(call)))),
        new Route(Method.POST, VERSION + "/approvals", approve, this::approve),
        new Route(Method.POST, VERSION + "/rejections", reject, this::reject),
        new Route(Method.POST, VERSION + "/evidence", evaluate, this::add),
        new Route(Method.POST, VERSION + "/evidence/{evidence}/withdrawal", see, this::withdraw));
  }

  private static String environment(Fields fields) {
    String environment = fields.text("environment");
    return environment.isEmpty() ? ENVIRONMENT : environment;
  }

  private static String query(Call call) {
    String environment = call.query("environment");
    return environment.isEmpty() ? ENVIRONMENT : environment;
  }

  private ObjectNode decision(Call call, String environment) {
    VersionOf of = VersionOf.path(call);
    ModelVersion version = gate.stores().versions().get(call.caller(), of.model(), of.number());
    GateDecision decision =
        gate.gates().decide(call.caller(), of.model(), of.number(), environment);
    return GateJson.decision(
        version, gate.gates().facts(call.caller(), of.model(), of.number()).digest(), decision);
  }

  private Answer status(Call call) {
    ObjectNode json = decision(call, query(call));
    VersionOf of = VersionOf.path(call);
    json.set(
        "evidence",
        GateJson.evidence(gate.gates().evidence(call.caller(), of.model(), of.number())));
    return Answer.json(json);
  }

  private Answer approve(Call call) {
    Fields fields = call.fields();
    VersionOf of = VersionOf.path(call);
    String environment = environment(fields);
    gate.approvals()
        .approve(
            call.caller(),
            call.who(),
            of.model(),
            of.number(),
            environment,
            fields.text("comment"),
            instant("expires", fields.text("expires")));
    return Answer.json(decision(call, environment));
  }

  private Answer reject(Call call) {
    Fields fields = call.fields();
    VersionOf of = VersionOf.path(call);
    String environment = environment(fields);
    gate.approvals()
        .reject(
            call.caller(),
            call.who(),
            of.model(),
            of.number(),
            environment,
            fields.required("reason"));
    return Answer.json(decision(call, environment));
  }

  /// The body is an in-toto statement, or a bundle with one.
  private Answer add(Call call) throws IOException {
    byte[] body = call.body().readNBytes(Statements.MAX_BYTES + 1);
    VersionOf of = VersionOf.path(call);
    Optional<Instant> expires = instant("expires", call.query("expires"));
    Evidence added =
        gate.statements().add(call.caller(), call.who(), of.model(), of.number(), body, expires);
    return Answer.json(GateJson.evidence(added));
  }

  private Answer withdraw(Call call) {
    VersionOf of = VersionOf.path(call);
    Evidence added =
        gate.approvals()
            .revoke(
                call.caller(),
                call.who(),
                of.model(),
                of.number(),
                ModelVersion.number(call.path("evidence")),
                call.fields().text("reason"));
    return Answer.json(GateJson.evidence(added));
  }

  private static Optional<Instant> instant(String name, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      throw RefusedException.invalid(
          "Invalid value '"
              + text
              + "' for parameter '"
              + name
              + "': write it as 2026-12-31T00:00:00Z");
    }
  }
}
