package dev.redoubt.http.server;

import java.nio.file.Path;
import java.util.Optional;

/// What a server proves with who it is, and what it asks of clients on the way. All files are PEM.
///
/// @param certificate the server's own, and those up to one that clients know
/// @param key its private key, not encrypted
/// @param clients which certificates clients bring, if any are asked for
public record TlsSettings(Path certificate, Path key, Optional<Clients> clients) {

  /// Certificates of clients: they protect the way, and say nothing about who asks. That is what
  /// tokens are for.
  ///
  /// @param authorities of the certificates
  /// @param required whether nobody comes in without one
  public record Clients(Path authorities, boolean required) {}
}
