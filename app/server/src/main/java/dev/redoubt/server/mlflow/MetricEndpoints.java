package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.RefusedException;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.search.Page;
import dev.redoubt.registry.tracking.Metric;
import dev.redoubt.registry.tracking.MetricHistory;
import dev.redoubt.registry.tracking.RunMetric;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `mlflow/metrics/...`: all values of metrics.
final class MetricEndpoints {

  private static final Permission SEEN =
      new Permission.SignedIn("runs of experiments that the caller may not see are left out");

  private final Stores stores;
  private final Finders find;

  MetricEndpoints(Stores stores, Finders find) {
    this.stores = stores;
    this.find = find;
  }

  List<Endpoint> all() {
    Permission see = Permission.needs(Action.SEE, find.run());
    return List.of(
        Endpoint.get("metrics/get-history", see, this::history),
        Endpoint.get("metrics/get-history-bulk", SEEN, this::bulk),
        Endpoint.get("metrics/get-history-bulk-interval", SEEN, this::interval));
  }

  /// Without a size, a client means all values; it follows the token of the page after the first
  /// 25,000.
  private Answer history(Call call) {
    Fields fields = call.fields();
    Page<Metric> page =
        stores
            .metrics()
            .of(
                call.caller(),
                RunEndpoints.id(call),
                fields.required("metric_key"),
                fields.size("max_results", MetricHistory.MAX_VALUES),
                fields.text("page_token"));
    ObjectNode answer = Json.object();
    Json.list(answer, "metrics", page.items(), RunJson::metric);
    Json.text(answer, "next_page_token", page.next());
    return Answer.json(answer);
  }

  private Answer bulk(Call call) {
    Fields fields = call.fields();
    return metrics(
        stores
            .metrics()
            .of(
                call.caller(),
                some(fields, RunEndpoints.ID),
                fields.required("metric_key"),
                fields.size("max_results", MetricHistory.MAX_VALUES)));
  }

  private Answer interval(Call call) {
    Fields fields = call.fields();
    return metrics(
        stores
            .metrics()
            .sample(
                call.caller(),
                some(fields, "run_ids"),
                fields.required("metric_key"),
                steps(fields),
                fields.size("max_results", MetricHistory.MAX_SAMPLE)));
  }

  private static List<String> some(Fields fields, String name) {
    List<String> runs = fields.texts(name);
    if (runs.isEmpty()) {
      throw Fields.missing(name);
    }
    return runs;
  }

  private static MetricHistory.@Nullable Steps steps(Fields fields) {
    OptionalLong first = fields.number("start_step");
    OptionalLong last = fields.number("end_step");
    if (first.isPresent() != last.isPresent()) {
      throw RefusedException.invalid(
          "If either start step or end step are specified, both must be specified.");
    }
    return first.isEmpty() ? null : new MetricHistory.Steps(first.getAsLong(), last.getAsLong());
  }

  private static Answer metrics(List<RunMetric> metrics) {
    return Answer.json(Json.object().set("metrics", Json.array(metrics, RunJson::metric)));
  }
}
