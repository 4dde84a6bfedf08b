package dev.redoubt.http.identity;

import dev.redoubt.access.Access;
import dev.redoubt.access.Action;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Rule;
import dev.redoubt.access.Situation;
import dev.redoubt.access.Target;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
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

/// `api/redoubt/...`: who somebody is, what they may do, and the end of tokens.
public final class IdentityRoutes {

  private static final String ROOT = "/api/redoubt/";

  /// Of an id with its issuer, in characters.
  private static final int MAX_ID = 2048;

  private final Revocations revocations;
  private final SecurityEvents events;
  private final Access access;
  private final List<Rule> rules;
  private final InstantSource clock;

  private IdentityRoutes(
      Revocations revocations,
      SecurityEvents events,
      Access access,
      List<Rule> rules,
      InstantSource clock) {
    this.revocations = revocations;
    this.events = events;
    this.access = access;
    this.rules = rules;
    this.clock = clock;
  }

  /// The routes.
  ///
  /// @param rules all that the access is decided by
  public static List<Route> of(
      Identities identities, Access access, List<Rule> rules, InstantSource clock) {
    IdentityRoutes all =
        new IdentityRoutes(identities.revocations(), identities.events(), access, rules, clock);
    Permission administer = Permission.needs(Action.ADMINISTER, _ -> Target.REGISTRY);
    return List.of(
        new Route(
            Method.GET,
            ROOT + "identity",
            new Permission.SignedIn("everybody may know who they are"),
            IdentityRoutes::identity),
        new Route(
            Method.GET,
            ROOT + "access/explain",
            new Permission.SignedIn("everybody may know what they may do, and why not"),
            all::explainOwn),
        new Route(Method.GET, ROOT + "access/explain-other", administer, all::explainOther),
        new Route(Method.POST, ROOT + "revocations", administer, all::revoke),
        new Route(
            Method.POST,
            ROOT + "security-events",
            new Permission.Anybody(
                "what it receives is signed by a transmitter that the configuration trusts"),
            all::receive));
  }

  private static Answer identity(Call call) {
    Principal who = call.who();
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
    return Answer.json(json);
  }

  private Answer explainOwn(Call call) {
    return explained(call.fields(), call.who(), call.rights().how());
  }

  private Answer explainOther(Call call) {
    Fields fields = call.fields();
    Principal.Kind kind = fields.flag("workload") ? Principal.Kind.WORKLOAD : Principal.Kind.USER;
    Principal who = AccessQuestion.who(fields.required("who"), kind, fields.flag("demo"));
    Situation how =
        new Situation(
            new HashSet<>(fields.texts("acrs")),
            new HashSet<>(fields.texts("amr")),
            fields.flag("compliant_device"),
            fields.text("network"));
    return explained(fields, who, how);
  }

  private Answer explained(Fields fields, Principal who, Situation how) {
    AccessQuestion question =
        new AccessQuestion(
            who,
            AccessQuestion.action(fields.required("action")),
            AccessQuestion.what(fields.required("what")),
            how);
    return Answer.json(AccessExplanation.of(question, access, rules).json());
  }

  private Answer revoke(Call call) {
    String who = call.fields().required("who");
    int hash = who.indexOf('#');
    if (hash < 1 || who.length() > MAX_ID || !ClaimMapping.isSubject(who.substring(hash + 1))) {
      throw RefusedException.invalid(
          "`who` is the id of a principal: its issuer, `#`, and its subject");
    }
    String reason = call.fields().text("reason");
    Instant notBefore =
        revocations.revoke(
            who, clock.instant(), reason.isBlank() ? "administrator" : reason, call.who().id());
    return Answer.json(
        JsonNodeFactory.instance
            .objectNode()
            .put("who", who)
            .put("not_before", notBefore.toString()));
  }

  /// As RFC 8935 has it.
  private Answer receive(Call call) throws IOException {
    byte[] body;
    try (var in = call.body()) {
      body = in.readNBytes(CompactToken.MAX_LENGTH + 1);
    }
    return switch (events.receive(new String(body, StandardCharsets.US_ASCII).strip())) {
      case SecurityEvents.Receipt.Accepted _ ->
          new Answer(202, "application/json", Map.of(), 0, _ -> {});
      case SecurityEvents.Receipt.Refused(String code, String description) ->
          Answer.json(
              400,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("err", code)
                  .put("description", description));
    };
  }
}
