package dev.redoubt.http.route;

import dev.redoubt.access.AuthorizationResource;
import java.util.Optional;

/// A request of an authenticated principal that an access rule or a gate denied, for the ledger.
///
/// @param subject the resource
/// @param action the id of the action or, if a store denied it, the method and path of the route
/// @param reason the message that the client received
public record AuthorizationDenial(String subject, String action, String reason) {

  /// Creates it from a denial by the access rules.
  static AuthorizationDenial of(AuthorizationDeniedException denied) {
    return new AuthorizationDenial(
        subject(denied.target()), denied.action().id(), String.valueOf(denied.getMessage()));
  }

  /// Creates it from a denial by a store, detected within its transaction.
  ///
  /// @param about the resource that the route was authorized for
  static AuthorizationDenial of(
      Route route, Optional<AuthorizationResource> about, Exception refused) {
    String request = route.method() + " " + route.path();
    return new AuthorizationDenial(
        about.map(AuthorizationDenial::subject).orElse(request),
        request,
        String.valueOf(refused.getMessage()));
  }

  private static String subject(AuthorizationResource target) {
    return target.kind() + "/" + target.id();
  }
}
