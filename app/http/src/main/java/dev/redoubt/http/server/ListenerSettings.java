package dev.redoubt.http.server;

import dev.redoubt.http.limits.LimitSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// Where and how an [HttpServer] listens.
///
/// @param port 0 for any free port
/// @param tls without it, connections are not encrypted
/// @param limits of headers and connections; the servlet enforces those of requests
/// @param lastRequests shutdown timeout for in-flight requests
public record ListenerSettings(
    InetAddress address,
    int port,
    Optional<TlsSettings> tls,
    LimitSettings limits,
    Duration lastRequests) {

  /// Checks that nothing is null.
  public ListenerSettings {
    Objects.requireNonNull(address);
    Objects.requireNonNull(tls);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(lastRequests);
  }
}
