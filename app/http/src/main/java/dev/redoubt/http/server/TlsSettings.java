package dev.redoubt.http.server;

import java.nio.file.Path;
import java.util.Optional;

/// The TLS settings of a server: its certificate, and the client certificates that it requests. All
/// files are PEM.
///
/// @param certificate the server certificate with its chain
/// @param key the private key, not encrypted
/// @param clients the client certificates (mutual TLS), if they are requested
public record TlsSettings(Path certificate, Path key, Optional<Clients> clients) {

  /// Client certificates protect the connection, but do not authenticate a principal; tokens do.
  ///
  /// @param authorities the CA certificates
  /// @param required whether connections without a client certificate are rejected
  public record Clients(Path authorities, boolean required) {}
}
