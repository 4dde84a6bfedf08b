package dev.redoubt.http.route;

import java.io.IOException;

/// What a route does, once it is clear that it may be done.
@FunctionalInterface
public interface RouteHandler {

  /// Answers.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException with a reason for who asks
  /// @throws IOException if a connection or a disk breaks
  RouteResponse answer(RouteRequest call) throws IOException;
}
