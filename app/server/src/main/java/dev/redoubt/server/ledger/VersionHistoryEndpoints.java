package dev.redoubt.server.ledger;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import dev.redoubt.server.stores.RegistryStores;
import dev.redoubt.store.outbox.EventHistory;
import dev.redoubt.store.outbox.EventHistory.RecordedEvent;
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

/// Returns the security events of a model version, and their inclusion proofs.
final class VersionHistoryEndpoints {

  /// Maximum number of events in a response.
  private static final int LIMIT = 1000;

  private static final Pattern INDEX = Pattern.compile("[0-9]{1,18}");

  private final RegistryStores stores;
  private final EventHistory log;
  private final LedgerReader ledger;

  VersionHistoryEndpoints(RegistryStores stores, LedgerReader ledger) {
    this.stores = stores;
    this.log = new EventHistory(stores.database());
    this.ledger = ledger;
  }

  List<Route> all() {
    String version = "/api/redoubt/models/{model}/versions/{version}/log";
    RoutePermission see = RoutePermission.needs(Action.SEE, this::model);
    return List.of(
        new Route(HttpMethod.GET, version, see, this::list),
        new Route(HttpMethod.GET, version + "/{entry}/proof", see, this::proof));
  }

  private AuthorizationResource model(RouteRequest request) {
    RegisteredModel model = stores.models().get(request.caller(), request.path("model"));
    return new AuthorizationResource(
        AuthorizationResource.Kind.MODEL, model.name(), model.label(), Set.of(), Set.of());
  }

  /// Returns the event subject of an existing version. Version numbers are never reused, so events
  /// of a deleted model with the same name are not included.
  private String subject(RouteRequest request) {
    long number = ModelVersion.number(request.path("version"));
    ModelVersion version = stores.versions().get(request.caller(), request.path("model"), number);
    return "models:/" + version.model() + "/" + version.number();
  }

  private RouteResponse list(RouteRequest request) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    ArrayNode events = response.putArray("events");
    log.of(subject(request), LIMIT).forEach(each -> events.add(json(each)));
    return RouteResponse.json(response);
  }

  private static ObjectNode json(RecordedEvent logged) {
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

  /// Returns a receipt that `redoubt ledger check-proof` verifies offline.
  private RouteResponse proof(RouteRequest request) throws IOException {
    String entry = request.path("entry");
    String subject = subject(request);
    if (!INDEX.matcher(entry).matches() || !log.isAbout(Long.parseLong(entry), subject)) {
      throw RequestRefusedException.missing(
          "the ledger has no entry `" + entry + "` about `" + subject + "`");
    }
    byte[] receipt = ledger.receipt(Long.parseLong(entry), ledger.checkpoint()).bytes();
    return RouteResponse.text(200, "text/plain", new String(receipt, StandardCharsets.UTF_8));
  }
}
