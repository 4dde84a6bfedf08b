package dev.redoubt.server.operation;

import dev.redoubt.access.Decision;
import dev.redoubt.access.Principal;
import dev.redoubt.access.Rule;
import dev.redoubt.http.limits.BoundedRequest;
import dev.redoubt.http.route.DeniedException;
import dev.redoubt.http.route.LimitException;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.Watch;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows each request, and tells log and measurements how it went.
final class Observer implements Watch {

  private final Watch door;
  private final Telemetry telemetry;

  /// @param door may refuse requests
  Observer(Watch door, Telemetry telemetry) {
    this.door = door;
    this.telemetry = telemetry;
  }

  @Override
  public Visit begin(HttpServletRequest request) {
    return new Observed(request, door.begin(request), telemetry.begin(request));
  }

  private static List<String> rules(Decision decision) {
    List<Rule> by =
        switch (decision) {
          case Decision.Allowed _ -> List.of();
          case Decision.Denied denied -> denied.by();
          case Decision.StepUp stepUp -> stepUp.by();
        };
    return by.isEmpty() ? List.of("none-permits") : by.stream().map(Rule::id).toList();
  }

  /// One request.
  private static final class Observed implements Visit {

    private final long start = System.nanoTime();
    private final HttpServletRequest request;
    private final Visit visit;
    private final Telemetry.Trace trace;
    private @Nullable Route route;
    private @Nullable BoundedRequest bounded;
    private @Nullable String principal;
    private List<String> denials = List.of();
    private Handled.Outcome how = Handled.Outcome.ANSWERED;

    Observed(HttpServletRequest request, Visit visit, Telemetry.Trace trace) {
      this.request = request;
      this.visit = visit;
      this.trace = trace;
    }

    @Override
    public HttpServletRequest found(Route found) {
      route = found;
      try {
        HttpServletRequest within = visit.found(found);
        bounded = within instanceof BoundedRequest counted ? counted : null;
        return within;
      } catch (LimitException limited) {
        how = Handled.Outcome.LIMITED;
        throw limited;
      }
    }

    @Override
    public void known(Principal who) {
      principal = who.id();
      try {
        visit.known(who);
      } catch (LimitException limited) {
        how = Handled.Outcome.LIMITED;
        throw limited;
      }
    }

    @Override
    public void unauthenticated() {
      how = Handled.Outcome.UNAUTHENTICATED;
      visit.unauthenticated();
    }

    @Override
    public void denied(DeniedException denied) {
      how = Handled.Outcome.DENIED;
      denials = rules(denied.decision());
      visit.denied(denied);
    }

    @Override
    public void end(int status) {
      visit.end(status);
      boolean overBody = status == 413 || status == 408;
      Handled handled =
          new Handled(
              Handled.method(request.getMethod()),
              route == null ? null : route.path(),
              route == null ? null : route.load(),
              status,
              System.nanoTime() - start,
              principal,
              trace.id(),
              bounded == null ? 0 : bounded.read(),
              denials,
              overBody ? Handled.Outcome.LIMITED : how);
      trace.end(handled);
      RequestLog.write(handled);
    }
  }
}
