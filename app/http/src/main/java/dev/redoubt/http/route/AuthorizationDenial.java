package dev.redoubt.http.route;

import dev.redoubt.access.AuthorizationResource;
import java.util.Optional;

/// Something that somebody known was not allowed to do, by the rules or by the gate.
///
/// @param subject what it was about
/// @param action by its name in the rules, or where a store has refused it, the request
/// @param reason as it was said to them
public record AuthorizationDenial(String subject, String action, String reason) {

  /// What the rules have denied.
  static AuthorizationDenial of(AuthorizationDeniedException denied) {
    return new AuthorizationDenial(
        subject(denied.target()), denied.action().id(), String.valueOf(denied.getMessage()));
  }

  /// What a store has refused, in whose transaction it was found out.
  ///
  /// @param about what the route asked the rules about before
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
