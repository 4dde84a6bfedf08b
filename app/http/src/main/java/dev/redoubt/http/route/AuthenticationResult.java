package dev.redoubt.http.route;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.Principal;
import java.time.Instant;

/// The result of authenticating a request.
public sealed interface AuthenticationResult {

  /// An authenticated principal.
  record Known(Principal who, AuthorizationContext how) implements AuthenticationResult {}

  /// The request has no token.
  record Anonymous() implements AuthenticationResult {}

  /// The token is invalid.
  ///
  /// @param reason shown to the sender; reveals nothing about other principals
  record Rejected(String reason) implements AuthenticationResult {}

  /// The token is valid but was issued before a revocation. A new token is accepted.
  ///
  /// @param notBefore earliest accepted issue time
  record Outdated(String reason, Instant notBefore) implements AuthenticationResult {}
}
