package dev.redoubt.http.route;

import java.io.IOException;

/// Handles an authorized request.
@FunctionalInterface
public interface RouteHandler {

  /// Produces the response.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException with a message for the client
  /// @throws IOException if a connection or a disk fails
  RouteResponse handle(RouteRequest request) throws IOException;
}
