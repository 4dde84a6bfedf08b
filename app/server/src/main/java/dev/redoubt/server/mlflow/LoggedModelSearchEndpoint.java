package dev.redoubt.server.mlflow;

import dev.redoubt.access.RefusedException;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.search.Page;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.LoggedModel;
import dev.redoubt.registry.tracking.LoggedModelSearch.On;
import dev.redoubt.registry.tracking.LoggedModelSearch.OrderKey;
import dev.redoubt.registry.tracking.LoggedModelSearch.Query;
import dev.redoubt.registry.tracking.Search;
import dev.redoubt.registry.tracking.View;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// `mlflow/logged-models/search`
final class LoggedModelSearchEndpoint {

  private static final int USUAL_SIZE = 50;

  private static final Permission SEEN =
      new Permission.SignedIn("models of experiments that the caller may not see are left out");

  private final Stores stores;

  LoggedModelSearchEndpoint(Stores stores) {
    this.stores = stores;
  }

  List<Endpoint> all() {
    return List.of(Endpoint.post("logged-models/search", SEEN, this::search));
  }

  private Answer search(Call call) {
    Fields fields = call.fields();
    List<String> experiments = fields.texts("experiment_ids");
    if (experiments.isEmpty()) {
      throw Fields.missing("experiment_ids");
    }
    Page<LoggedModel> page =
        stores
            .loggedModelSearch()
            .find(call.caller(), experiments.stream().map(Experiment::id).toList(), query(fields));
    ObjectNode answer = Json.object();
    Json.list(answer, "models", page.items(), LoggedModelJson::model);
    Json.text(answer, "next_page_token", page.next());
    return Answer.json(answer);
  }

  private static Query query(Fields fields) {
    Search search =
        new Search(
            View.ACTIVE_ONLY,
            fields.text("filter"),
            List.of(),
            fields.size("max_results", USUAL_SIZE),
            fields.text("page_token"));
    return new Query(
        fields.objects("datasets").stream().map(LoggedModelSearchEndpoint::on).toList(),
        fields.objects("order_by").stream().map(LoggedModelSearchEndpoint::key).toList(),
        search);
  }

  private static On on(Fields fields) {
    return new On(fields.text("dataset_name"), fields.text("dataset_digest"));
  }

  private static OrderKey key(Fields fields) {
    boolean ascending = !fields.has("ascending") || fields.flag("ascending");
    if (fields.text("dataset_digest").isEmpty() && fields.text("dataset_name").isEmpty()) {
      return new OrderKey(fields.required("field_name"), ascending, List.of());
    }
    String field = fields.required("field_name");
    if (!field.startsWith("metric")) {
      throw RefusedException.invalid(
          "`dataset_name` in an order is for metrics alone, and `" + field + "` is none");
    }
    return new OrderKey(field, ascending, List.of(on(fields)));
  }
}
