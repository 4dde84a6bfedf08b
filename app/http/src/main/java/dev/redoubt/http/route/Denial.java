package dev.redoubt.http.route;

import dev.redoubt.access.Target;
import java.util.Optional;

/// Something that somebody known was not allowed to do, by the rules or by the gate.
///
/// @param subject what it was about
/// @param action by its name in the rules, or where a store has refused it, the request
/// @param reason as it was said to them
public record Denial(String subject, String action, String reason) {

  /// What the rules have denied.
  static Denial of(DeniedException denied) {
    return new Denial(
        subject(denied.target()), denied.action().id(), String.valueOf(denied.getMessage()));
  }

  /// What a store has refused, in whose transaction it was found out.
  ///
  /// @param about what the route asked the rules about before
  static Denial of(Route route, Optional<Target> about, Exception refused) {
    String request = route.method() + " " + route.path();
    return new Denial(
        about.map(Denial::subject).orElse(request), request, String.valueOf(refused.getMessage()));
  }

  private static String subject(Target target) {
    return target.kind() + "/" + target.id();
  }
}
