package dev.redoubt.server.identity;

import jakarta.servlet.http.HttpServletRequest;

/// Finds out who sends a request.
@FunctionalInterface
public interface Identification {

  /// Who it is. Nothing that a request holds makes this throw.
  Identity of(HttpServletRequest request);
}
