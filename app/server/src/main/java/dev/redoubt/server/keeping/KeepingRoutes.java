package dev.redoubt.server.keeping;

import dev.redoubt.access.Action;
import dev.redoubt.access.RefusedException;
import dev.redoubt.artifacts.Erasures;
import dev.redoubt.artifacts.Hold;
import dev.redoubt.artifacts.Holds;
import dev.redoubt.artifacts.Kept;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import dev.redoubt.server.stores.Stores;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `api/redoubt/.../holds`, `.../retention` and `.../erasure`, for experiments, runs, models and
/// versions.
public final class KeepingRoutes {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Stores stores;
  private final Holds holds;
  private final Erasures erasures;

  private KeepingRoutes(Stores stores) {
    this.stores = stores;
    this.holds = new Holds(stores.database(), stores.clock(), stores.vaults());
    this.erasures = new Erasures(stores.database(), stores.clock(), stores.vaults());
  }

  /// All of them.
  public static List<Route> of(Stores stores) {
    KeepingRoutes routes = new KeepingRoutes(stores);
    List<Route> all = new ArrayList<>();
    for (KeptThing each : KeptThing.values()) {
      all.addAll(routes.of(each));
    }
    return all;
  }

  private List<Route> of(KeptThing thing) {
    Permission see = Permission.needs(Action.SEE, call -> thing.target(stores, call));
    Permission hold = Permission.needs(Action.HOLD, call -> thing.target(stores, call));
    Permission erase = Permission.needs(Action.ERASE, call -> thing.target(stores, call));
    String path = thing.path();
    List<Route> all =
        new ArrayList<>(
            List.of(
                new Route(Method.GET, path + "/holds", see, call -> list(thing.find(stores, call))),
                new Route(
                    Method.POST,
                    path + "/holds",
                    hold,
                    call -> place(call, thing.find(stores, call))),
                new Route(
                    Method.POST,
                    path + "/holds/{hold}/lifting",
                    hold,
                    call -> lift(call, thing.find(stores, call))),
                new Route(
                    Method.POST,
                    path + "/retention",
                    hold,
                    call -> retain(call, thing.find(stores, call)))));
    // A key protects all of an experiment or a model; there is none for a part of it.
    if (thing == KeptThing.EXPERIMENT || thing == KeptThing.MODEL) {
      all.add(
          new Route(
              Method.POST,
              path + "/erasure",
              erase,
              call -> erase(call, thing.find(stores, call))));
    }
    return all;
  }

  private Answer list(Kept what) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode array = answer.putArray("holds");
    holds.list(what).forEach(each -> array.add(json(each)));
    return Answer.json(answer);
  }

  private static ObjectNode json(Hold hold) {
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

  private static String reason(Call call) {
    return call.fields().required("reason");
  }

  private Answer place(Call call, Kept what) throws IOException {
    long id = holds.place(call.caller(), what, reason(call));
    return Answer.json(JsonNodeFactory.instance.objectNode().put("id", id));
  }

  private Answer lift(Call call, Kept what) {
    String id = call.path("hold");
    if (!NUMBER.matcher(id).matches()) {
      throw RefusedException.missing("`" + what.text() + "` has no hold " + id);
    }
    holds.lift(call.caller(), what, Long.parseLong(id), reason(call));
    return Answer.done();
  }

  private Answer retain(Call call, Kept what) throws IOException {
    String until = call.fields().required("until");
    try {
      holds.retainUntil(call.caller(), what, Instant.parse(until), reason(call));
    } catch (DateTimeException _) {
      throw RefusedException.invalid(
          "Invalid value '" + until + "' for parameter 'until': write it as 2033-12-31T00:00:00Z");
    }
    return Answer.done();
  }

  private Answer erase(Call call, Kept what) throws IOException {
    if (!(what instanceof Kept.OfOwner(var owner))) {
      throw new IllegalStateException("`" + what.text() + "` has no key of its own");
    }
    erasures.erase(call.caller(), owner, reason(call));
    return Answer.done();
  }
}
