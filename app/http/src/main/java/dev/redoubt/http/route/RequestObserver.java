package dev.redoubt.http.route;

import dev.redoubt.access.Principal;
import jakarta.servlet.http.HttpServletRequest;

/// Observes every request, and may reject it.
@FunctionalInterface
public interface RequestObserver {

  /// A request arrives. Never fails.
  RequestObservation begin(HttpServletRequest request);

  /// The observation of one request. Used by one thread.
  interface RequestObservation {

    /// The route has been found.
    ///
    /// @return the request, with its body limited
    /// @throws LimitExceededException if a limit is exceeded
    HttpServletRequest routeFound(Route route);

    /// The principal has been authenticated.
    ///
    /// @throws LimitExceededException if a limit is exceeded
    void authenticated(Principal who);

    /// The request has no valid token.
    void unauthenticated();

    /// An access rule denied the request.
    void denied(AuthorizationDeniedException denied);

    /// The response is complete, or the connection broke. Called exactly once.
    void end(int status);
  }
}
