package dev.redoubt.server.page;

import dev.redoubt.access.Action;
import dev.redoubt.access.RefusedException;
import dev.redoubt.gate.Environment;
import dev.redoubt.gate.Environments;
import dev.redoubt.gate.move.VersionStatus;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import dev.redoubt.registry.models.SearchRequest;
import dev.redoubt.registry.search.Page;
import dev.redoubt.server.gate.GateRoutes;
import dev.redoubt.server.gate.GateStores;
import dev.redoubt.server.gate.VersionOf;
import dev.redoubt.server.stores.Stores;
import dev.redoubt.store.outbox.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pages: models, a model, a version with its gate.
public final class PageRoutes {

  private static final int SIZE = 100;
  private static final int EVENTS = 200;

  private final Stores stores;
  private final GateStores gate;
  private final Templates templates;
  private final GateViews views;
  private final EventLog log;

  private PageRoutes(GateStores gate, Templates templates) {
    this.stores = gate.stores();
    this.gate = gate;
    this.templates = templates;
    this.views = new GateViews(gate);
    this.log = new EventLog(stores.database());
  }

  /// All of them, with what they are made of and the way in.
  public static List<Route> of(GateStores gate, Templates templates) {
    List<Route> all = new ArrayList<>(new PageRoutes(gate, templates).all());
    all.addAll(AssetRoutes.all());
    return all;
  }

  private List<Route> all() {
    Permission seen = new Permission.SignedIn("models that the caller may not see are left out");
    Permission see = Permission.needs(Action.SEE, call -> VersionOf.model(gate, call));
    Permission review =
        Permission.needs(
            Action.APPROVE,
            call -> VersionOf.version(gate, call, environment(call.form("environment"))));
    String version = "/models/{model}/versions/{version}";
    return List.of(
        new Route(Method.GET, "/", seen, this::models),
        new Route(Method.GET, "/models/{model}", see, this::model),
        new Route(Method.GET, version, see, this::version),
        new Route(Method.POST, version + "/review", review, this::review));
  }

  private static String environment(String given) {
    return given.isEmpty() ? GateRoutes.ENVIRONMENT : given;
  }

  /// The usual one may not be there in a policy of one's own.
  private String shown(String given) {
    List<String> names = gate.policy().environments().stream().map(Environment::name).toList();
    return given.isEmpty() && !names.contains(GateRoutes.ENVIRONMENT)
        ? names.stream().findFirst().orElse(Environments.DEVELOPMENT)
        : environment(given);
  }

  private Answer models(Call call) {
    String search = call.query("search");
    String filter = search.isEmpty() ? "" : "name ILIKE '%" + literal(search) + "%'";
    Page<RegisteredModel> page =
        stores
            .modelSearch()
            .models(call.caller(), new SearchRequest(filter, List.of(), SIZE, call.query("page")));
    String next =
        page.next().isEmpty()
            ? ""
            : "/?search=" + Addresses.encoded(search) + "&page=" + Addresses.encoded(page.next());
    return templates.page(
        200,
        "models",
        Map.of(
            "who",
            call.who().name(),
            "search",
            search,
            "models",
            page.items().stream().map(ModelRow::of).toList(),
            "next",
            next));
  }

  /// A part of a pattern in the filter language. What it has no way to write is left out.
  private static String literal(String search) {
    return search.replaceAll("['\"\\\\%_\\p{Cntrl}]", "");
  }

  private Answer model(Call call) {
    RegisteredModel model = stores.models().get(call.caller(), call.path("model"));
    Page<ModelVersion> page =
        stores
            .modelSearch()
            .versions(
                call.caller(),
                new SearchRequest(
                    "name = '" + model.name().replace("'", "''") + "'",
                    List.of("version_number DESC"),
                    SIZE,
                    call.query("page")));
    String next =
        page.next().isEmpty()
            ? ""
            : Addresses.model(model.name()) + "?page=" + Addresses.encoded(page.next());
    return templates.page(
        200,
        "model",
        Map.of(
            "who", call.who().name(),
            "model", ModelRow.of(model),
            "description", Optional.ofNullable(model.description()).orElse(""),
            "versions", page.items().stream().map(VersionRow::of).toList(),
            "next", next));
  }

  private Answer version(Call call) {
    VersionOf of = VersionOf.path(call);
    ModelVersion version = stores.versions().get(call.caller(), of.model(), of.number());
    boolean pending = version.status() == VersionStatus.PENDING_REGISTRATION;
    String message = Optional.ofNullable(version.statusMessage()).orElse("");
    String digest =
        gate.gates()
            .facts(call.caller(), of.model(), of.number())
            .digest()
            .map(each -> "sha256:" + each.root())
            .orElse("");
    VersionPage page =
        new VersionPage(
            VersionRow.of(version),
            Addresses.model(of.model()),
            pending && message.isEmpty() ? "waiting to be scanned" : message,
            digest,
            views.of(call, shown(call.query("environment")), ""),
            views.evidence(call),
            log.of("models:/" + of.model() + "/" + of.number(), EVENTS).stream()
                .map(each -> LogView.of(of.model(), of.number(), each))
                .toList());
    return templates.page(200, "version", Map.of("who", call.who().name(), "page", page));
  }

  private Answer review(Call call) {
    VersionOf of = VersionOf.path(call);
    String environment = environment(call.form("environment"));
    String words = call.form("words");
    String problem = "";
    try {
      if (call.form("decision").equals("reject")) {
        gate.approvals()
            .reject(call.caller(), call.who(), of.model(), of.number(), environment, words);
      } else {
        gate.approvals()
            .approve(
                call.caller(),
                call.who(),
                of.model(),
                of.number(),
                environment,
                words,
                Optional.empty());
      }
    } catch (RefusedException refused) {
      problem = String.valueOf(refused.getMessage());
    }
    String address = Addresses.version(of.model(), of.number());
    if (call.header("HX-Request").isEmpty() && problem.isEmpty()) {
      return Answer.text(303, "text/plain", "").with("Location", address);
    }
    return templates.page(
        200, "gate", Map.of("gate", views.of(call, environment, problem), "address", address));
  }
}
