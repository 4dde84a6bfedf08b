package dev.redoubt.server.operation;

import dev.redoubt.http.route.RequestKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A completed request, with the data that logs and telemetry may contain.
///
/// @param method the HTTP method; `_OTHER` for a non-standard one
/// @param route the path pattern, never the path; null if no route matched
/// @param nanos duration
/// @param principal id of the principal; null if unauthenticated
/// @param bytes number of body bytes read
/// @param denials ids of the access rules that denied the request
/// @param how the outcome
record CompletedRequest(
    String method,
    @Nullable String route,
    @Nullable RequestKind load,
    int status,
    long nanos,
    @Nullable String principal,
    String trace,
    long bytes,
    List<String> denials,
    Outcome how) {

  /// The outcome of a request.
  enum Outcome {
    /// A route responded.
    ANSWERED,
    /// There was no valid token.
    UNAUTHENTICATED,
    /// An access rule denied it.
    DENIED,
    /// It exceeded a limit.
    LIMITED
  }

  private static final Set<String> METHODS =
      Set.of(
          "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

  static String method(String said) {
    return METHODS.contains(said) ? said : "_OTHER";
  }
}
