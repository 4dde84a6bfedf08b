package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.tracking.Metric;
import dev.redoubt.registry.tracking.MetricHistory;
import dev.redoubt.registry.tracking.RunMetric;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// MLflow's endpoints for metric histories: `mlflow/metrics/...`
final class MetricEndpoints {

  private static final RoutePermission SEEN =
      new RoutePermission.SignedIn("returns only runs of experiments that the caller may see");

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;

  MetricEndpoints(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
  }

  List<MlflowEndpoint> all() {
    RoutePermission see = RoutePermission.needs(Action.SEE, find.run());
    return List.of(
        MlflowEndpoint.get("metrics/get-history", see, this::history),
        MlflowEndpoint.get("metrics/get-history-bulk", SEEN, this::bulk),
        MlflowEndpoint.get("metrics/get-history-bulk-interval", SEEN, this::interval));
  }

  /// Returns a metric history. A client that sends no page size expects all values; it follows the
  /// page token after the first 25,000.
  private RouteResponse history(RouteRequest request) {
    RequestFields fields = request.fields();
    ResultPage<Metric> page =
        stores
            .metrics()
            .of(
                request.caller(),
                RunEndpoints.id(request),
                fields.required("metric_key"),
                fields.size("max_results", MetricHistory.MAX_VALUES),
                fields.text("page_token"));
    ObjectNode response = MlflowJson.object();
    MlflowJson.list(response, "metrics", page.items(), RunJson::metric);
    MlflowJson.text(response, "next_page_token", page.next());
    return RouteResponse.json(response);
  }

  private RouteResponse bulk(RouteRequest request) {
    RequestFields fields = request.fields();
    return metrics(
        stores
            .metrics()
            .of(
                request.caller(),
                some(fields, RunEndpoints.ID),
                fields.required("metric_key"),
                fields.size("max_results", MetricHistory.MAX_VALUES)));
  }

  private RouteResponse interval(RouteRequest request) {
    RequestFields fields = request.fields();
    return metrics(
        stores
            .metrics()
            .sample(
                request.caller(),
                some(fields, "run_ids"),
                fields.required("metric_key"),
                steps(fields),
                fields.size("max_results", MetricHistory.MAX_SAMPLE)));
  }

  private static List<String> some(RequestFields fields, String name) {
    List<String> runs = fields.texts(name);
    if (runs.isEmpty()) {
      throw RequestFields.missing(name);
    }
    return runs;
  }

  private static MetricHistory.@Nullable Steps steps(RequestFields fields) {
    OptionalLong first = fields.number("start_step");
    OptionalLong last = fields.number("end_step");
    if (first.isPresent() != last.isPresent()) {
      throw RequestRefusedException.invalid(
          "If either start step or end step are specified, both must be specified.");
    }
    return first.isEmpty() ? null : new MetricHistory.Steps(first.getAsLong(), last.getAsLong());
  }

  private static RouteResponse metrics(List<RunMetric> metrics) {
    return RouteResponse.json(
        MlflowJson.object().set("metrics", MlflowJson.array(metrics, RunJson::metric)));
  }
}
