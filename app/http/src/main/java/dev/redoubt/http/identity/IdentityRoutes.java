package dev.redoubt.http.identity;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.CedarPolicy;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Routes below `api/redoubt/`: the caller's identity, access explanations, token revocation, and
/// security events.
public final class IdentityRoutes {

  private static final String ROOT = "/api/redoubt/";

  /// Maximum length of a principal id in characters, issuer included.
  private static final int MAX_ID = 2048;

  private final TokenRevocations revocations;
  private final SecurityEventReceiver events;
  private final Authorizer access;
  private final List<CedarPolicy> rules;
  private final InstantSource clock;

  private IdentityRoutes(
      TokenRevocations revocations,
      SecurityEventReceiver events,
      Authorizer access,
      List<CedarPolicy> rules,
      InstantSource clock) {
    this.revocations = revocations;
    this.events = events;
    this.access = access;
    this.rules = rules;
    this.clock = clock;
  }

  /// Returns the routes.
  ///
  /// @param rules all access rules in effect
  public static List<Route> of(
      IdentityServices identities,
      Authorizer access,
      List<CedarPolicy> rules,
      InstantSource clock) {
    IdentityRoutes all =
        new IdentityRoutes(identities.revocations(), identities.events(), access, rules, clock);
    RoutePermission administer =
        RoutePermission.needs(Action.ADMINISTER, _ -> AuthorizationResource.REGISTRY);
    return List.of(
        new Route(
            HttpMethod.GET,
            ROOT + "identity",
            new RoutePermission.SignedIn("returns the caller's own identity"),
            IdentityRoutes::identity),
        new Route(
            HttpMethod.GET,
            ROOT + "access/explain",
            new RoutePermission.SignedIn("evaluates the caller's own permissions"),
            all::explainOwn),
        new Route(HttpMethod.GET, ROOT + "access/explain-other", administer, all::explainOther),
        new Route(HttpMethod.POST, ROOT + "revocations", administer, all::revoke),
        new Route(
            HttpMethod.POST,
            ROOT + "security-events",
            new RoutePermission.Anybody("the body is signed by a configured transmitter"),
            all::receive));
  }

  private static RouteResponse identity(RouteRequest request) {
    Principal who = request.principal();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", who.id())
            .put("name", who.name())
            .put("kind", who.kind().name().toLowerCase(java.util.Locale.ROOT))
            .put("demo", who.demo());
    ArrayNode personas = json.putArray("personas");
    who.personas().stream().map(each -> each.id()).sorted().forEach(personas::add);
    ArrayNode projects = json.putArray("projects");
    who.projects().stream().sorted().forEach(projects::add);
    return RouteResponse.json(json);
  }

  private RouteResponse explainOwn(RouteRequest request) {
    return explained(request.fields(), request.principal(), request.permissions().context());
  }

  private RouteResponse explainOther(RouteRequest request) {
    RequestFields fields = request.fields();
    Principal.Kind kind = fields.flag("workload") ? Principal.Kind.WORKLOAD : Principal.Kind.USER;
    Principal who = AccessQuestion.who(fields.required("who"), kind, fields.flag("demo"));
    AuthorizationContext how =
        new AuthorizationContext(
            new HashSet<>(fields.texts("acrs")),
            new HashSet<>(fields.texts("amr")),
            fields.flag("compliant_device"),
            fields.text("network"));
    return explained(fields, who, how);
  }

  private RouteResponse explained(RequestFields fields, Principal who, AuthorizationContext how) {
    AccessQuestion question =
        new AccessQuestion(
            who,
            AccessQuestion.action(fields.required("action")),
            AccessQuestion.resource(fields.required("what")),
            how);
    return RouteResponse.json(AccessExplanation.of(question, access, rules).json());
  }

  private RouteResponse revoke(RouteRequest request) {
    String who = request.fields().required("who");
    int hash = who.indexOf('#');
    if (hash < 1 || who.length() > MAX_ID || !PrincipalMapper.isSubject(who.substring(hash + 1))) {
      throw RequestRefusedException.invalid("`who` must be a principal id: issuer, `#`, subject");
    }
    String reason = request.fields().text("reason");
    Instant notBefore =
        revocations.revoke(
            who,
            clock.instant(),
            reason.isBlank() ? "administrator" : reason,
            request.principal().id());
    return RouteResponse.json(
        JsonNodeFactory.instance
            .objectNode()
            .put("who", who)
            .put("not_before", notBefore.toString()));
  }

  /// Receives a security event token by push delivery (RFC 8935).
  private RouteResponse receive(RouteRequest request) throws IOException {
    byte[] body;
    try (var in = request.body()) {
      body = in.readNBytes(CompactJwt.MAX_LENGTH + 1);
    }
    return switch (events.receive(new String(body, StandardCharsets.US_ASCII).strip())) {
      case SecurityEventReceiver.Receipt.Accepted _ ->
          new RouteResponse(202, "application/json", Map.of(), 0, _ -> {});
      case SecurityEventReceiver.Receipt.Refused(String code, String description) ->
          RouteResponse.json(
              400,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("err", code)
                  .put("description", description));
    };
  }
}
