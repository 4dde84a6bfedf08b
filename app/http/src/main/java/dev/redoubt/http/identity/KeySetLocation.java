package dev.redoubt.http.identity;

import java.net.URI;
import java.nio.file.Path;

/// The configured location of an issuer's key set.
sealed interface KeySetLocation {

  /// A discovery document (OpenID Connect Discovery 1.0), which contains the URL of the key set.
  record Discovery(URI document) implements KeySetLocation {}

  /// The URL of a key set.
  record KeySet(URI address) implements KeySetLocation {}

  /// A key set in a file, which is re-read from time to time.
  record InFile(Path file) implements KeySetLocation {}
}
