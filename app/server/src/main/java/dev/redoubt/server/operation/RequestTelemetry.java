package dev.redoubt.server.operation;

import dev.redoubt.access.AuthorizationDecision;
import dev.redoubt.access.CedarPolicy;
import dev.redoubt.access.Principal;
import dev.redoubt.http.limits.BoundedBodyRequest;
import dev.redoubt.http.route.AuthorizationDeniedException;
import dev.redoubt.http.route.LimitExceededException;
import dev.redoubt.http.route.RequestObserver;
import dev.redoubt.http.route.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Observes each request, and reports it to the access log and to telemetry.
final class RequestTelemetry implements RequestObserver {

  private final RequestObserver requestLimits;
  private final Telemetry telemetry;

  /// @param requestLimits enforces the request limits
  RequestTelemetry(RequestObserver requestLimits, Telemetry telemetry) {
    this.requestLimits = requestLimits;
    this.telemetry = telemetry;
  }

  @Override
  public RequestObservation begin(HttpServletRequest request) {
    return new Observation(request, requestLimits.begin(request), telemetry.begin(request));
  }

  private static List<String> rules(AuthorizationDecision decision) {
    List<CedarPolicy> by =
        switch (decision) {
          case AuthorizationDecision.Allowed _ -> List.of();
          case AuthorizationDecision.Denied denied -> denied.by();
          case AuthorizationDecision.StepUp stepUp -> stepUp.by();
        };
    return by.isEmpty() ? List.of("none-permits") : by.stream().map(CedarPolicy::id).toList();
  }

  /// The observation of one request.
  private static final class Observation implements RequestObservation {

    private final long start = System.nanoTime();
    private final HttpServletRequest request;
    private final RequestObservation visit;
    private final Telemetry.Trace trace;
    private @Nullable Route route;
    private @Nullable BoundedBodyRequest bounded;
    private @Nullable String principal;
    private List<String> denials = List.of();
    private CompletedRequest.Outcome how = CompletedRequest.Outcome.ANSWERED;

    Observation(HttpServletRequest request, RequestObservation visit, Telemetry.Trace trace) {
      this.request = request;
      this.visit = visit;
      this.trace = trace;
    }

    @Override
    public HttpServletRequest routeFound(Route found) {
      route = found;
      try {
        HttpServletRequest within = visit.routeFound(found);
        bounded = within instanceof BoundedBodyRequest counted ? counted : null;
        return within;
      } catch (LimitExceededException limited) {
        how = CompletedRequest.Outcome.LIMITED;
        throw limited;
      }
    }

    @Override
    public void authenticated(Principal who) {
      principal = who.id();
      try {
        visit.authenticated(who);
      } catch (LimitExceededException limited) {
        how = CompletedRequest.Outcome.LIMITED;
        throw limited;
      }
    }

    @Override
    public void unauthenticated() {
      how = CompletedRequest.Outcome.UNAUTHENTICATED;
      visit.unauthenticated();
    }

    @Override
    public void denied(AuthorizationDeniedException denied) {
      how = CompletedRequest.Outcome.DENIED;
      denials = rules(denied.decision());
      visit.denied(denied);
    }

    @Override
    public void end(int status) {
      visit.end(status);
      boolean overBody = status == 413 || status == 408;
      CompletedRequest handled =
          new CompletedRequest(
              CompletedRequest.method(request.getMethod()),
              route == null ? null : route.path(),
              route == null ? null : route.kind(),
              status,
              System.nanoTime() - start,
              principal,
              trace.id(),
              bounded == null ? 0 : bounded.read(),
              denials,
              overBody ? CompletedRequest.Outcome.LIMITED : how);
      trace.end(handled);
      RequestLog.write(handled);
    }
  }
}
