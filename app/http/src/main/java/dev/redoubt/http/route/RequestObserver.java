package dev.redoubt.http.route;

import dev.redoubt.access.Principal;
import jakarta.servlet.http.HttpServletRequest;

/// Sees every request come and go, and may refuse it on the way.
@FunctionalInterface
public interface RequestObserver {

  /// A request has come. Does not fail.
  RequestObservation begin(HttpServletRequest request);

  /// One request on its way. Used by one thread.
  interface RequestObservation {

    /// Its route is found.
    ///
    /// @return the request, its body within bounds
    /// @throws LimitExceededException if it is one too many, or too large
    HttpServletRequest found(Route route);

    /// It is known who asks.
    ///
    /// @throws LimitExceededException if it is one too many
    void known(Principal who);

    /// Who asks is not known, or has a token that does not count.
    void unauthenticated();

    /// Who asks may not.
    void denied(AuthorizationDeniedException denied);

    /// It is answered, or its connection broke. Called once, however it went.
    void end(int status);
  }
}
