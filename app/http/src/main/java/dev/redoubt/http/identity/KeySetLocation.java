package dev.redoubt.http.identity;

import java.net.URI;
import java.nio.file.Path;

/// Where the keys of an issuer are, as the configuration says.
sealed interface KeySetLocation {

  /// A discovery document (OpenID Connect Discovery 1.0) says where.
  record Discovery(URI document) implements KeySetLocation {}

  /// A key set.
  record KeySet(URI address) implements KeySetLocation {}

  /// A key set in a file, which is read again from time to time.
  record InFile(Path file) implements KeySetLocation {}
}
