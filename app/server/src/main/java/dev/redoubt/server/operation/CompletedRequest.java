package dev.redoubt.server.operation;

import dev.redoubt.http.route.RequestKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request that has come to its end: what may be told of it.
///
/// @param method `_OTHER` if it is none of HTTP's
/// @param route its pattern, never its path; null if there was none
/// @param nanos that it took
/// @param principal the id of who asked; null if it is not known
/// @param bytes of its body that were read
/// @param denials the ids of the rules that said no
/// @param how what became of it besides its status
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

  /// What became of a request.
  enum Outcome {
    /// It was answered.
    ANSWERED,
    /// Nobody knew who asked.
    UNAUTHENTICATED,
    /// A rule said no.
    DENIED,
    /// It was over a limit.
    LIMITED
  }

  private static final Set<String> METHODS =
      Set.of(
          "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

  static String method(String said) {
    return METHODS.contains(said) ? said : "_OTHER";
  }
}
