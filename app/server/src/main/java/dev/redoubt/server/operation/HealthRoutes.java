package dev.redoubt.server.operation;

import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.RequestKind;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The health endpoints: `/health/live` and `/health/ready`.
///
/// They need no authentication, so a response only names the failing component; the cause is in the
/// log. Results are cached for one second.
public final class HealthRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);

  private static final RoutePermission PROBE =
      new RoutePermission.Anybody(
          "probes have no token; the response names only the failing component");

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(1);

  /// A component of the server.
  ///
  /// @param name public name of the component
  /// @param probe fails if the component does not work
  public record Part(String name, Probe probe) {}

  /// Checks whether a component works.
  @FunctionalInterface
  public interface Probe {
    /// Runs the check.
    ///
    /// @throws Exception if the component does not work
    void run() throws Exception;
  }

  private final List<RunningCheck> parts;
  private final LongSupplier nanoTime;
  private final Duration timeout;
  private volatile boolean stopping;
  private List<String> failing = List.of();
  private long lastCheck;
  private boolean checkedOnce;

  /// Creates the routes.
  public HealthRoutes(List<Part> parts) {
    this(parts, System::nanoTime, TIMEOUT);
  }

  /// @param timeout timeout of a check
  HealthRoutes(List<Part> parts, LongSupplier nanoTime, Duration timeout) {
    this.timeout = timeout;
    this.parts = parts.stream().map(RunningCheck::new).toList();
    this.nanoTime = nanoTime;
  }

  /// Reports `not ready` from now on: the server is shutting down.
  public void stop() {
    stopping = true;
  }

  /// Returns `/health/live` and `/health/ready`. `/health` is part of the MLflow API.
  public List<Route> routes() {
    return List.of(
        new Route(HttpMethod.GET, "/health/live", PROBE, _ -> live(), RequestKind.PROBE),
        new Route(HttpMethod.GET, "/health/ready", PROBE, this::ready, RequestKind.PROBE));
  }

  private static RouteResponse live() {
    return RouteResponse.json(JsonNodeFactory.instance.objectNode().put("status", "live"));
  }

  private RouteResponse ready(RouteRequest request) {
    List<String> names = notReady();
    ObjectNode response =
        JsonNodeFactory.instance
            .objectNode()
            .put("status", names.isEmpty() ? "ready" : "not ready");
    ArrayNode array = response.putArray("not_ready");
    names.forEach(array::add);
    return RouteResponse.json(names.isEmpty() ? 200 : 503, response);
  }

  /// Returns the names of the components that do not work.
  List<String> notReady() {
    if (stopping) {
      return List.of("stopping");
    }
    return lastCheck();
  }

  private synchronized List<String> lastCheck() {
    long now = nanoTime.getAsLong();
    if (!checkedOnce || now - lastCheck >= FRESH.toNanos()) {
      List<String> names = new ArrayList<>();
      parts.forEach(RunningCheck::begin);
      long end = System.nanoTime() + timeout.toNanos();
      for (RunningCheck each : parts) {
        if (!each.passes(end)) {
          names.add(each.part.name());
        }
      }
      failing = List.copyOf(names);
      lastCheck = now;
      checkedOnce = true;
    }
    return failing;
  }

  /// A component with its running check: a check that hangs is not started again.
  private static final class RunningCheck {

    private final Part part;
    private @Nullable FutureTask<Boolean> check;
    private boolean failed;

    RunningCheck(Part part) {
      this.part = part;
    }

    void begin() {
      FutureTask<Boolean> before = check;
      if (before == null || before.isDone()) {
        FutureTask<Boolean> now =
            new FutureTask<>(
                () -> {
                  part.probe().run();
                  return true;
                });
        check = now;
        Thread.ofVirtual().name("health-" + part.name()).start(now);
      }
    }

    boolean passes(long end) {
      FutureTask<Boolean> running = check;
      String why = "the check did not run";
      try {
        if (running != null
            && running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          failed = false;
          return true;
        }
      } catch (TimeoutException _) {
        why = "timeout: no response";
      } catch (ExecutionException broken) {
        why = String.valueOf(broken.getCause());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        why = "the server is shutting down";
      }
      if (!failed) {
        LOG.error("not ready: the check of the {} failed: {}", part.name(), why);
      }
      failed = true;
      return false;
    }
  }
}
