package dev.redoubt.http.identity;

import java.util.Optional;

/// Has the keys of an issuer.
@FunctionalInterface
interface KeySetProvider {

  /// The keys, fetched anew if that may help to find the one that is asked for; empty while none
  /// can be had.
  Optional<JsonWebKeySet> ring(Optional<String> wanted);
}
