package dev.redoubt.access;

import java.util.Set;

/// How somebody comes to ask, as their token and the connection say.
///
/// @param contexts authentication contexts, the claim `acrs`
/// @param methods how they signed in, the claim `amr` (RFC 8176)
/// @param compliantDevice whether their device is managed and compliant
/// @param network the configuration's name for where the request comes from, or empty
public record AuthorizationContext(
    Set<String> contexts, Set<String> methods, boolean compliantDevice, String network) {

  /// Nothing is known.
  public static final AuthorizationContext UNKNOWN =
      new AuthorizationContext(Set.of(), Set.of(), false, "");

  /// Copies the sets.
  public AuthorizationContext {
    contexts = Set.copyOf(contexts);
    methods = Set.copyOf(methods);
  }
}
