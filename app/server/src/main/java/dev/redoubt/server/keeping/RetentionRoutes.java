package dev.redoubt.server.keeping;

import dev.redoubt.access.Action;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.CryptographicErasure;
import dev.redoubt.artifacts.LegalHold;
import dev.redoubt.artifacts.RetentionService;
import dev.redoubt.artifacts.RetentionTarget;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.server.stores.RegistryStores;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Routes for legal holds, retention and cryptographic erasure: `api/redoubt/.../holds`,
/// `.../retention` and `.../erasure`, for experiments, runs, models and versions.
public final class RetentionRoutes {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final RegistryStores stores;
  private final RetentionService holds;
  private final CryptographicErasure erasures;

  private RetentionRoutes(RegistryStores stores) {
    this.stores = stores;
    this.holds = new RetentionService(stores.database(), stores.clock(), stores.vaults());
    this.erasures = new CryptographicErasure(stores.database(), stores.clock(), stores.vaults());
  }

  /// Returns the routes.
  public static List<Route> of(RegistryStores stores) {
    RetentionRoutes routes = new RetentionRoutes(stores);
    List<Route> all = new ArrayList<>();
    for (RetentionTargetPath each : RetentionTargetPath.values()) {
      all.addAll(routes.of(each));
    }
    return all;
  }

  private List<Route> of(RetentionTargetPath thing) {
    RoutePermission see = RoutePermission.needs(Action.SEE, call -> thing.target(stores, call));
    RoutePermission hold = RoutePermission.needs(Action.HOLD, call -> thing.target(stores, call));
    RoutePermission erase = RoutePermission.needs(Action.ERASE, call -> thing.target(stores, call));
    String path = thing.path();
    List<Route> all =
        new ArrayList<>(
            List.of(
                new Route(
                    HttpMethod.GET, path + "/holds", see, call -> list(thing.find(stores, call))),
                new Route(
                    HttpMethod.POST,
                    path + "/holds",
                    hold,
                    call -> place(call, thing.find(stores, call))),
                new Route(
                    HttpMethod.POST,
                    path + "/holds/{hold}/lifting",
                    hold,
                    call -> lift(call, thing.find(stores, call))),
                new Route(
                    HttpMethod.POST,
                    path + "/retention",
                    hold,
                    call -> retain(call, thing.find(stores, call)))));
    // An artifact key protects a whole experiment or model; erasure of a part is not possible.
    if (thing == RetentionTargetPath.EXPERIMENT || thing == RetentionTargetPath.MODEL) {
      all.add(
          new Route(
              HttpMethod.POST,
              path + "/erasure",
              erase,
              call -> erase(call, thing.find(stores, call))));
    }
    return all;
  }

  private RouteResponse list(RetentionTarget what) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode array = answer.putArray("holds");
    holds.list(what).forEach(each -> array.add(json(each)));
    return RouteResponse.json(answer);
  }

  private static ObjectNode json(LegalHold hold) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", hold.id())
            .put("reason", hold.reason())
            .put("actor", hold.actor())
            .put("placed", hold.placed().toString());
    Instant lifted = hold.lifted();
    return lifted == null ? json : json.put("lifted", lifted.toString());
  }

  private static String reason(RouteRequest call) {
    return call.fields().required("reason");
  }

  private RouteResponse place(RouteRequest call, RetentionTarget what) throws IOException {
    long id = holds.place(call.caller(), what, reason(call));
    return RouteResponse.json(JsonNodeFactory.instance.objectNode().put("id", id));
  }

  private RouteResponse lift(RouteRequest call, RetentionTarget what) {
    String id = call.path("hold");
    if (!NUMBER.matcher(id).matches()) {
      throw RequestRefusedException.missing("`" + what.text() + "` has no legal hold " + id);
    }
    holds.lift(call.caller(), what, Long.parseLong(id), reason(call));
    return RouteResponse.done();
  }

  private RouteResponse retain(RouteRequest call, RetentionTarget what) throws IOException {
    String until = call.fields().required("until");
    try {
      holds.retainUntil(call.caller(), what, Instant.parse(until), reason(call));
    } catch (DateTimeException _) {
      throw RequestRefusedException.invalid(
          "Invalid value '" + until + "' for parameter 'until': expected a timestamp such as 2033-12-31T00:00:00Z");
    }
    return RouteResponse.done();
  }

  private RouteResponse erase(RouteRequest call, RetentionTarget what) throws IOException {
    if (!(what instanceof RetentionTarget.OfOwner(var owner))) {
      throw new IllegalStateException("`" + what.text() + "` has no key of its own");
    }
    erasures.erase(call.caller(), owner, reason(call));
    return RouteResponse.done();
  }
}
