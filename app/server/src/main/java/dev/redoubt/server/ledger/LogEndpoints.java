package dev.redoubt.server.ledger;

import dev.redoubt.access.Action;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Target;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import dev.redoubt.server.stores.Stores;
import dev.redoubt.store.outbox.EventLog;
import dev.redoubt.store.outbox.EventLog.Logged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What has happened to a version of a model, and the proofs that it stands in the ledger.
final class LogEndpoints {

  /// As many as a person reads.
  private static final int LIMIT = 1000;

  private static final Pattern INDEX = Pattern.compile("[0-9]{1,18}");

  private final Stores stores;
  private final EventLog log;
  private final LedgerReader ledger;

  LogEndpoints(Stores stores, LedgerReader ledger) {
    this.stores = stores;
    this.log = new EventLog(stores.database());
    this.ledger = ledger;
  }

  List<Route> all() {
    String version = "/api/redoubt/models/{model}/versions/{version}/log";
    Permission see = Permission.needs(Action.SEE, this::model);
    return List.of(
        new Route(Method.GET, version, see, this::list),
        new Route(Method.GET, version + "/{entry}/proof", see, this::proof));
  }

  private Target model(Call call) {
    RegisteredModel model = stores.models().get(call.caller(), call.path("model"));
    return new Target(Target.Kind.MODEL, model.name(), model.label(), Set.of(), Set.of());
  }

  /// Of a version that is there: a number is given once, so that nothing of another model of the
  /// same name, which is gone, comes along.
  private String subject(Call call) {
    long number = ModelVersion.number(call.path("version"));
    ModelVersion version = stores.versions().get(call.caller(), call.path("model"), number);
    return "models:/" + version.model() + "/" + version.number();
  }

  private Answer list(Call call) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode events = answer.putArray("events");
    log.of(subject(call), LIMIT).forEach(each -> events.add(json(each)));
    return Answer.json(answer);
  }

  private static ObjectNode json(Logged logged) {
    JsonNode body = JsonMapper.shared().readTree(logged.event().body());
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", logged.event().type())
            .put("time", logged.event().time().toString())
            .put("actor", logged.event().actor());
    json.set("body", body);
    logged.entry().ifPresent(entry -> json.put("entry", entry));
    return json;
  }

  /// A receipt that `redoubt ledger check-proof` checks without this server.
  private Answer proof(Call call) throws IOException {
    String entry = call.path("entry");
    String subject = subject(call);
    if (!INDEX.matcher(entry).matches() || !log.isAbout(Long.parseLong(entry), subject)) {
      throw RefusedException.missing(
          "the ledger has no entry `" + entry + "` about `" + subject + "`");
    }
    byte[] receipt = ledger.receipt(Long.parseLong(entry), ledger.checkpoint()).bytes();
    return Answer.text(200, "text/plain", new String(receipt, StandardCharsets.UTF_8));
  }
}
