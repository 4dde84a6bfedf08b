package dev.redoubt.access;

import java.util.Set;

/// Cedar context of a request: network, device and authentication strength, as given by the token
/// and the connection.
///
/// @param contexts authentication contexts, the claim `acrs`
/// @param methods authentication methods, the claim `amr` (RFC 8176)
/// @param compliantDevice whether the device is managed and compliant
/// @param network the configured name of the network that the request comes from, or empty
public record AuthorizationContext(
    Set<String> contexts, Set<String> methods, boolean compliantDevice, String network) {

  /// The context of a request about which nothing is known.
  public static final AuthorizationContext UNKNOWN =
      new AuthorizationContext(Set.of(), Set.of(), false, "");

  /// Copies the sets.
  public AuthorizationContext {
    contexts = Set.copyOf(contexts);
    methods = Set.copyOf(methods);
  }
}
