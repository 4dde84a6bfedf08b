package dev.redoubt.server.retention;

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
    this.holds = new RetentionService(stores.database(), stores.clock(), stores.artifactKeys());
    this.erasures =
        new CryptographicErasure(stores.database(), stores.clock(), stores.artifactKeys());
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
    RoutePermission see =
        RoutePermission.needs(Action.SEE, request -> thing.target(stores, request));
    RoutePermission hold =
        RoutePermission.needs(Action.HOLD, request -> thing.target(stores, request));
    RoutePermission erase =
        RoutePermission.needs(Action.ERASE, request -> thing.target(stores, request));
    String path = thing.path();
    List<Route> all =
        new ArrayList<>(
            List.of(
                new Route(
                    HttpMethod.GET,
                    path + "/holds",
                    see,
                    request -> list(thing.find(stores, request))),
                new Route(
                    HttpMethod.POST,
                    path + "/holds",
                    hold,
                    request -> place(request, thing.find(stores, request))),
                new Route(
                    HttpMethod.POST,
                    path + "/holds/{hold}/lifting",
                    hold,
                    request -> lift(request, thing.find(stores, request))),
                new Route(
                    HttpMethod.POST,
                    path + "/retention",
                    hold,
                    request -> retain(request, thing.find(stores, request)))));
    // An artifact key protects a whole experiment or model; erasure of a part is not possible.
    if (thing == RetentionTargetPath.EXPERIMENT || thing == RetentionTargetPath.MODEL) {
      all.add(
          new Route(
              HttpMethod.POST,
              path + "/erasure",
              erase,
              request -> erase(request, thing.find(stores, request))));
    }
    return all;
  }

  private RouteResponse list(RetentionTarget what) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    ArrayNode array = response.putArray("holds");
    holds.list(what).forEach(each -> array.add(json(each)));
    return RouteResponse.json(response);
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

  private static String reason(RouteRequest request) {
    return request.fields().required("reason");
  }

  private RouteResponse place(RouteRequest request, RetentionTarget what) throws IOException {
    long id = holds.place(request.caller(), what, reason(request));
    return RouteResponse.json(JsonNodeFactory.instance.objectNode().put("id", id));
  }

  private RouteResponse lift(RouteRequest request, RetentionTarget what) {
    String id = request.path("hold");
    if (!NUMBER.matcher(id).matches()) {
      throw RequestRefusedException.missing("`" + what.text() + "` has no legal hold " + id);
    }
    holds.lift(request.caller(), what, Long.parseLong(id), reason(request));
    return RouteResponse.done();
  }

  private RouteResponse retain(RouteRequest request, RetentionTarget what) throws IOException {
    String until = request.fields().required("until");
    try {
      holds.retainUntil(request.caller(), what, Instant.parse(until), reason(request));
    } catch (DateTimeException _) {
      throw RequestRefusedException.invalid(
          "Invalid value '"
              + until
              + "' for parameter 'until': expected a timestamp such as 2033-12-31T00:00:00Z");
    }
    return RouteResponse.done();
  }

  private RouteResponse erase(RouteRequest request, RetentionTarget what) throws IOException {
    if (!(what instanceof RetentionTarget.OfOwner(var owner))) {
      throw new IllegalStateException("`" + what.text() + "` has no key of its own");
    }
    erasures.erase(request.caller(), owner, reason(request));
    return RouteResponse.done();
  }
}
