package dev.redoubt.http.server;

import dev.redoubt.http.limits.LimitSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// Where and how an [HttpServer] listens.
///
/// @param port 0 for any that is free
/// @param tls without it, requests are not encrypted
/// @param limits of headers and connections; those of requests are the servlet's to hold
/// @param lastRequests how long requests may take that run when the server closes
public record ListenerSettings(
    InetAddress address,
    int port,
    Optional<TlsSettings> tls,
    LimitSettings limits,
    Duration lastRequests) {

  /// Everything is said.
  public ListenerSettings {
    Objects.requireNonNull(address);
    Objects.requireNonNull(tls);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(lastRequests);
  }
}
