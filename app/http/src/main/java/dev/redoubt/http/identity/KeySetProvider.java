package dev.redoubt.http.identity;

import java.util.Optional;

/// Provides the current key set of an issuer.
@FunctionalInterface
interface KeySetProvider {

  /// Returns the key set, refreshed if it may lack the wanted key; empty while none is available.
  Optional<JsonWebKeySet> keySet(Optional<String> wanted);
}
