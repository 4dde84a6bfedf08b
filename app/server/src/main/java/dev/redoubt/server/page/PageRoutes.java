package dev.redoubt.server.page;

import dev.redoubt.access.Action;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.GateEnvironment;
import dev.redoubt.gate.ReleaseEnvironments;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.models.ModelSearchRequest;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.server.gate.GateRoutes;
import dev.redoubt.server.gate.GateServices;
import dev.redoubt.server.gate.ModelVersionResolver;
import dev.redoubt.server.stores.RegistryStores;
import dev.redoubt.store.outbox.EventHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The routes of the HTML pages: list of models, a model, and a version with its gate.
public final class PageRoutes {

  private static final int SIZE = 100;
  private static final int EVENTS = 200;

  private final RegistryStores stores;
  private final GateServices gate;
  private final PageTemplates templates;
  private final GateViewFactory views;
  private final EventHistory log;

  private PageRoutes(GateServices gate, PageTemplates templates) {
    this.stores = gate.stores();
    this.gate = gate;
    this.templates = templates;
    this.views = new GateViewFactory(gate);
    this.log = new EventHistory(stores.database());
  }

  /// Returns the routes, including the static files.
  public static List<Route> of(GateServices gate, PageTemplates templates) {
    List<Route> all = new ArrayList<>(new PageRoutes(gate, templates).all());
    all.addAll(AssetRoutes.all());
    return all;
  }

  private List<Route> all() {
    RoutePermission seen =
        new RoutePermission.SignedIn("returns only models that the caller may see");
    RoutePermission see =
        RoutePermission.needs(Action.SEE, request -> ModelVersionResolver.model(gate, request));
    RoutePermission review =
        RoutePermission.needs(
            Action.APPROVE,
            request ->
                ModelVersionResolver.version(
                    gate, request, environment(request.form("environment"))));
    String version = "/models/{model}/versions/{version}";
    return List.of(
        new Route(HttpMethod.GET, "/", seen, this::models),
        new Route(HttpMethod.GET, "/models/{model}", see, this::model),
        new Route(HttpMethod.GET, version, see, this::version),
        new Route(HttpMethod.POST, version + "/review", review, this::review));
  }

  private static String environment(String given) {
    return given.isEmpty() ? GateRoutes.ENVIRONMENT : given;
  }

  /// Returns the environment to show: a custom gate policy may not have the default one.
  private String shown(String given) {
    List<String> names = gate.policy().environments().stream().map(GateEnvironment::name).toList();
    return given.isEmpty() && !names.contains(GateRoutes.ENVIRONMENT)
        ? names.stream().findFirst().orElse(ReleaseEnvironments.DEVELOPMENT)
        : environment(given);
  }

  private RouteResponse models(RouteRequest request) {
    String search = request.query("search");
    String filter = search.isEmpty() ? "" : "name ILIKE '%" + literal(search) + "%'";
    ResultPage<RegisteredModel> page =
        stores
            .modelSearch()
            .models(
                request.caller(),
                new ModelSearchRequest(filter, List.of(), SIZE, request.query("page")));
    String next =
        page.next().isEmpty()
            ? ""
            : "/?search=" + PageUrls.encoded(search) + "&page=" + PageUrls.encoded(page.next());
    return templates.page(
        200,
        "models",
        Map.of(
            "who",
            request.principal().name(),
            "search",
            search,
            "models",
            page.items().stream().map(ModelRow::of).toList(),
            "next",
            next));
  }

  /// Removes the characters that cannot be written in a filter pattern.
  private static String literal(String search) {
    return search.replaceAll("['\"\\\\%_\\p{Cntrl}]", "");
  }

  private RouteResponse model(RouteRequest request) {
    RegisteredModel model = stores.models().get(request.caller(), request.path("model"));
    ResultPage<ModelVersion> page =
        stores
            .modelSearch()
            .versions(
                request.caller(),
                new ModelSearchRequest(
                    "name = '" + model.name().replace("'", "''") + "'",
                    List.of("version_number DESC"),
                    SIZE,
                    request.query("page")));
    String next =
        page.next().isEmpty()
            ? ""
            : PageUrls.model(model.name()) + "?page=" + PageUrls.encoded(page.next());
    return templates.page(
        200,
        "model",
        Map.of(
            "who", request.principal().name(),
            "model", ModelRow.of(model),
            "description", Optional.ofNullable(model.description()).orElse(""),
            "versions", page.items().stream().map(ModelVersionRow::of).toList(),
            "next", next));
  }

  private RouteResponse version(RouteRequest request) {
    ModelVersionResolver of = ModelVersionResolver.path(request);
    ModelVersion version = stores.versions().get(request.caller(), of.model(), of.number());
    boolean pending = version.status() == VersionStatus.PENDING_REGISTRATION;
    String message = Optional.ofNullable(version.statusMessage()).orElse("");
    String digest =
        gate.gates()
            .facts(request.caller(), of.model(), of.number())
            .digest()
            .map(each -> "sha256:" + each.root())
            .orElse("");
    ModelVersionView page =
        new ModelVersionView(
            ModelVersionRow.of(version),
            PageUrls.model(of.model()),
            pending && message.isEmpty() ? "waiting for the scan" : message,
            digest,
            views.of(request, shown(request.query("environment")), ""),
            views.evidence(request),
            log.of("models:/" + of.model() + "/" + of.number(), EVENTS).stream()
                .map(each -> HistoryEntryView.of(of.model(), of.number(), each))
                .toList());
    return templates.page(200, "version", Map.of("who", request.principal().name(), "page", page));
  }

  private RouteResponse review(RouteRequest request) {
    ModelVersionResolver of = ModelVersionResolver.path(request);
    String environment = environment(request.form("environment"));
    String words = request.form("words");
    String problem = "";
    try {
      if (request.form("decision").equals("reject")) {
        gate.approvals()
            .reject(
                request.caller(), request.principal(), of.model(), of.number(), environment, words);
      } else {
        gate.approvals()
            .approve(
                request.caller(),
                request.principal(),
                of.model(),
                of.number(),
                environment,
                words,
                Optional.empty());
      }
    } catch (RequestRefusedException refused) {
      problem = String.valueOf(refused.getMessage());
    }
    String address = PageUrls.version(of.model(), of.number());
    if (request.header("HX-Request").isEmpty() && problem.isEmpty()) {
      return RouteResponse.text(303, "text/plain", "").with("Location", address);
    }
    return templates.page(
        200, "gate", Map.of("gate", views.of(request, environment, problem), "address", address));
  }
}
