package dev.redoubt.http.route;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.Principal;
import java.time.Instant;

/// What a request says of who sends it.
public sealed interface AuthenticationResult {

  /// Somebody that an issuer vouches for.
  record Known(Principal who, AuthorizationContext how) implements AuthenticationResult {}

  /// No token at all.
  record Anonymous() implements AuthenticationResult {}

  /// A token that does not count.
  ///
  /// @param reason for its sender, in words that tell nothing of others
  record Rejected(String reason) implements AuthenticationResult {}

  /// A genuine token from before something happened that ended it. A new one will do.
  ///
  /// @param notBefore when a token has to have been issued
  record Outdated(String reason, Instant notBefore) implements AuthenticationResult {}
}
