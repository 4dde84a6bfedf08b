package dev.redoubt.server.mlflow;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.LoggedModel;
import dev.redoubt.registry.tracking.LoggedModelSearch.DataSetReference;
import dev.redoubt.registry.tracking.LoggedModelSearch.OrderKey;
import dev.redoubt.registry.tracking.LoggedModelSearch.Query;
import dev.redoubt.registry.tracking.SearchRequest;
import dev.redoubt.registry.tracking.ViewType;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// MLflow's logged model search: `mlflow/logged-models/search`
final class LoggedModelSearchEndpoint {

  private static final int USUAL_SIZE = 50;

  private static final RoutePermission SEEN =
      new RoutePermission.SignedIn("returns only models of experiments that the caller may see");

  private final RegistryStores stores;

  LoggedModelSearchEndpoint(RegistryStores stores) {
    this.stores = stores;
  }

  List<MlflowEndpoint> all() {
    return List.of(MlflowEndpoint.post("logged-models/search", SEEN, this::search));
  }

  private RouteResponse search(RouteRequest request) {
    RequestFields fields = request.fields();
    List<String> experiments = fields.texts("experiment_ids");
    if (experiments.isEmpty()) {
      throw RequestFields.missing("experiment_ids");
    }
    ResultPage<LoggedModel> page =
        stores
            .loggedModelSearch()
            .find(
                request.caller(), experiments.stream().map(Experiment::id).toList(), query(fields));
    ObjectNode response = MlflowJson.object();
    MlflowJson.list(response, "models", page.items(), LoggedModelJson::model);
    MlflowJson.text(response, "next_page_token", page.next());
    return RouteResponse.json(response);
  }

  private static Query query(RequestFields fields) {
    SearchRequest search =
        new SearchRequest(
            ViewType.ACTIVE_ONLY,
            fields.text("filter"),
            List.of(),
            fields.size("max_results", USUAL_SIZE),
            fields.text("page_token"));
    return new Query(
        fields.objects("datasets").stream().map(LoggedModelSearchEndpoint::on).toList(),
        fields.objects("order_by").stream().map(LoggedModelSearchEndpoint::key).toList(),
        search);
  }

  private static DataSetReference on(RequestFields fields) {
    return new DataSetReference(fields.text("dataset_name"), fields.text("dataset_digest"));
  }

  private static OrderKey key(RequestFields fields) {
    boolean ascending = !fields.has("ascending") || fields.flag("ascending");
    if (fields.text("dataset_digest").isEmpty() && fields.text("dataset_name").isEmpty()) {
      return new OrderKey(fields.required("field_name"), ascending, List.of());
    }
    String field = fields.required("field_name");
    if (!field.startsWith("metric")) {
      throw RequestRefusedException.invalid(
          "`dataset_name` in `order_by` applies to metrics only, and `"
              + field
              + "` is not a metric");
    }
    return new OrderKey(field, ascending, List.of(on(fields)));
  }
}
